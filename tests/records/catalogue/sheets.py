"""A small sound book for tests, as rows of cells, and ways to spoil or save it."""

import copy
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from models.catalogue import Contents
from records.catalogue.faults import Sheet
from records.catalogue.problems import Problem
from records.catalogue.sheets import check
from records.catalogue.sheets.draft import Draft, read_draft

Rows = dict[Sheet, list[list[Any]]]

NOTHING = Contents()
_LAW = "Nghị định số 104/2022/NĐ-CP"

_BOOK: Rows = {
    Sheet.AGENCIES: [
        ["Mã cơ quan", "Tên cơ quan", "Cấp", "Cơ quan cấp trên", "Có hiệu lực từ", "Hết hiệu lực từ",
         "Cơ quan kế thừa"],
        ["H97.00", "UBND tỉnh", "tỉnh", "", "01/01/2015", "", ""],
        ["H97.01", "UBND xã An", "xã", "H97.00", "01/01/2015", "01/07/2025", "H97.02"],
        ["H97.02", "UBND xã Bình", "xã", "H97.00", "01/07/2025", "", ""],
    ],
    Sheet.PROCEDURES: [
        ["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Cấp giải quyết", "Kết quả", "Thời hạn (ngày làm việc)",
         "Lệ phí (đồng)", "Trực tuyến", "Căn cứ pháp lý", "Có hiệu lực từ", "Hết hiệu lực từ"],
        ["1.001193", "Đăng ký khai sinh", "Hộ tịch", "xã", "giấy khai sinh", 1, 0, "toàn trình", "", "01/01/2015", ""],
        ["1.004222", "Đăng ký thường trú", "Cư trú", "xã", "", 7, "10.000", "một phần", "", "01/01/2015", ""],
    ],
    Sheet.REQUIREMENTS: [
        ["Mã thủ tục", "Có hiệu lực từ", "Khóa", "Tên thành phần", "Giấy tờ chấp nhận", "Bắt buộc", "Loại bản",
         "Thông tin phải có", "Cấp trong vòng (ngày)", "Cấp nơi cấp", "Cơ quan tự tra cứu", "Căn cứ pháp lý"],
        ["1.001193", "", "identity", "Căn cước", "căn cước", "có", "", "họ tên", "", "", "", ""],
        ["1.001193", "", "residence", "Cư trú", "xác nhận thông tin về cư trú", "không", "", "", 30, "xã", "có", _LAW],
        ["1.004222", "", "identity", "Căn cước", "căn cước", "", "bản chính", "", "", "", "", ""],
        ["1.004222", "", "birth", "Giấy khai sinh", "giấy khai sinh", "", "", "", "", "", "", ""],
    ],
    Sheet.CHAINS: [
        ["Mã liên thông", "Tên liên thông", "Có hiệu lực từ", "Hết hiệu lực từ", "Bước", "Mã thủ tục", "Cấp giải quyết",
         "Lấy từ bước trước"],
        ["birth", "Khai sinh, thường trú", "01/07/2024", "", 1, "1.001193", "xã", ""],
        ["birth", "Khai sinh, thường trú", "01/07/2024", "", 2, "1.004222", "xã",
         "identity = 1.identity; birth = 1.kết quả"],
    ],
}  # fmt: skip  # a row a line


def sound() -> Rows:
    """Return a fresh copy of the book; it holds no mistake."""
    return copy.deepcopy(_BOOK)


def spoilt(sheet: Sheet, row: int, title: str, value: object) -> Rows:
    """Return the book with `value` in the cell of `title` in `row`, counted as a spreadsheet counts."""
    book = sound()
    book[sheet][row - 1][book[sheet][0].index(title)] = value
    return book


def draft(book: Rows) -> Draft:
    return read_draft({sheet: list(enumerate(rows, start=1)) for sheet, rows in book.items()})


def problems(book: Rows, kept: Contents = NOTHING) -> Sequence[Problem]:
    return check(draft(book), kept)


def workbook(book: Rows) -> bytes:
    pages = Workbook()
    pages.remove(pages.worksheets[0])
    for sheet, rows in book.items():
        page = pages.create_sheet(sheet.value)
        for row in rows:
            page.append(row)
    stream = BytesIO()
    pages.save(stream)
    return stream.getvalue()
