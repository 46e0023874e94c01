"""Sheets as CSV: UTF-8 with a byte order mark, so that Excel shows Vietnamese; commas or semicolons when read."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from models.errors import InvalidValue
from records.catalogue.faults import Sheet
from records.catalogue.sheets.cells import Cell
from records.catalogue.sheets.columns import column_of, title_key
from records.catalogue.sheets.table import RawRow

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet might run when it opens a CSV file, and the same behind the mark that `_guarded` sets."""


def file_name(sheet: Sheet) -> str:
    """Return the name of the file of a sheet: ``thu-tuc.csv``."""
    return f"{title_key(sheet).replace(' ', '-')}.csv"


def read_csv(name: str, content: bytes, sheet: Sheet) -> Sequence[RawRow]:
    """Return the rows of one CSV file. Raises InvalidValue for another encoding or broken quotes."""
    try:
        text = content.decode("utf-8-sig")
        rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, sheet), strict=True)
        return [(number, [_unguarded(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    except UnicodeDecodeError as exc:
        raise InvalidValue(
            f"Tệp {name} không phải UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8 (phân cách bằng dấu phẩy)”.",
            f"{name} is not UTF-8; save it as “CSV UTF-8”",
        ) from exc
    except csv.Error as exc:
        raise InvalidValue(
            f"Tệp {name} không đúng dạng CSV ({exc}); hãy mở bằng bảng tính và lưu lại.",
            f"{name} is not sound CSV ({exc}); open it with a spreadsheet and save it again",
        ) from exc


def write_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return one sheet as CSV. Texts that a spreadsheet would take for formulas get an apostrophe in front."""
    out = StringIO(newline="")
    csv.writer(out).writerows([_shown(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _delimiter(text: str, sheet: Sheet) -> str:
    """Return the delimiter by which more of the titles are known: Vietnamese systems write semicolons."""
    first = text.split("\n", 1)[0]
    return max(
        ",;\t", key=lambda mark: sum(column_of(sheet, title.strip('" \r')) is not None for title in first.split(mark))
    )


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if _FORMULA.match(cell) else cell
    return str(cell) if isinstance(cell, int | float) else f"{cell:%d/%m/%Y}"


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
