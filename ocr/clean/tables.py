"""Ruled tables: where they are, and how they look without their rules.

Engines read a rule beside a word as a letter (``ÌDương``), and without rules they join the columns. So the rules are
erased and the columns moved apart.
"""

from dataclasses import dataclass
from itertools import groupby, pairwise

import cv2
import numpy as np
import numpy.typing as npt

from models.page import Box
from ocr.clean.arrays import Image, as_image
from ocr.clean.components import components
from ocr.clean.rules import INK, level_rules, upright_rules

_SHARE = 0.3  # of the table's height or width that a rule must run along to part columns or rows
_LEAST = (12.0, 4.0)  # x-heights: width and height of the smallest table
_GAP = 3.0  # x-heights of white between two columns: engines then take them for columns
_NARROW = 6.0  # x-heights: a column of ordinals or marks; what stands alone in it engines take for dust
_NEAR = 1.5  # x-heights of white behind a narrow column
_BLANK = 0.5  # the same where the next column is wider: its lines are then read together with it
_SLOPE = 4  # pixels by which a rule may stray from its middle
_MARGIN = 1.5  # x-heights of white around a table


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table on a page: its box, the x of its upright rules and the y of its level ones, on the page."""

    box: Box
    columns: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """A table without rules, its columns moved apart. `shifts` are (x on the page, x here) where each column begins.

    `moved` are (column, top, bottom, pixels) of cells whose print was moved to the right within their column; `top`
    and `bottom` are in pixels of this image. `clean` is the table on its page without its rules, nothing moved.
    """

    image: Image
    clean: Image
    shifts: tuple[tuple[int, int], ...]
    top: int
    moved: tuple[tuple[int, int, int, int], ...] = ()

    def place(self, box: Box) -> Box:
        """Return where a `box` of this image lies on the page; it is kept within the column of its middle."""
        column = max(sum(here <= (box.x0 + box.x1) / 2 for _, here in self.shifts) - 1, 0)
        middle = (box.y0 + box.y1) / 2
        by = next((by for moved, top, bottom, by in self.moved if moved == column and top <= middle < bottom), 0)
        there, here = self.shifts[column][0], self.shifts[column][1] + by
        x0, y0 = max(box.x0 - here + there, 0), max(box.y0 + self.top, 0)
        return Box(x0, y0, max(box.x1 - here + there, x0 + 1), max(box.y1 + self.top, y0 + 1))


def find_tables(grey: Image, x_height: float) -> tuple[tuple[Table, ...], Image]:
    """Return the tables of a flattened, level `grey` page with print of `x_height` pixels, and a mask of all rules.

    A table has two columns and two rows at least, parted by rules; where its columns change from one row to the next,
    another begins. Where upright rules stand in fewer than three places there is none, and level ones are not looked
    for.
    """
    upright = upright_rules(grey, x_height)
    if not _stands_apart(upright, x_height):
        return (), upright
    level = level_rules(grey, x_height)
    rules = as_image(cv2.bitwise_or(upright, level))
    if not cv2.countNonZero(level):
        return (), rules
    pieces = components(as_image(cv2.dilate(rules, np.ones((5, 5), np.uint8))))
    tables: list[Table] = []
    large = (pieces.widths >= _LEAST[0] * x_height) & (pieces.heights >= _LEAST[1] * x_height)
    for number in np.flatnonzero(large).tolist():
        left, top = int(pieces.x0[number]), int(pieces.y0[number])
        part = (slice(top, int(pieces.y1[number])), slice(left, int(pieces.x1[number])))
        own = pieces.labels[part] == number
        columns = _places((upright[part] > 0) & own, 0, x_height)
        rows = _places((level[part] > 0) & own, 1, x_height)
        if len(columns) >= 3 and len(rows) >= 3:
            tables += _by_bands((upright[part] > 0) & own, columns, rows, (left, top), round(x_height))
    return tuple(tables), rules


def _stands_apart(upright: Image, x_height: float) -> bool:
    """Tell whether upright rules may be three columns' borders: half an x-height and more between each two."""
    places = np.flatnonzero(cv2.reduce(upright, 0, cv2.REDUCE_MAX))
    for _ in range(2):
        places = places[places > places[0] + x_height / 2] if places.size else places
    return bool(places.size)


