"""From sheets to drawing operations: every block in its place, type reduced where a page would overflow."""

from dataclasses import replace

from tests.samples.ops import Drawing, Op, Panel, Placed, PrintedLine, Stroke, joined
from tests.samples.sheet import PALE_RULE, Art, Block, Columns, Frame, Gap, Rule, Sheet, Table, Text
from tests.samples.typeset import Pen, set_text

_GUTTER = 2.0  # mm between columns
_CELL_PAD = 1.2


def lay_out(sheet: Sheet, family: str) -> Placed:
    """Return the page set in `family`; when it overflows, its type is reduced in steps of 4 % down to 60 %.

    Raises ValueError when even that does not fit: the maker of the paper wrote too much.
    """
    left, top, right, bottom = sheet.margins
    for step in range(11):
        pen = Pen(family, 1.0 - 0.04 * step)
        placed = stack(sheet.blocks, left, top, sheet.width - left - right, pen)
        if top + placed.height <= sheet.height - bottom:
            return placed
    raise ValueError(f"the sheet does not hold its text in {family}: {placed.lines[0].text!r}")


def stack(blocks: tuple[Block, ...], x: float, y: float, room: float, pen: Pen) -> Placed:
    """Return blocks set one below the other from (`x`, `y`) on, in a column of `room` mm."""
    parts: list[Placed] = []
    height = 0.0
    for block in blocks:
        part = _place(block, x, y + height, room, pen)
        parts.append(part)
        height += part.height
    return joined(parts, height)


def _place(block: Block, x: float, y: float, room: float, pen: Pen) -> Placed:
    match block:
        case Text():
            placed = set_text(block, x, y, room, pen)
        case Gap():
            placed = Placed(height=block.height * pen.scale)
        case Rule():
            left = x + (room - block.width) / 2
            placed = Placed((Stroke(left, y + 0.6, left + block.width, y + 0.6, (30, 30, 34)),), (), 1.8)
        case Columns():
            placed = _columns(block, x, y, room, pen)
        case Table():
            placed = _table(block, x, y, room, pen)
        case Frame():
            placed = _frame(block, pen)
        case Art():
            placed = Placed((Drawing(x + block.x, y + block.y, block),))
    return placed


def _columns(block: Columns, x: float, y: float, room: float, pen: Pen) -> Placed:
    parts: list[Placed] = []
    for cell, share in zip(block.cells, block.shares, strict=True):
        parts.append(stack(cell, x, y, room * share - _GUTTER, pen))
        x += room * share
    return joined(parts, max(part.height for part in parts))


def _frame(block: Frame, pen: Pen) -> Placed:
    panel: tuple[Op, ...] = ()
    if block.fill or block.border:
        panel = (Panel(block.x, block.y, block.width, block.height, block.fill, block.border),)
    inner = stack(block.blocks, block.x + block.pad, block.y + block.pad, block.width - 2 * block.pad, pen)
    return Placed(panel + inner.ops, inner.lines, 0.0)


def _table(block: Table, x: float, y: float, room: float, pen: Pen) -> Placed:
    parts: list[Placed] = []
    height = 0.0
    for number, row in enumerate(block.rows):
        part = _row(block, row, (x, y + height), room, pen, head=number == 0 and block.centred_head)
        parts.append(part)
        height += part.height
    return joined(parts, height + 1)


def _row(block: Table, row: tuple[str, ...], at: tuple[float, float], room: float, pen: Pen, head: bool) -> Placed:
    x, y = at
    cells: list[Placed] = []
    lefts = [x]
    for text, share in zip(row, block.shares, strict=True):
        styled = Text(f"<b>{text}</b>" if head else text, block.size, "center" if head else "left", spacing=1.2)
        cells.append(set_text(styled, lefts[-1] + _CELL_PAD, y + 0.5, room * share - 2 * _CELL_PAD, pen))
        lefts.append(lefts[-1] + room * share)
    height = max(cell.height for cell in cells) + 1.6
    ops = tuple(op for cell in cells for op in cell.ops)
    return Placed(ops + (_grid(lefts, y, height) if block.ruled else ()), _across(cells), height)


def _grid(lefts: list[float], y: float, height: float) -> tuple[Op, ...]:
    upright = [Stroke(x, y, x, y + height, PALE_RULE) for x in lefts]
    level = [Stroke(lefts[0], v, lefts[-1], v, PALE_RULE) for v in (y, y + height)]
    return (*upright, *level)


def _across(cells: list[Placed]) -> tuple[PrintedLine, ...]:
    """Return the printed lines of a row: line by line across its cells, as an eye reads them."""
    lines: list[PrintedLine] = []
    for number in range(max(len(cell.lines) for cell in cells)):
        row = [cell.lines[number] for cell in cells if number < len(cell.lines)]
        right = max(line.x + line.width for line in row)
        lines.append(replace(row[0], text=" ".join(line.text for line in row), width=right - row[0].x))
    return tuple(lines)
