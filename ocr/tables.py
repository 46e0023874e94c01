"""Reads a cleaned page together with its ruled tables, each of which the engine gets by itself."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from models.page import Line, Word
from models.ports.recognizer import TextRecognizer
from ocr.cells import cell_of, read_empty
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
        cells = _by_cells(table, placed)
        cells += read_empty(part.clean, table, cells, x_height, recognizer)
        lines = _inserted(lines, _in_order(table, cells), table)
    return lines


def _by_cells(table: Table, lines: Iterable[tuple[Word, ...]]) -> tuple[Line, ...]:
    """Return lines that were read across columns cut at the rules."""
    cut = (groupby(line, key=lambda word: cell_of(table, word.box)) for line in lines)
    return tuple(Line(tuple(words)) for line in cut for _, words in line)


def _in_order(table: Table, cells: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines of the cells in the order of the table's rows, those of one cell from the top."""
    return tuple(sorted(cells, key=lambda line: (cell_of(table, line.words[0].box), line.box.y0)))


def _inserted(lines: tuple[Line, ...], cells: tuple[Line, ...], table: Table) -> tuple[Line, ...]:
    """Return `lines` with those of a table before the first one that stands below it."""
    place = next((n for n, line in enumerate(lines) if line.box.y0 >= table.box.y1 - 1), len(lines))
    return lines[:place] + cells + lines[place:]
