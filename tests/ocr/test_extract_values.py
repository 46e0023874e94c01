"""Grammars of values: what they accept, how they normalise it, what they refuse."""

import unicodedata

import pytest

from ocr.doctypes.spec import Kind
from ocr.extract.values import parse
from ocr.extract.values.number_words import number_from_words
from ocr.extract.values.personal_ids import PROVINCES, birth_year, sex


def value(kind: Kind, text: str) -> str | None:
    parsed = parse(kind, text)
    return parsed.value if parsed else None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("02/01/2020", "2020-01-02"),
        ("02-01-2020", "2020-01-02"),
        ("2.1.2020", "2020-01-02"),
        ("2/1/2020.", "2020-01-02"),
        ("ngày 02 tháng 01 năm 2020", "2020-01-02"),
        ("An Bình, ngày 5 tháng 12 năm 1999", "1999-12-05"),
        ("ngay 02 thang 01 nam 2020", "2020-01-02"),
        ("18 giờ 30 phút, ngày 28 tháng 06 năm 2019", "2019-06-28"),
        ("lần thứ 3, ngày 17/02/2024", "2024-02-17"),
        ("O2/0l/2O20", "2020-01-02"),
        ("02 / 01 / 2020", "2020-01-02"),
        ("ngày hai mươi lăm tháng bảy năm một nghìn chín trăm chín mươi", "1990-07-25"),
        ("Ngày mùng một tháng tư năm hai nghìn không trăm linh năm", "2005-04-01"),
        ("2411111975", "1975-11-24"),
    ],
)
def test_dates_become_iso(text: str, iso: str) -> None:
    assert value(Kind.DATE, text) == iso


@pytest.mark.parametrize(
    "text", ["31/02/2020", "12/13/2020", "ngày tháng năm 2025", "02/01/0020", "1234567890", "chưa rõ", ""]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert value(Kind.DATE, text) is None


def test_a_mended_date_is_believed_less() -> None:
    sure, mended = parse(Kind.DATE, "02/01/2020"), parse(Kind.DATE, "O2/01/2020")
    assert sure
    assert mended
    assert mended.validity < sure.validity == 1.0


def test_a_birth_may_be_a_year_but_a_date_comes_first() -> None:
    assert value(Kind.BIRTH, "1975") == "1975"
    assert value(Kind.BIRTH, "12/06/1958") == "1958-06-12"
    assert value(Kind.DATE, "1975") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("mot", 1), ("muoi", 10), ("muoi lam", 15), ("hai muoi mot", 21), ("mot tram linh nam", 105),
        ("mot nghin chin tram chin muoi", 1990), ("hai nghin khong tram hai muoi tu", 2024),
        ("mot trieu hai tram nam muoi nghin", 1_250_000),
    ],
)  # fmt: skip
def test_numbers_in_words(text: str, number: int) -> None:
    assert number_from_words(text) == number


@pytest.mark.parametrize("text", ["", "hai khong hai muoi", "con meo", "tram"])
def test_other_words_are_no_number(text: str) -> None:
    assert number_from_words(text) is None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("001093047064", "001093047064"),
        ("001 093 047 064", "001093047064"),
        ("Căn cước công dân số 001093047064 cấp ngày 02/01/2020", "001093047064"),
        ("OO1093047064", "001093047064"),
        ("CMND số 123456789", "123456789"),
        ("123456789 (số mới: 001093047064)", "001093047064"),
    ],
)
def test_personal_ids(text: str, id: str) -> None:
    assert value(Kind.PERSONAL_ID, text) == id


@pytest.mark.parametrize("text", ["0123", "00109304706", "0010930470641", "12/2020", "Nguyễn Văn An", "ABCDEFGHIJKL"])
def test_what_is_no_personal_id(text: str) -> None:
    assert value(Kind.PERSONAL_ID, text) is None


def test_an_id_of_no_province_or_century_is_doubted() -> None:
    good, bad = parse(Kind.PERSONAL_ID, "001093047064"), parse(Kind.PERSONAL_ID, "999093047064")
    assert good
    assert bad
    assert (good.validity, bad.validity) == (1.0, 0.4)
    assert len(PROVINCES) == 63


