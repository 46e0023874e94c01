"""One cell: what people write in it, to a value and back. All that cannot be understood is a `CellError`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from models.text import collapse, fold, nfc

Cell = str | int | float | bool | date | datetime | None
"""A cell as a file gives it; CSV gives text only."""


class CellError(ValueError):
    """A cell that cannot be understood: one sentence in each language that says what to do."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi, en)
        self.vi = vi
        self.en = en


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell whose very kind is refused, such as a formula; the reader of the file says why."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Codec:
    """How the cells of one column are read (never given a blank one) and written. `read` raises CellError.

    `kind` is how a spreadsheet shows the column: ``text``, ``day`` or ``number``; `choices` are what it offers.
    """

    read: Callable[[Cell], Any]
    write: Callable[[Any], Cell]
    kind: str = "text"
    choices: tuple[str, ...] = ()


def blank(cell: Cell | Refused) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_text(cell: Cell) -> str:
    if isinstance(cell, bool | float | date):
        raise CellError(f"“{cell}” không phải là chữ; hãy định dạng ô kiểu Văn bản (Text) rồi gõ lại", "not a text")
    return collapse(nfc(str(cell)))


def read_code(cell: Cell) -> str:
    """Return a code; one that the spreadsheet turned into a number has lost digits and is refused."""
    if not isinstance(cell, str):
        raise CellError(
            f"bảng tính đã đổi mã này thành {_shown(cell)}; hãy định dạng cột kiểu Văn bản (Text) rồi gõ lại mã",
            f"the spreadsheet turned this code into {_shown(cell)}; format the column as text and type it again",
        )
    return "".join(nfc(cell).split())


def _shown(cell: Cell) -> str:
    return f"ngày {cell:%d/%m/%Y}" if isinstance(cell, date) else f"số {cell}"


_DMY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EXCEL_DAY_ZERO = date(1899, 12, 30)


def read_day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise CellError("chỉ ghi ngày, không ghi giờ", "give the day without a time")
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        raise _number_for_day(cell)
    text = collapse(cell or "")
    match = _DMY.fullmatch(text)
    numbers = match.group(3, 2, 1) if match else (iso.groups() if (iso := _ISO.fullmatch(text)) else None)
    try:
        year, month, day = map(int, numbers or ())
        return date(year, month, day)
    except ValueError as exc:
        raise CellError(f"“{text}” không phải là ngày; hãy gõ như 01/07/2025", "no date; type 01/07/2025") from exc


def _number_for_day(cell: float) -> CellError:
    hint = ""
    if 20000 <= cell <= 80000:  # 1954 to 2119 as a spreadsheet counts days
        hint = f" (có lẽ là {_EXCEL_DAY_ZERO + timedelta(days=int(cell)):%d/%m/%Y})"
    return CellError(
        f"ô chứa số {cell}{hint}; hãy định dạng ô kiểu Ngày hoặc gõ như 01/07/2025",
        f"the cell holds the number {cell}; format it as a date or type 01/07/2025",
    )


_PLAIN = re.compile(r"\d+|\d{1,3}(?:[., ]\d{3})+")
_UNIT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|ngày(?: làm việc)?)$", re.IGNORECASE)


def read_number(cell: Cell) -> int:
    """Return a whole number, not negative; ``100.000 đồng`` and ``5 ngày`` are understood."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and cell >= 0:
        return cell
    text = collapse(nfc(str(cell)))
    number = _UNIT.sub("", text)
    if isinstance(cell, str) and _PLAIN.fullmatch(number) and len(number) <= 20:
        return int(re.sub(r"\D", "", number))
    raise CellError(f"“{text}” không phải là số nguyên không âm; hãy gõ như 100000", "not a whole number from 0 up")


_YES, _NO = ("có", "x", "đúng", "yes", "true", "1"), ("không", "sai", "no", "false", "0")


def read_yes(cell: Cell) -> bool:
    text = fold(collapse(str(cell)))
    if text in map(fold, _YES):
        return True
    if text in map(fold, _NO):
        return False
    raise CellError(f"“{cell}” không hiểu được; hãy ghi có hoặc không", "write có (yes) or không (no)")


def write_yes(value: bool) -> Cell:
    return "có" if value else "không"


TEXT = Codec(read_text, str)
CODE = Codec(read_code, str)
DAY = Codec(read_day, lambda day: day, kind="day")
NUMBER = Codec(read_number, int, kind="number")
YES = Codec(read_yes, write_yes, choices=("có", "không"))
