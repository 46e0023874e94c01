"""Mistakes in a spreadsheet: each is named by sheet, row and column, all of them at once, and none follows another."""

from datetime import date, datetime

import pytest

from models.catalogue import Contents
from models.procedure import CopyKind, Online
from records.catalogue.faults import Sheet
from tests.records.catalogue.sheets import Rows, draft, problems, sound, spoilt

A, P, R, C = Sheet.AGENCIES, Sheet.PROCEDURES, Sheet.REQUIREMENTS, Sheet.CHAINS


def test_the_sound_book_has_no_problem() -> None:
    assert problems(sound()) == []


@pytest.mark.parametrize(
    ("sheet", "row", "title", "value"),
    [
        (A, 3, "Mã cơ quan", "h97"),
        (A, 3, "Mã cơ quan", "HO7.01"),  # O would be taken for 0
        (A, 4, "Mã cơ quan", ""),
        (A, 2, "Mã cơ quan", 97.01),
        (A, 3, "Tên cơ quan", " "),
        (A, 3, "Tên cơ quan", True),
        (A, 3, "Tên cơ quan", "x" * 2001),
        (A, 3, "Tên cơ quan", "UBND\x07"),
        (A, 3, "Cấp", "thôn"),
        (A, 4, "Cơ quan cấp trên", "H97.09"),
        (A, 4, "Cơ quan cấp trên", "H97.02"),
        (A, 4, "Có hiệu lực từ", "30/02/2025"),
        (A, 4, "Có hiệu lực từ", "2025"),
        (A, 4, "Có hiệu lực từ", 45839),
        (A, 4, "Có hiệu lực từ", datetime(2025, 7, 1, 8)),
        (A, 3, "Hết hiệu lực từ", "01/01/2015"),
        (A, 2, "Có hiệu lực từ", "01/01/0215"),
        (A, 3, "Cơ quan kế thừa", "H97.03"),
        (A, 4, "Cơ quan kế thừa", "H97.00"),
        (P, 2, "Mã thủ tục", 1.001193),
        (P, 2, "Mã thủ tục", "1.00117"),
        (P, 2, "Mã thủ tục", date(2025, 1, 1)),
        (P, 3, "Tên thủ tục", ""),
        (P, 3, "Lĩnh vực", None),
        (P, 3, "Cấp giải quyết", "xã; xã"),
        (P, 3, "Cấp giải quyết", "xã; thôn"),
        (P, 3, "Kết quả", "thẻ"),
        (P, 3, "Thời hạn (ngày làm việc)", -1),
        (P, 3, "Thời hạn (ngày làm việc)", "một"),
        (P, 3, "Thời hạn (ngày làm việc)", 1.5),
        (P, 3, "Thời hạn (ngày làm việc)", True),
        (P, 3, "Thời hạn (ngày làm việc)", 99999),
        (P, 3, "Lệ phí (đồng)", 10.0),  # 10.000 as a spreadsheet with decimal points takes it
        (P, 3, "Lệ phí (đồng)", "10.00"),
        (P, 3, "Lệ phí (đồng)", "9" * 30),
        (P, 3, "Trực tuyến", "có"),
        (P, 3, "Có hiệu lực từ", ""),
        (P, 3, "Hết hiệu lực từ", "01/01/2014"),
        (R, 3, "Có hiệu lực từ", "02/01/2015"),
        (R, 2, "Khóa", "Căn cước"),
        (R, 3, "Khóa", 7),
        (R, 2, "Tên thành phần", ""),
        (R, 2, "Giấy tờ chấp nhận", "thẻ căn cước xịn"),
        (R, 2, "Giấy tờ chấp nhận", "căn cước; identity-card"),
        (R, 2, "Bắt buộc", "tùy"),
        (R, 2, "Loại bản", "bản nháp"),
        (R, 2, "Thông tin phải có", "chiều cao"),
        (R, 3, "Cấp trong vòng (ngày)", 0),
        (R, 3, "Cấp nơi cấp", "làng"),
        (R, 3, "Cơ quan tự tra cứu", "có lẽ"),
        (R, 3, "Căn cứ pháp lý", ""),  # law is claimed and not named
        (C, 3, "Tên liên thông", "Tên khác"),
        (C, 3, "Có hiệu lực từ", "02/07/2024"),
        (C, 3, "Bước", 3),
        (C, 3, "Mã thủ tục", "1.999999"),
        (C, 3, "Cấp giải quyết", "tỉnh"),
        (C, 3, "Lấy từ bước trước", "identity từ bước 1"),
        (C, 3, "Lấy từ bước trước", "card = 1.identity"),
        (C, 3, "Lấy từ bước trước", "identity = 2.identity"),
        (C, 3, "Lấy từ bước trước", "identity = 0.identity"),
        (C, 3, "Lấy từ bước trước", "identity = 1.card"),
        (C, 3, "Lấy từ bước trước", "identity = 1.kết quả"),  # a birth certificate is no identity card
        (C, 3, "Lấy từ bước trước", "birth = 1.identity"),
        (C, 3, "Lấy từ bước trước", "birth = 1.kết quả; birth = 1.kết quả"),
    ],
)
def test_a_mistake_is_named_once_with_sheet_row_and_column(sheet: Sheet, row: int, title: str, value: object) -> None:
    found = problems(spoilt(sheet, row, title, value))
    assert [(p.sheet, p.row, p.column) for p in found] == [(sheet, row, title)]
    said = str(found[0])
    assert f"{sheet}, hàng {row}, cột “{title}”: " in said
    assert "\n" not in said
    assert said.count("..") == 0