def _by_bands(
    upright: npt.NDArray[np.bool_], columns: list[int], rows: list[int], corner: tuple[int, int], least: int
) -> list[Table]:
    """Return a table cut between its rows wherever the columns change, so that no cell over several is torn.

    Rules nearer than `least` to the edge belong to it.
    """
    (left, top), (height, width) = corner, upright.shape
    inside = [y for y in rows if least < y < height - least]
    bands = list(pairwise([0, *inside, height]))
    cut = [(_parting(upright[y0:y1], columns), (y0, y1)) for y0, y1 in bands]
    tables = []
    for parting, group in groupby(cut, key=lambda each: each[0]):
        bounds = [bound for _, bound in group]
        box = Box(left, top + bounds[0][0], left + width, top + bounds[-1][1])
        inner = tuple(top + y0 for y0, _ in bounds)
        tables.append(Table(box, tuple(left + x for x in parting), inner))
    return tables


def _parting(band: npt.NDArray[np.bool_], columns: list[int]) -> tuple[int, ...]:
    """Return which of `columns` have their rule in this band, along half of it at least."""
    near = ((x, band[:, max(x - _SLOPE, 0) : x + _SLOPE + 1]) for x in columns)
    return tuple(x for x, rule in near if rule.any(axis=1).mean() >= 0.5)


def _places(own: npt.NDArray[np.bool_], axis: int, x_height: float) -> list[int]:
    """Return the middles of the rules along `axis` that run along enough of the table; close ones count as one."""
    long = np.flatnonzero(own.mean(axis=axis) >= _SHARE)
    groups = np.split(long, np.flatnonzero(np.diff(long) > x_height / 2) + 1)
    return [int(group.mean()) for group in groups if group.size]


def without_tables(grey: Image, tables: tuple[Table, ...]) -> Image:
    """Return a copy of the page with white where the tables are."""
    page = grey.copy()
    for table in tables:
        page[table.box.y0 : table.box.y1, table.box.x0 : table.box.x1] = 255
    return page


def spread(grey: Image, rules: Image, table: Table, x_height: float) -> Spread:
    """Return `table` without its rules and with its columns moved apart."""
    margin, box = round(_MARGIN * x_height), table.box
    part = (slice(box.y0, box.y1), slice(box.x0, box.x1))
    erased = cv2.dilate(np.ascontiguousarray(rules[part]), np.ones((3, 3), np.uint8)) > 0
    clean = as_image(np.where(erased, 255, grey[part]))
    edge = x_height / 2
    bounds = [box.x0, *(x for x in table.columns if box.x0 + edge < x < box.x1 - edge), box.x1]
    rows = list(pairwise([*(y - box.y0 for y in table.rows), box.y1 - box.y0]))
    strips: list[Image] = []
    shifts: list[tuple[int, int]] = []
    moved: list[tuple[int, int, int, int]] = []
    at = margin
    for left, right, after in zip(bounds, bounds[1:], [*bounds[2:], bounds[-1]], strict=False):
        strip, narrow = clean[:, left - box.x0 : right - box.x0], right - left < _NARROW * x_height
        joined = narrow and after - right >= _NARROW * x_height
        if joined:
            steps = [_slack(strip[y0:y1]) for y0, y1 in rows]
            strip = _moved(strip, rows, steps)
            moved += [(len(shifts), y0 + margin, y1 + margin, by) for (y0, y1), by in zip(rows, steps, strict=True)]
        gap = round((_BLANK if joined else _NEAR if narrow else _GAP) * x_height)
        shifts.append((left, at))
        strips += [strip, np.full((box.y1 - box.y0, gap), 255, np.uint8)]
        at += right - left + gap
    wide = cv2.copyMakeBorder(np.hstack(strips), margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=(255.0,))
    return Spread(as_image(wide), clean, tuple(shifts), box.y0 - margin, tuple(moved))


def _slack(cell: Image) -> int:
    """Return how many pixels of white stand right of the print of a cell."""
    inked = np.flatnonzero((cell < INK).any(axis=0)) if cell.size else np.empty(0, np.int64)
    return int(cell.shape[1] - 1 - inked[-1]) if inked.size else 0


def _moved(strip: Image, rows: list[tuple[int, int]], steps: list[int]) -> Image:
    """Return a column with the print of each row moved to the right by so many pixels."""
    column = strip.copy()
    for (y0, y1), by in zip(rows, steps, strict=True):
        column[y0:y1] = np.roll(strip[y0:y1], by, axis=1)
    return as_image(column)
