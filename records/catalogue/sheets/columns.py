"""The columns of the four sheets: the one place that says what each is called, holds and means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.procedure import Online
from models.text import fold
from records.catalogue.faults import Sheet
from records.catalogue.sheets import words
from records.catalogue.sheets.cells import CODE, DAY, NUMBER, TEXT, YES, Codec
from records.catalogue.sheets.feeds import FEEDS

GUIDE = "Hướng dẫn"
"""A further sheet of a workbook, which says what each column is for; not read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the attribute that it fills, its title, what its cells hold, and its meaning in one sentence.

    A blank cell, or no such column, gives `default`; a `required` one may be neither.
    """

    attribute: str
    title: str
    codec: Codec
    help: str
    required: bool = False
    default: Any = None


def _required(attribute: str, title: str, codec: Codec, help: str) -> Column:
    return Column(attribute, title, codec, help, required=True)


_FROM = "Có hiệu lực từ"
_TO = "Hết hiệu lực từ"
_NOT_ANY_MORE = "Ngày đầu tiên không còn hiệu lực; để trống nếu còn hiệu lực."

COLUMNS: Mapping[Sheet, tuple[Column, ...]] = {
    Sheet.AGENCIES: (
        _required("code", "Mã cơ quan", CODE, "Mã định danh, ví dụ 000.00.16.H10; không bao giờ dùng lại."),
        _required("name", "Tên cơ quan", TEXT, "Tên đầy đủ trong thời kỳ này."),
        _required("level", "Cấp", words.LEVEL, "trung ương, tỉnh, huyện hoặc xã."),
        Column("parent", "Cơ quan cấp trên", CODE, "Mã cơ quan cấp trên; để trống ở cơ quan cao nhất."),
        _required("valid_from", _FROM, DAY, "Ngày đầu tiên của thời kỳ; đổi tên, đổi cấp trên là một hàng mới."),
        Column("valid_to", _TO, DAY, _NOT_ANY_MORE),
        Column("successor", "Cơ quan kế thừa", CODE, "Mã cơ quan tiếp nhận nhiệm vụ sau sáp nhập; mã cũ vẫn tra được."),
    ),
    Sheet.PROCEDURES: (
        _required("code", "Mã thủ tục", CODE, "Mã thủ tục hành chính, ví dụ 1.000894; cột kiểu Văn bản (Text)."),
        _required("name", "Tên thủ tục", TEXT, "Tên đã công bố."),
        _required("field", "Lĩnh vực", TEXT, "Lĩnh vực, ví dụ Hộ tịch."),
        _required("levels", "Cấp giải quyết", words.LEVEL_LIST, "Các cấp tiếp nhận, cách nhau bằng dấu chấm phẩy."),
        Column("result", "Kết quả", words.PAPER, "Loại giấy tờ được cấp; để trống nếu không cấp giấy tờ."),
        _required("working_days", "Thời hạn (ngày làm việc)", NUMBER, "Số ngày làm việc theo quy định."),
        Column("fee_vnd", "Lệ phí (đồng)", NUMBER, "Phí, lệ phí tính bằng đồng; để trống nếu không thu.", default=0),
        Column("online", "Trực tuyến", words.SERVICE, "không, một phần hoặc toàn trình.", default=Online.NONE),
        Column("legal_basis", "Căn cứ pháp lý", TEXT, "Văn bản quy định.", default=""),
        _required("valid_from", _FROM, DAY, "Ngày đầu tiên của phiên bản; sửa đổi thủ tục là một hàng mới."),
        Column("valid_to", _TO, DAY, _NOT_ANY_MORE + " Phiên bản sau tự kết thúc phiên bản trước."),
    ),
    Sheet.REQUIREMENTS: (
        _required("procedure", "Mã thủ tục", CODE, "Thủ tục cần giấy tờ này; phải có trong bảng Thủ tục cùng tệp."),
        Column("version", _FROM, DAY, "Phiên bản của thủ tục; để trống được nếu tệp chỉ có một phiên bản."),
        _required("key", "Khóa", CODE, "Tên ngắn không dấu, riêng trong thủ tục, ví dụ birth; đừng đổi về sau."),
        _required("name", "Tên thành phần", TEXT, "Tên như trong quyết định công bố."),
        _required("accepts", "Giấy tờ chấp nhận", words.PAPER_LIST, "Các loại giấy tờ dùng được, cách nhau bằng ;"),
        Column("mandatory", "Bắt buộc", YES, "có (mặc định) hoặc không.", default=True),
        Column("copy_kinds", "Loại bản", words.COPY_LIST, "Các loại bản dùng được; để trống: bất kỳ.", default=()),
        Column("fields", "Thông tin phải có", words.FIELD_LIST, "Thông tin phải đọc được trên giấy tờ.", default=()),
        Column("max_age_days", "Cấp trong vòng (ngày)", NUMBER, "Tuổi tối đa của giấy tờ; để trống: không hạn chế."),
        Column("issuer_levels", "Cấp nơi cấp", words.LEVEL_LIST, "Cấp cơ quan đã cấp; để trống: bất kỳ.", default=()),
        Column("statutory_lookup", "Cơ quan tự tra cứu", YES, "có: luật buộc tra cứu; mặc định không.", default=False),
        Column("legal_basis", "Căn cứ pháp lý", TEXT, "Bắt buộc ghi khi cơ quan tự tra cứu.", default=""),
    ),
    Sheet.CHAINS: (
        _required("key", "Mã liên thông", CODE, "Tên ngắn không dấu, chung cho các bước, ví dụ birth."),
        _required("name", "Tên liên thông", TEXT, "Tên nhóm thủ tục; như nhau ở mọi bước."),
        _required("valid_from", _FROM, DAY, "Ngày đầu tiên; như nhau ở mọi bước."),
        Column("valid_to", _TO, DAY, _NOT_ANY_MORE),
        _required("step", "Bước", NUMBER, "Thứ tự từ 1, không bỏ số."),
        _required("procedure", "Mã thủ tục", CODE, "Thủ tục của bước này."),
        _required("level", "Cấp giải quyết", words.LEVEL, "Cấp của cơ quan giải quyết bước này."),
        Column("feeds", "Lấy từ bước trước", FEEDS, "Ví dụ: identity = 1.identity; birth = 1.kết quả.", default=()),
    ),
}  # fmt: skip  # a table is easier to read with one line for each column
"""Every column of every sheet, in the order in which they are written."""


KEY_COLUMNS: Mapping[Sheet, frozenset[str]] = {
    Sheet.AGENCIES: frozenset({"code", "valid_from", "valid_to"}),
    Sheet.PROCEDURES: frozenset({"code", "valid_from", "valid_to"}),
    Sheet.REQUIREMENTS: frozenset({"procedure", "version", "key"}),
    Sheet.CHAINS: frozenset({"key", "step"}),
}
"""Attributes by which other rows refer to one of these; while they are wrong, what refers to it cannot be judged."""


def title_key(title: str) -> str:
    """Return the form in which titles are compared: letters and digits of the folded text, without brackets."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\([^)]*\)", " ", fold(title))))


def column_of(sheet: Sheet, title: str) -> Column | None:
    """Return the column that bears `title`: in any case, without accents, or the attribute's own name."""
    key = title_key(title)
    return next((c for c in COLUMNS[sheet] if key in {title_key(c.title), title_key(c.attribute)}), None)


def sheet_of(name: str) -> Sheet | None:
    """Return the sheet called `name`, as a worksheet or a file name without its ending."""
    return next((sheet for sheet in Sheet if title_key(sheet) == title_key(name)), None)


def title_of(sheet: Sheet, attribute: str) -> str:
    return next(column.title for column in COLUMNS[sheet] if column.attribute == attribute)