def test_what_a_spreadsheet_made_of_a_code_is_explained() -> None:
    (found,) = problems(spoilt(P, 2, "Mã thủ tục", 1.00117))
    assert "số 1.00117" in found.vi
    assert "Văn bản (Text)" in found.vi
    (found,) = problems(spoilt(A, 4, "Có hiệu lực từ", 45839))
    assert "01/07/2025" in found.vi


def test_all_mistakes_are_found_at_once_in_the_order_of_the_sheets_rows() -> None:
    book = spoilt(P, 2, "Cấp giải quyết", "thôn")
    book[P][2][5] = "lâu"
    book[P][2][6] = "rẻ"
    book[A][1][2] = "nước"
    found = problems(book)
    assert [(p.sheet, p.row, p.column) for p in found] == [
        (A, 2, "Cấp"),
        (P, 2, "Cấp giải quyết"),
        (P, 3, "Thời hạn (ngày làm việc)"),
        (P, 3, "Lệ phí (đồng)"),
    ]


@pytest.mark.parametrize("sheet", Sheet)
def test_a_row_given_twice_is_named(sheet: Sheet) -> None:
    book = sound()
    book[sheet].append(list(book[sheet][1]))
    (found,) = [p for p in problems(book) if p.column in {"", "Bước"}]
    assert (found.sheet, found.row) == (sheet, len(book[sheet]))


def test_overlapping_versions_are_named_but_an_open_one_ends_by_itself() -> None:
    book = sound()
    book[P].append([*book[P][1][:9], "01/07/2025", ""])
    book[R].append(["1.001193", "01/07/2025", *book[R][1][2:]])
    assert [(p.row, p.column) for p in problems(book)] == [(2, "Có hiệu lực từ"), (3, "Có hiệu lực từ")]
    for row in book[R][1:3]:
        row[1] = "01/01/2015"
    assert problems(book) == []
    book[P][1][10] = "02/07/2025"
    assert [(p.sheet, p.row, p.column) for p in problems(book)] == [(P, 4, "Có hiệu lực từ")]


def test_a_chain_must_hold_in_every_version_of_its_time() -> None:
    book = sound()
    book[P].append([*book[P][2][:9], "01/01/2026", ""])
    book[R] += [["1.004222", "01/01/2026", *book[R][4][2:]]]
    for row in book[R][3:5]:
        row[1] = "01/01/2015"
    (found,) = problems(book)  # the new version asks for no identity card
    assert (found.sheet, found.row, found.column) == (C, 3, "Lấy từ bước trước")
    for row in book[C][1:]:
        row[3] = "01/01/2026"
    assert problems(book) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda book: book[P][0].__setitem__(1, "Tên"), "không có cột này"),
        (lambda book: book[P][0].__setitem__(1, "Mã thủ tục"), "hai lần"),
        (lambda book: [row.pop(1) for row in book[P]], "thiếu cột này"),
        (lambda book: book[P].clear(), "bảng trống"),
        (lambda book: book[P][1].append("ghi chú"), "không có tiêu đề"),
        (lambda book: book.pop(R), "thiếu bảng Thành phần"),
        (lambda book: book.pop(P), "thiếu bảng Thủ tục"),
    ],
)
def test_a_sheet_of_another_shape_is_named(change: "type[object]", words: str) -> None:
    book = sound()
    change(book)  # type: ignore[call-arg]  # a lambda of the table above
    assert any(words in problem.vi for problem in problems(book))


def test_titles_and_words_are_understood_without_accents_in_any_order_and_by_slug() -> None:
    book = sound()
    for rows in book.values():
        rows[0] = [title.upper().replace("Ã", "A").replace("Ủ", "u") for title in rows[0]]
        for row in rows:
            row.reverse()
    book[P][2][book[P][0].index("TRỰC TUYẾN")] = "TOAN TRINH"
    book[R][1][book[R][0].index("GIẤY TỜ CHẤP NHẬN")] = "Don, to khai, can cuoc\nbirth-certificate"
    book[R][1][book[R][0].index("LOẠI BẢN")] = "Bản sao có chứng thực; electronic-original"
    assert problems(book) == []
    made = draft(book).contents.procedures
    assert made[1].online is Online.FULLY
    assert made[0].requirements[0].accepts == ("application", "identity-card", "birth-certificate")
    assert made[0].requirements[0].copy_kinds == (CopyKind.CERTIFIED, CopyKind.ELECTRONIC)


def test_numbers_and_days_may_be_texts() -> None:
    book: Rows = spoilt(P, 3, "Lệ phí (đồng)", "1.250.000 đồng")
    book[P][2][5] = " 15 ngày làm việc"
    book[P][2][9] = datetime(2015, 1, 1)
    book[P][1][9] = "2015-01-01"
    book[A][1][4] = "1-1-2015"
    assert problems(book) == []
    made = draft(book).contents
    assert (made.procedures[1].fee_vnd, made.procedures[1].working_days) == (1_250_000, 15)
    assert {p.valid_from for p in made.procedures} == {date(2015, 1, 1)}


def test_what_the_kept_catalogue_lacks_after_an_import_is_said_without_a_row() -> None:
    kept = draft(sound()).contents
    book = {A: [sound()[A][0], ["H97.00", "UBND tỉnh", "tỉnh", "", "01/01/2015", "01/01/2026", ""]]}
    (found,) = problems(book, kept)
    assert (found.row, found.column) == (None, "Cơ quan cấp trên")
    assert "H97.02 2025-07-01 trong danh mục hiện có" in found.vi


def test_what_was_wrong_before_and_is_not_in_the_file_is_not_held_against_it() -> None:
    kept = draft(sound()).contents
    orphan = Contents(kept.agencies[1:], kept.procedures, kept.chains)
    assert problems({C: sound()[C]}, orphan) == []
    assert problems({A: sound()[A][:1] + sound()[A][2:]}, orphan) != []
