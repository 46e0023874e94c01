"""One sheet of text and numbers to rows of values; every cell that cannot be understood is a problem of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.text import collapse, nfc
from records.catalogue.faults import Sheet
from records.catalogue.problems import Problem
from records.catalogue.sheets.cells import Cell, CellError, Refused, blank
from records.catalogue.sheets.columns import COLUMNS, Column, column_of

RawCell = Cell | Refused
RawRow = tuple[int, Sequence[RawCell]]
"""Row number from 1 as a spreadsheet shows it, and its cells from the left."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as understood, by attribute; what could not be understood is not in `values`."""

    number: int
    values: Mapping[str, Any]
    whole: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet, and what is wrong in it; not `readable` when its titles were not understood."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    readable: bool = True


def read_table(sheet: Sheet, raw: Sequence[RawRow]) -> Table:
    """Read one sheet; its first row that is not blank holds the titles, in any order."""
    filled = [(number, cells) for number, cells in raw if not all(map(blank, cells))]
    if not filled:
        empty = Problem(sheet, None, "", "bảng trống, không có hàng tiêu đề", "is empty, without titles")
        return Table(problems=(empty,), readable=False)
    (top, titles), *rest = filled
    columns, problems = _columns(sheet, top, titles)
    if problems:
        return Table(problems=tuple(problems), readable=False)
    found = [_row(sheet, columns, number, cells) for number, cells in rest]
    return Table(tuple(row for row, _ in found), tuple(problem for _, wrong in found for problem in wrong))


def _columns(sheet: Sheet, top: int, titles: Sequence[RawCell]) -> tuple[Mapping[int, Column], list[Problem]]:
    columns: dict[int, Column] = {}
    problems: list[Problem] = []
    for place, title in enumerate(titles):
        if blank(title):
            continue
        text = collapse(nfc(str(title))) if isinstance(title, str) else "?"
        column = column_of(sheet, text)
        if column is None:
            known = ", ".join(c.title for c in COLUMNS[sheet])
            problems.append(Problem(sheet, top, text, f"không có cột này; các cột là: {known}", "no such column"))
        elif column in columns.values():
            problems.append(Problem(sheet, top, text, "cột này có hai lần", "this column is there twice"))
        else:
            columns[place] = column
    for column in COLUMNS[sheet]:
        if column.required and column not in columns.values() and not problems:
            problems.append(Problem(sheet, top, column.title, "thiếu cột này", "this column is missing"))
    return columns, problems


def _row(
    sheet: Sheet, columns: Mapping[int, Column], number: int, cells: Sequence[RawCell]
) -> tuple[Row, list[Problem]]:
    values: dict[str, Any] = {column.attribute: column.default for column in COLUMNS[sheet] if not column.required}
    problems: list[Problem] = []
    for place, column in columns.items():
        cell = cells[place] if place < len(cells) else None
        try:
            values[column.attribute] = _value(column, cell)
        except CellError as wrong:
            values.pop(column.attribute, None)
            problems.append(Problem(sheet, number, column.title, wrong.vi, wrong.en))
    problems += _strays(sheet, columns, number, cells)
    return Row(number, values, whole=not problems), problems


def _value(column: Column, cell: RawCell) -> object:
    if isinstance(cell, Refused):
        raise CellError(cell.vi, cell.en)
    if blank(cell):
        if column.required:
            raise CellError("ô này không được để trống", "this cell may not be blank")
        return column.default
    value: object = column.codec.read(cell)
    return value


def _strays(sheet: Sheet, columns: Mapping[int, Column], number: int, cells: Sequence[RawCell]) -> Iterator[Problem]:
    """Name what stands in a column without title: it would be lost."""
    for place, cell in enumerate(cells):
        if place not in columns and not blank(cell):
            vi = f"ô thứ {place + 1} có nội dung nhưng cột không có tiêu đề"
            yield Problem(sheet, number, "", vi, f"cell {place + 1} stands in a column without title")
