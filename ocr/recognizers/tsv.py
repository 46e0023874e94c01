"""Tesseract's table of results, as its program writes it, as lines of words."""

from collections.abc import Iterator
from itertools import groupby

from models.page import Box, Line, Word
from models.text import collapse, nfc

_WORD_LEVEL = "5"
_COLUMNS = 12


def parse_tsv(table: str) -> tuple[Line, ...]:
    """Return the lines of a table as Tesseract writes it (one row an element, 12 columns, a heading or none).

    Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence in per cent, text.
    Text comes back in NFC; rows without text are left out.
    """
    rows = (row.split("\t", _COLUMNS - 1) for row in table.splitlines())
    found = (row for row in rows if len(row) == _COLUMNS and row[0] == _WORD_LEVEL)
    lines = (tuple(_words(group)) for _, group in groupby(found, key=lambda row: tuple(row[1:5])))
    return tuple(Line(words) for words in lines if words)


def _words(rows: Iterator[list[str]]) -> Iterator[Word]:
    for row in rows:
        text = collapse(nfc(row[11]))
        if text:
            left, top, width, height = (int(column) for column in row[6:10])
            yield Word(text, Box(left, top, left + width, top + height), confidence_of(float(row[10])))


def confidence_of(per_cent: float) -> float:
    """Return Tesseract's confidence, in per cent and sometimes a little beyond, from 0 to 1."""
    return min(max(per_cent / 100, 0.0), 1.0)
