"""Tesseract's table of results, which both of its adapters receive, as lines of words."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from models.page import Box, Doubt, Line, Word
from models.text import collapse, nfc

_WORD_LEVEL = "5"
_COLUMNS = 12

Doubts = Mapping[tuple[Box, str], tuple[Doubt, ...]]
"""Letters that the engine saw as well, by the box and the text of their word."""


def parse_tsv(table: str, doubts: Doubts | None = None) -> tuple[Line, ...]:
    """Return the lines of a table as Tesseract writes it (one row an element, 12 columns, a heading or none).

    Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence in per cent, text.
    Text comes back in NFC; rows without text are left out. `doubts` go to their words.
    """
    rows = (row.split("\t", _COLUMNS - 1) for row in table.splitlines())
    found = (row for row in rows if len(row) == _COLUMNS and row[0] == _WORD_LEVEL)
    lines = (tuple(_words(group, doubts or {})) for _, group in groupby(found, key=lambda row: tuple(row[1:5])))
    return tuple(Line(words) for words in lines if words)


def _words(rows: Iterator[list[str]], doubts: Doubts) -> Iterator[Word]:
    for row in rows:
        text = collapse(nfc(row[11]))
        if text:
            left, top, width, height = (int(column) for column in row[6:10])
            confidence = min(max(float(row[10]) / 100, 0.0), 1.0)
            box = Box(left, top, left + width, top + height)
            yield Word(text, box, confidence, doubts=doubts.get((box, text)))