def test_an_id_tells_year_and_sex() -> None:
    assert (birth_year("001093047064"), sex("001093047064")) == (1993, "Nam")
    assert (birth_year("001305047064"), sex("001305047064")) == (2005, "Nữ")
    assert (birth_year("123456789"), sex("123456789")) == (None, "")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12/QĐ-UBND", "12/QĐ-UBND"),
        ("12/QÐ-UBND", "12/QĐ-UBND"),
        ("12 /QĐ - UBND", "12/QĐ-UBND"),
        ("125/UBND-TH", "125/UBND-TH"),
        ("09/2025/QĐ-TTg", "09/2025/QĐ-TTg"),
        ("562/XN", "562/XN"),
        ("61/TLKT", "61/TLKT"),
        ("8996/2020/82-LLTP", "8996/2020/82-LLTP"),
        ("123/2020", "123/2020"),
        (": 05 / 2021", "05/2021"),
        ("41X8012345", "41X8012345"),
        ("33A8.003548", "33A8.003548"),
        ("925675727", "925675727"),
        ("1906 /SGDĐT-CTrTT", "1906/SGDĐT-CTrTT"),
        ("12/QĐ-UBND   An Bình, ngày 02 tháng 01 năm 2020", "12/QĐ-UBND"),
        ("CH 00789", "CH 00789"),
    ],
)
def test_document_numbers(text: str, number: str) -> None:
    assert value(Kind.DOCUMENT_NUMBER, text) == number


@pytest.mark.parametrize("text", ["/QĐ-UBND", "", "…", "An Bình, ngày 02 tháng 01 năm 2020", "nhà 12 ngõ 5"])
def test_a_number_not_filled_in_is_not_invented(text: str) -> None:
    assert value(Kind.DOCUMENT_NUMBER, text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250.000 đồng", "1250000"),
        ("1.250.000đ", "1250000"),
        ("1,250,000 VNĐ", "1250000"),
        ("1 250 000 đồng", "1250000"),
        ("1250.000 đồng", "1250000"),
        ("900.000.000 VNĐ (9 trăm triệu đồng chẵn)", "900000000"),
        ("50.000,00 đồng", "50000"),
        ("0 đồng", "0"),
        ("một triệu hai trăm năm mươi nghìn đồng", "1250000"),
    ],
)
def test_money_is_plain_digits(text: str, amount: str) -> None:
    assert value(Kind.MONEY, text) == amount


@pytest.mark.parametrize(
    ("text", "sure"), [("732.000 đồng", True), ("732000 đồng", True), ("732.000", True), ("732000", False)]
)
def test_figures_that_nothing_shows_to_be_money_are_doubted(text: str, *, sure: bool) -> None:
    parsed = parse(Kind.MONEY, text)
    assert parsed is not None
    assert parsed.value == "732000"
    assert (parsed.trust == 1.0) is sure


@pytest.mark.parametrize("text", ["12", "miễn phí", "02/2020"])
def test_what_names_no_money(text: str) -> None:
    assert value(Kind.MONEY, text) is None


@pytest.mark.parametrize(
    ("text", "area"),
    [("125,5 m2", "125.5"), ("1.250,5 m²", "1250.5"), ("100 m2", "100"), ("291 m?", "291"), ("2.150 m2", "2150"),
     ("75.4m2", "75.4"), ("80,0 mét vuông", "80.0")],
)  # fmt: skip
def test_areas_have_a_decimal_point(text: str, area: str) -> None:
    assert value(Kind.AREA, text) == area


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NGUYỄN VĂN AN", "NGUYỄN VĂN AN"),
        ("Nguyễn Thị Bình Giới tính: Nữ", "Nguyễn Thị Bình"),
        ("Ông Nguyễn Văn An, sinh năm 1970", "Nguyễn Văn An"),
        ("Hộ bà Trần Thị Bưởi và ông Lê Văn Tám", "Trần Thị Bưởi"),
        ("ông/bà: LÊ VĂN TÁM", "LÊ VĂN TÁM"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("_NGUYỄN BÁ TƯỚC", "NGUYỄN BÁ TƯỚC"),
        ("HàNhậtKý", "Hà Nhật Ký"),
        ("Đại tá Phạm Văn Long", "Phạm Văn Long"),
        ("ThS. Lê Thị Hoa", "Lê Thị Hoa"),
        ("ÔNG THỊ ĐÀO", "ÔNG THỊ ĐÀO"),
        ("VÕ KỲ NGỘ Dân tộc: Kinh", "VÕ KỲ NGỘ"),
        ("Nguye\u0302\u0303n Văn An", "Nguyễn Văn An"),
    ],
)
def test_names_keep_their_printed_case(text: str, name: str) -> None:
    assert value(Kind.PERSON, unicodedata.normalize("NFC", text)) == name


