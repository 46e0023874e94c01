"""Reads a cleaned page together with its ruled tables, each of which the engine gets by itself."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from models.page import Line, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, to_raster
from ocr.clean.tables import Table, find_tables, spread, without_tables


def recognize_page(printed: Image, x_height: float, recognizer: TextRecognizer) -> tuple[Line, ...]:
    """Return the lines of a cleaned, level page with print of `x_height` pixels; boxes are in its pixels.

    The lines of a table stand row by row, each cell's from the top, where the table stands among the other lines.
    """
    tables, rules = find_tables(printed, x_height)
    lines = recognizer.recognize(to_raster(without_tables(printed, tables) if tables else printed))
    for table in tables:
        part = spread(printed, rules, table, x_height)
        found = recognizer.recognize(to_raster(part.image))
        placed = (tuple(replace(word, box=part.place(word.box)) for word in line.words) for line in found)
        lines = _inserted(lines, _by_cells(table, placed), table)
    return lines


def _by_cells(table: Table, lines: Iterable[tuple[Word, ...]]) -> tuple[Line, ...]:
    """Return lines that were read across columns cut at the rules, and all in the order of the table's rows."""
    cells = [
        (_cell(table, words[0]), Line(words))
        for line in lines
        for words in (tuple(group) for _, group in groupby(line, key=lambda word: _cell(table, word)))
    ]
    return tuple(line for _, line in sorted(cells, key=lambda cell: (cell[0], cell[1].box.y0)))


def _cell(table: Table, word: Word) -> tuple[int, int]:
    """Return the row and column of a word's middle."""
    box = word.box
    return bisect_right(table.rows, (box.y0 + box.y1) // 2), bisect_right(table.columns, (box.x0 + box.x1) // 2)


def _inserted(lines: tuple[Line, ...], cells: tuple[Line, ...], table: Table) -> tuple[Line, ...]:
    """Return `lines` with those of a table before the first one that stands below it."""
    place = next((n for n, line in enumerate(lines) if line.box.y0 >= table.box.y1 - 1), len(lines))
    return lines[:place] + cells + lines[place:]
