"""What copies and seals do to values: signs misread, beginnings lost, lines that look like labels."""

import pytest

from models.identifiers import DocumentType
from ocr.doctypes.spec import Kind
from ocr.extract import extract
from ocr.extract.values import parse
from ocr.extract.values.dates import parse_date
from ocr.extract.values.document_numbers import parse_document_number
from ocr.extract.values.names import parse_person
from ocr.extract.values.texts import parse_address
from tests.ocr.readings import reading

_HEAD = "^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n^Độc lập - Tự do - Hạnh phúc\n"


def fields(type: str, page: str) -> dict[str, str]:
    return {name: value.value for name, value in extract(reading(page), DocumentType(type)).fields.items()}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("64,QĐ-UBND", "64/QĐ-UBND"),
        ("76 OĐ-UBND", "76/QĐ-UBND"),
        ("76 QD-UBND", "76/QĐ-UBND"),
        ("125.UBND-TH", "125/UBND-TH"),
        ("64/QĐ-UBND", "64/QĐ-UBND"),
    ],
)
def test_a_slash_that_was_misread_is_put_back(text: str, number: str) -> None:
    parsed = parse_document_number(text)
    assert parsed
    assert parsed.value == number
    assert (parsed.validity < 0.9) is (text != number)


@pytest.mark.parametrize("text", ["64 Hùng Vương", "64, Lê Lợi"])
def test_a_number_before_other_words_gets_no_symbol(text: str) -> None:
    parsed = parse_document_number(text)
    assert parsed is None or parsed.value == "64"


@pytest.mark.parametrize(
    ("text", "trust"),
    [("7212017", 0.4), ("72 2017", 0.4), ("1/T", 0.4), ("72/2017", 1.0), ("0061891", 1.0), ("542595123", 1.0)],
)
def test_figures_that_end_in_a_year_may_have_lost_a_slash(text: str, trust: float) -> None:
    parsed = parse_document_number(text)
    assert parsed
    assert (parsed.value, parsed.trust) == (text, trust)


@pytest.mark.parametrize(
    ("type", "title", "number", "half_sure"),
    [
        ("decision", "QUYẾT ĐỊNH", "256", True),
        ("building-permit", "GIẤY PHÉP XÂY DỰNG", "256", True),
        ("decision", "QUYẾT ĐỊNH", "256/QĐ-UBND", False),
        ("decision", "QUYẾT ĐỊNH", "256/2024", False),
        ("birth-certificate", "GIẤY KHAI SINH", "256", False),
    ],
)
def test_a_number_that_lost_its_symbol_is_half_sure(type: str, title: str, number: str, half_sure: bool) -> None:
    paper = reading(f"{_HEAD}Số: {number}\n\n#{title}\nHọ và tên: NGUYỄN VĂN AN")
    found = extract(paper, DocumentType(type)).fields["document_number"]
    assert found.value == number
    assert (found.confidence <= 0.5) is half_sure


@pytest.mark.parametrize("name", ["Phan Quốc Đỉnh", "Lê Văn Sinh", "Trần Chức Năng"])
def test_names_that_are_also_words_of_labels(name: str) -> None:
    parsed = parse_person(name)
    assert parsed
    assert parsed.value == name


@pytest.mark.parametrize("text", ["Lê Văn Tám Sinh ngày 02/01/1990", "Lê Văn Tám Quốc tịch Việt Nam"])
def test_a_label_behind_a_name_ends_it(text: str) -> None:
    parsed = parse_person(text)
    assert parsed
    assert parsed.value == "Lê Văn Tám"


@pytest.mark.parametrize("name", ["Ngọc Quỳ", "Thu Hằng", "Triệu Th Hằng", "Cả Ngọc Châu"])
def test_names_without_surname_or_vowel_are_doubted(name: str) -> None:
    parsed = parse_person(name)
    assert parsed
    assert parsed.validity < 0.8


def test_a_full_stop_before_a_unit_was_a_comma() -> None:
    parsed = parse(Kind.ADDRESS, "Số 38 đường Lê Lợi, huyện Mỹ Lộc. tỉnh Quảng Lạc")
    assert parsed
    assert parsed.value == "Số 38 đường Lê Lợi, huyện Mỹ Lộc, tỉnh Quảng Lạc"


def test_places_with_a_comma_are_no_label() -> None:
    found = fields(
        "criminal-record",
        _HEAD
        + """
        #PHIẾU LÝ LỊCH TƯ PHÁP
        Họ và tên: CHU NGỌC MAI
        Nơi thường trú: Số 123 đường Nguyễn Trãi, xã An Thượng, huyện Kỳ Nam, tỉnh :
        Quảng Lạc
        """,
    )
    assert found["address"].startswith("Số 123 đường Nguyễn Trãi, xã An Thượng, huyện Kỳ Nam, tỉnh")


def test_what_a_seal_left_of_an_office_is_no_part_of_the_agency_and_no_name() -> None:
    found = fields(
        "household-book",
        _HEAD
        + """
        #SỔ HỘ KHẨU
        Họ và tên chủ hộ: LÊ VĂN TÁM
        > ^CÔNG AN HUYỆN CHỢ RÃ
        > ^CÔNG AN

        > PHó Ó GIÁM ĐỐC
        """,
    )
    assert found["issuer"] == "CÔNG AN HUYỆN CHỢ RÃ"
    assert "signer" not in found