@pytest.mark.parametrize("text", ["", "123 456", "được sinh ra tại đây", "....", "(ghi rõ họ tên)"])
def test_what_is_no_name(text: str) -> None:
    assert value(Kind.PERSON, text) is None


def test_an_unknown_surname_or_a_lone_word_is_believed_less() -> None:
    known, unknown, lone = (parse(Kind.PERSON, text) for text in ("Lê An", "Xyz An", "Lê"))
    assert known
    assert unknown
    assert lone
    assert known.validity > unknown.validity > lone.validity


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Kind.DOSSIER_CODE, "Mã hồ sơ 000.00.16.H10-220707-0001.", "000.00.16.H10-220707-0001"),
        (Kind.DOSSIER_CODE, "H15.50.05.13-261008-0975", "H15.50.05.13-261008-0975"),
        (Kind.DOSSIER_CODE, "G09.20 – 20260609 – 0092637", "G09.20-20260609-0092637"),
        (Kind.ENTERPRISE_CODE, "0100109106", "0100109106"),
        (Kind.ENTERPRISE_CODE, "0100109106-001", "0100109106-001"),
        (Kind.ENTERPRISE_CODE, "01 00 10 91 06", "0100109106"),
        (Kind.SERIAL, "số CH 012345", "CH 012345"),
        (Kind.SERIAL, "AA01234567", "AA 01234567"),
        (Kind.ORDINAL, "45, tờ bản đồ số: 12", "45"),
        (Kind.ORDINAL, "112a", "112a"),
        (Kind.ORDINAL, " I", "1"),
    ],
)
def test_codes(kind: Kind, text: str, code: str) -> None:
    assert value(kind, text) == code


def test_the_check_digit_of_an_enterprise_code_counts() -> None:
    good, bad = parse(Kind.ENTERPRISE_CODE, "0100109106"), parse(Kind.ENTERPRISE_CODE, "0100109107")
    assert good
    assert bad
    assert good.validity > bad.validity


@pytest.mark.parametrize("text", ["220707-0001", "H10", "1.001776.000.00.00.H12"])
def test_what_is_no_dossier_code(text: str) -> None:
    assert value(Kind.DOSSIER_CODE, text) is None


def test_texts_lose_leaders_but_not_words() -> None:
    assert value(Kind.TEXT, "... Chưa kết hôn với ai .") == "Chưa kết hôn với ai"
    assert value(Kind.TEXT, "… . _") is None
    assert value(Kind.ADDRESS, "Số 5 , đường Lê Lợi , phường 1.") == "Số 5, đường Lê Lợi, phường 1"
    assert value(Kind.ADDRESS, "12") is None


def test_choices_are_found_without_accents() -> None:
    choices = (("Nam", ("Nam", "Male")), ("Nữ", ("Nữ", "Female")))
    assert [p.value for text in ("Nu", "NAM", "/ Female") if (p := parse(Kind.SEX, text, choices))] == [
        "Nữ",
        "Nam",
        "Nữ",
    ]
    assert parse(Kind.SEX, "Việt Name", choices) is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Tố dân phố 7, phường Tân An", "Tổ dân phố 7, phường Tân An"),
        ("thôn Đông, xà An Bình, tĩnh An Giang", "thôn Đông, xã An Bình, tỉnh An Giang"),
        ("ỦY BẠN NHÂN DÂN THÀNH PHÓ AN HÒA", "ỦY BAN NHÂN DÂN THÀNH PHỐ AN HÒA"),
        ("đường Xa La, phường Phương Nam", "đường Xa La, phường Phương Nam"),
        ("PHƯƠNG NAM", "PHƯƠNG NAM"),
    ],
)
def test_set_phrases_of_addresses_get_their_marks_back(text: str, mended: str) -> None:
    assert value(Kind.ADDRESS, text) == mended


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lé Văn Tám", "Lê Văn Tám"),
        ("KHÔNG THỊ HOA", "KHỔNG THỊ HOA"),
        ("Quảng Văn An", "Quảng Văn An"),
        ("An Đỉnh", "An Đỉnh"),
    ],
)
def test_a_surname_gets_its_marks_back_where_only_one_is_possible(text: str, name: str) -> None:
    assert value(Kind.PERSON, text) == name


def test_a_mended_surname_is_believed_less() -> None:
    printed, mended = parse(Kind.PERSON, "Lê Văn Tám"), parse(Kind.PERSON, "Lé Văn Tám")
    assert printed
    assert mended
    assert mended.validity < printed.validity
