"""Sheets as an Excel workbook, by openpyxl. Formulas are neither written nor read."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from models.errors import DamagedFile
from records.catalogue.faults import Sheet
from records.catalogue.sheets.archive import open_archive
from records.catalogue.sheets.cells import Cell, Refused
from records.catalogue.sheets.columns import COLUMNS, GUIDE, Column
from records.catalogue.sheets.table import RawCell, RawRow

WIDEST = 64
"""Cells of a row that are looked at; the widest sheet has twelve columns."""

_SHOWN = {"text": "@", "day": "dd/mm/yyyy", "number": "0"}
_OFFERED_ROWS = 5000


def read_xlsx(stream: BinaryIO) -> Mapping[str, Sequence[RawRow]]:
    """Return the rows of every worksheet by its name. Raises DamagedFile, TooLarge, InvalidValue."""
    open_archive(stream).close()
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions of Excel that have no bearing on what cells hold
            book = load_workbook(stream, read_only=True, keep_links=False)
            return {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}
    except Exception as exc:  # openpyxl fails on a crafted file in any way; the reason is kept
        reason = " ".join(f"{type(exc).__name__}: {exc}".split())[:200]
        raise DamagedFile(
            "Không đọc được tệp Excel này; hãy mở bằng Excel hoặc LibreOffice rồi lưu lại kiểu .xlsx.",
            f"the workbook cannot be read ({reason}); open it and save it again as .xlsx",
        ) from exc


def _rows(sheet: Any) -> Iterator[RawRow]:  # noqa: ANN401 - openpyxl's read-only worksheet is not in its stubs
    sheet.reset_dimensions()  # a file may say that it is smaller than it is, and the rest would be lost
    for number, cells in enumerate(sheet.iter_rows(max_col=WIDEST), start=1):
        row = [_cell(cell) for cell in cells]
        if any(cell is not None for cell in row):
            yield number, row


def _cell(cell: Any) -> RawCell:  # noqa: ANN401 - as above
    if cell.data_type == "f":
        return Refused("ô chứa công thức; hãy sao chép rồi dán giá trị", "the cell holds a formula; paste its value")
    if cell.data_type == "e":
        return Refused(f"ô báo lỗi {cell.value}; hãy gõ lại giá trị", f"the cell shows the error {cell.value}")
    if cell.value is None or isinstance(cell.value, str | int | float | date):
        value: RawCell = cell.value
        return value
    return Refused(f"ô chứa giờ {cell.value}; hãy gõ lại giá trị", f"the cell holds the time {cell.value}")


def write_xlsx(sheets: Mapping[Sheet, Sequence[Sequence[Cell]]]) -> bytes:
    """Return a workbook with all sheets, choices to pick from, and a guide to every column."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, rows in sheets.items():
        _fill(book.create_sheet(sheet), COLUMNS[sheet], rows)
    _guide(book.create_sheet(GUIDE))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Worksheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=1):
            _put(page, number, place, cell)
    page.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        page.cell(1, place).font = Font(bold=True)
        page.column_dimensions[letter].width = 40 if column.attribute in {"name", "accepts", "feeds"} else 20
        page.column_dimensions[letter].number_format = _SHOWN[column.codec.kind]
        for number in range(2, len(rows) + 1):
            page.cell(number, place).number_format = _SHOWN[column.codec.kind]
        if column.codec.choices:
            _offer(page, f"{letter}2:{letter}{_OFFERED_ROWS}", column.codec.choices)


def _put(page: Worksheet, row: int, column: int, value: Cell) -> None:
    """Write one cell; a text is a text, also one that begins like a formula."""
    cell = page.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}


def _offer(page: Worksheet, cells: str, choices: Sequence[str]) -> None:
    offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False)
    offered.add(cells)
    page.add_data_validation(offered)


def _guide(page: Worksheet) -> None:
    lines = [("Bảng", "Cột", "Bắt buộc", "Ý nghĩa")]
    for sheet, columns in COLUMNS.items():
        lines += [(sheet.value, column.title, "có" if column.required else "", column.help) for column in columns]
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            _put(page, number, place, text)
            page.cell(1, place).font = Font(bold=True)
    for letter, width in zip("ABCD", (14, 28, 10, 90), strict=True):
        page.column_dimensions[letter].width = width