def test_the_name_under_an_office_of_which_its_end_is_left() -> None:
    found = fields(
        "death-extract",
        _HEAD
        + """
        #TRÍCH LỤC KHAI TỬ
        Họ, chữ đệm, tên: LÊ VĂN TÁM
        > ^Ý TRÍCH LỤC

        > Quàng Văn Ưng
        """,
    )
    assert found["signer"] == "Quàng Văn Ưng"


_BODY = _HEAD + "#GIẤY CHỨNG NHẬN\nHọ và tên: NGUYỄN VĂN AN\nĐịa chỉ: xã An Bình\n\n"


@pytest.mark.parametrize("office", ["NGƯờiI KÝ TRÍCH LỤC", "TRƯỞỞNG PHÒNG"])
def test_an_office_with_a_letter_read_twice(office: str) -> None:
    assert fields("marital-status", f"{_BODY}> {office}\n\n\n> Hà Thùy Dương")["signer"] == "Hà Thùy Dương"


def test_a_name_whose_office_was_not_read_signs_if_there_is_room_for_a_signature() -> None:
    paper = reading(f"{_BODY}\n\n\n\n> Ấu Hải Phong")
    signer = extract(paper, DocumentType("marital-status")).fields["signer"]
    assert signer.value == "Ấu Hải Phong"
    assert signer.confidence < 0.9


@pytest.mark.parametrize(
    "foot",
    [
        "> Ghi chú của cơ quan\n> Ấu Hải Phong",  # no room above it
        "\n\n\n\nẤu Hải Phong",  # on the left
        "\n\n\n\nNơi nhận ‖ Ấu Hải Phong",  # beside other print
        "\n\n\n\n> Hải Phong",  # part of a name
    ],
)
def test_other_names_at_the_foot_are_no_signers(foot: str) -> None:
    assert "signer" not in fields("marital-status", _BODY + foot)


@pytest.mark.parametrize(
    ("text", "value", "sure"),
    [
        ("Không có án tích", "Không có án tích", True),
        ("Có án tích", "Có án tích", True),
        ("CÓ ÁN TÍCH", "Có án tích", True),
        ("Khô, ng có án tích", "Không có án tích", False),
        ("có án tích", "Không có án tích", False),
    ],
)
def test_a_choice_that_lost_its_beginning_is_not_its_contrary(text: str, value: str, sure: bool) -> None:
    found = extract(
        reading(f"{_HEAD}#PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1\nTình trạng án tích: {text}"), DocumentType("criminal-record")
    )
    status = found.fields["record_status"]
    assert status.value == value
    assert (status.confidence > 0.5) is sure


@pytest.mark.parametrize(("day", "sure"), [("04", True), ("14", True), ("4", False)])
def test_a_day_of_one_figure_lost_another_or_was_written_by_hand(day: str, sure: bool) -> None:
    paper = reading(f"> An Giang, ngày {day} tháng 05 năm 2020\n#QUYẾT ĐỊNH\nVề việc công nhận")
    found = extract(paper, DocumentType("decision")).fields["issue_date"]
    assert found.value == f"2020-05-{int(day):02d}"
    assert (found.confidence > 0.5) is sure


@pytest.mark.parametrize("printed", ["08 05/2016", "08/05 2016", "08 05 2016", "08/05:2016", "08/05/2016"])
def test_a_date_whose_slashes_are_lost_is_read(printed: str) -> None:
    parsed = parse_date(f"Ngày hẹn trả: {printed}")
    assert parsed
    assert parsed.value == "2016-05-08"


@pytest.mark.parametrize("printed", ["108 05/2016", "08 05/20161", "08 15/2016"])
def test_other_figures_are_no_date(printed: str) -> None:
    assert parse_date(printed) is None


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Ấp Mỹ Đức, tin Đồng Nguyên", "Ấp Mỹ Đức, tỉnh Đồng Nguyên"),
        ("Ấp Mỹ Đức, huyệ Tân Hòa", "Ấp Mỹ Đức, huyện Tân Hòa"),
        ("Ấp Mỹ Đức, phưòng An Thượng", "Ấp Mỹ Đức, phường An Thượng"),
        ("Ấp Mỹ Đức, xi Tà Nhìu", "Ấp Mỹ Đức, xã Tà Nhìu"),
        ("Ấp Mỹ Đức, bình Khê", "Ấp Mỹ Đức, bình Khê"),
        ("Ấp Mỹ Đức, tin lành", "Ấp Mỹ Đức, tin lành"),
    ],
)
def test_a_unit_that_lost_a_letter_is_mended(printed: str, meant: str) -> None:
    parsed = parse_address(printed)
    assert parsed
    assert parsed.value == meant


def test_a_name_whose_last_word_is_a_lone_consonant_is_doubted() -> None:
    cut, whole, initial = parse_person("PHAN SA R"), parse_person("PHAN SA Ỷ"), parse_person("PHAN K RẾT")
    assert cut
    assert whole
    assert initial
    assert cut.validity < 0.7
    assert whole.validity == 1.0
    assert initial.validity == 1.0
