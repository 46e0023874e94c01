"""Cells of a ruled table in which no word was read: ordinals and lone marks, which an engine takes for dust.

What stands in them is set on a sheet of its own. Single letters and digits are set close together, five to a line: as
one word of five signs an engine reads them surely, each alone or far apart hardly ever (docs/reading.md).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.page import Box, Line, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, as_image, to_raster
from ocr.clean.glyphs import find_glyphs, ink
from ocr.clean.tables import Table
from ocr.hygiene import is_text

_LETTER = (0.6, 2.2)  # x-heights: heights of small letters and of capitals with marks
_SINGLE = 1.3  # x-heights: width of one letter or digit
_WIDEST = 8.0  # x-heights: a cell with more print than two short words is no lone mark
_TIGHT, _APART = 0.3, 1.4  # x-heights of white between single signs and between words
_TOGETHER = 5  # single signs that are set as one word, and words that are set on one line
_HIGH = 3.6  # x-heights: height of a line
_MOST = 200  # cells: a table with more of them was not read at all
_SMALL = 1.2  # x-heights: what is lower is no capital
_ALIKE = frozenset("COSVWXZ")  # capitals that only their height tells from the small letter


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a cell: its box on the page, and where it lies on the sheet of all cells."""

    box: Box
    here: Box


def read_empty(
    clean: Image, table: Table, lines: Sequence[Line], x_height: float, recognizer: TextRecognizer
) -> tuple[Line, ...]:
    """Return a line for each cell of `table` that holds print but no word of `lines`, where it can be read.

    `clean` is the table cut out of its page, without its rules; `x_height` is that of its print. Boxes, of `lines` too,
    are in pixels of the page.
    """
    boxes = _unread(clean, table, lines, x_height)
    if not 0 < len(boxes) <= _MOST:
        return ()
    sheet, cells = _sheet(clean, table.box, boxes, x_height)
    words = (word for line in recognizer.recognize(to_raster(sheet)) for word in line.words)
    return tuple(Line((placed,)) for word in words for placed in _placed(word, cells, x_height))


def cell_of(table: Table, box: Box) -> tuple[int, int]:
    """Return the row and the column of the middle of `box`."""
    return bisect_right(table.rows, (box.y0 + box.y1) // 2), bisect_right(table.columns, (box.x0 + box.x1) // 2)


def _unread(clean: Image, table: Table, lines: Iterable[Line], x_height: float) -> list[Box]:
    """Return the boxes of the print, on the page, of cells that hold one short line and no word; column by column."""
    read = {cell_of(table, word.box) for line in lines for word in line.words if is_text(word)}
    held: dict[tuple[int, int], Box] = {}
    for box in _letters(clean, table.box, x_height):
        cell = cell_of(table, box)
        if cell not in read:
            held[cell] = _around(box, held.get(cell, box))
    boxes = [held[cell] for cell in sorted(held, key=lambda cell: cell[::-1])]
    return [box for box in boxes if _width(box) <= _WIDEST * x_height and _height(box) <= _LETTER[1] * x_height]


def _letters(clean: Image, table: Box, x_height: float) -> Iterator[Box]:
    glyphs = find_glyphs(ink(clean))
    low, high = (bound * x_height for bound in _LETTER)
    kept = glyphs.where((glyphs.heights >= low) & (glyphs.heights <= high) & (glyphs.widths <= _WIDEST * x_height))
    edges = zip(kept.x0.tolist(), kept.y0.tolist(), kept.x1.tolist(), kept.y1.tolist(), strict=True)
    return (Box(x0 + table.x0, y0 + table.y0, x1 + table.x0, y1 + table.y0) for x0, y0, x1, y1 in edges)


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _width(box: Box) -> int:
    return box.x1 - box.x0


def _height(box: Box) -> int:
    return box.y1 - box.y0


def _sheet(clean: Image, table: Box, boxes: Sequence[Box], x_height: float) -> tuple[Image, tuple[_Cell, ...]]:
    """Return what stands in `boxes` in lines, feet level, on a white sheet, and where each lies on it."""
    single = [box for box in boxes if _width(box) <= _SINGLE * x_height]
    marks, digits = ([box for box in single if _is_low(box, x_height) == low] for low in (True, False))
    longer = [box for box in boxes if _width(box) > _SINGLE * x_height]
    height, margin = round(_HIGH * x_height), round(_APART * x_height)
    cells: list[_Cell] = []
    foot = height
    for group, share in ((digits, _TIGHT), (marks, _TIGHT), (longer, _APART)):
        for line in np.array_split(np.arange(len(group)), -(-len(group) // _TOGETHER) or 1):
            cells += _set([group[at] for at in line], margin, foot, round(share * x_height))
            foot += height
    sheet = np.full((foot, max(cell.here.x1 for cell in cells) + margin), 255, np.uint8)
    for cell in cells:
        page, here = cell.box, cell.here
        part = clean[page.y0 - table.y0 : page.y1 - table.y0, page.x0 - table.x0 : page.x1 - table.x0]
        sheet[here.y0 : here.y1, here.x0 : here.x1] = part
    return as_image(sheet), tuple(cells)


def _set(boxes: Sequence[Box], x: int, foot: int, gap: int) -> Iterator[_Cell]:
    for box in boxes:
        yield _Cell(box, Box(x, foot - _height(box), x + _width(box), foot))
        x += _width(box) + gap


def _placed(word: Word, cells: Sequence[_Cell], x_height: float) -> Iterator[Word]:
    """Yield a word of the sheet where its cells lie on the page: one a sign where it covers several cells.

    A word that has not as many signs as it covers cells is left out: nobody knows which belongs where.
    """
    middle = (word.box.y0 + word.box.y1) / 2
    on = [
        cell
        for cell in cells
        if cell.here.y0 <= middle < cell.here.y1 and word.box.x0 <= (cell.here.x0 + cell.here.x1) / 2 < word.box.x1
    ]
    if len(on) == 1:
        yield replace(word, text=_sized(word.text, on[0].box, x_height), box=on[0].box)
    elif len(on) == len(word.text):
        for sign, cell in zip(word.text, on, strict=True):
            yield Word(_sized(sign, cell.box, x_height), cell.box, word.confidence, doubts=())


def _sized(text: str, box: Box, x_height: float) -> str:
    """Return a lone letter in the case that its height tells, where nothing else does."""
    return text.lower() if text in _ALIKE and _is_low(box, x_height) else text


def _is_low(box: Box, x_height: float) -> bool:
    return _height(box) < _SMALL * x_height
