"""What copies and seals do to values: signs misread, beginnings lost, lines that look like labels."""

import pytest

from models.identifiers import DocumentType
from ocr.doctypes.spec import Kind
from ocr.extract import extract
from ocr.extract.values import parse
from ocr.extract.values.document_numbers import parse_document_number
from ocr.extract.values.names import parse_person
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
