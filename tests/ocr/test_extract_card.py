"""Identity cards: two faces, two generations, and the machine-readable zone that overrules print."""

import pytest

from models.identifiers import DocumentType
from models.reading import Extraction
from ocr.extract import extract
from ocr.layout.check_digits import check_digit
from ocr.layout.mrz import find_mrz
from ocr.layout.rows import lay_out
from tests.ocr.readings import reading

CARD = DocumentType("identity-card")
FRONT = """
^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
^Độc lập - Tự do - Hạnh phúc
^SOCIALIST REPUBLIC OF VIET NAM
#CĂN CƯỚC CÔNG DÂN
^Citizen Identity Card
Số / No.: 001093047064
Họ và tên / Full name:
NGUYỄN VĂN AN
Ngày sinh / Date of birth: 14/02/1993
Giới tính / Sex: Nam  Quốc tịch / Nationality: Việt Nam
Quê quán / Place of origin:
An Bình, An Hòa, An Giang
Nơi thường trú / Place of residence: Tổ 5
Tân An, An Hòa, An Giang
Có giá trị đến: 14/02/2033
"""
BACK = """
Đặc điểm nhận dạng / Personal identification:
Nốt ruồi C: 1cm trên trước đuôi mắt trái
Ngày, tháng, năm / Date, month, year: 10/05/2021
CỤC TRƯỞNG CỤC CẢNH SÁT
QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI
DIRECTOR GENERAL OF THE POLICE DEPARTMENT

Tô Văn Huệ
IDVNM0930470641001093047064<<8
9302143M3302141VNM<<<<<<<<<<<4
NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<
"""


def values(extraction: Extraction) -> dict[str, str]:
    return {name: field.value for name, field in extraction.fields.items()}


def test_both_faces_of_the_card_of_2021() -> None:
    assert values(extract(reading(FRONT, BACK), CARD)) == {
        "personal_id": "001093047064",
        "full_name": "NGUYỄN VĂN AN",
        "date_of_birth": "1993-02-14",
        "sex": "Nam",
        "place_of_origin": "An Bình, An Hòa, An Giang",
        "address": "Tổ 5 Tân An, An Hòa, An Giang",
        "expiry_date": "2033-02-14",
        "issue_date": "2021-05-10",
        "issuer": "CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI",
        "signer": "Tô Văn Huệ",
    }


def test_the_front_alone_gives_what_stands_on_it() -> None:
    found = values(extract(reading(FRONT), CARD))
    assert found["personal_id"] == "001093047064"
    assert found["expiry_date"] == "2033-02-14"
    assert "issue_date" not in found


def test_the_card_of_2024_has_its_values_beneath_the_labels() -> None:
    found = values(
        extract(
            reading(
                """
                #CĂN CƯỚC
                ^IDENTITY CARD
                Số định danh cá nhân / Personal identification number:
                001093047064
                Họ, chữ đệm và tên khai sinh / Full name:
                NGUYỄN VĂN AN
                Ngày, tháng, năm sinh / Date of birth: ‖ Giới tính / Sex:
                14/02/1993 ‖ Nam
                """,
                """
                Nơi cư trú / Place of residence:
                Tổ 5, phường Tân An
                Ngày, tháng, năm cấp / Date of issue:
                01/08/2024
                Ngày, tháng, năm hết hạn / Date of expiry:
                14/02/2033
                > BỘ CÔNG AN
                """,
            ),
            CARD,
        )
    )
    assert found == {
        "personal_id": "001093047064",
        "full_name": "NGUYỄN VĂN AN",
        "date_of_birth": "1993-02-14",
        "sex": "Nam",
        "address": "Tổ 5, phường Tân An",
        "issue_date": "2024-08-01",
        "expiry_date": "2033-02-14",
        "issuer": "BỘ CÔNG AN",
    }


def test_the_zone_overrules_misread_print_and_says_where_it_stands() -> None:
    misread = FRONT.replace("14/02/1993", "14/02/1998").replace("No.: 001093047064", "No.: 001098047064")
    found = extract(reading(misread, BACK), CARD).fields
    assert found["date_of_birth"].value == "1993-02-14"
    assert found["personal_id"].value == "001093047064"
    assert found["date_of_birth"].page == 2
    assert found["date_of_birth"].confidence > 0.9


def test_the_zone_confirms_print_in_its_place() -> None:
    alone = extract(reading(FRONT, confidence=0.6), CARD).fields
    both = extract(reading(FRONT, BACK, confidence=0.6), CARD).fields
    for name in ("personal_id", "date_of_birth", "full_name"):
        assert both[name].page == 1
        assert both[name].confidence > 0.95 > alone[name].confidence


@pytest.mark.parametrize(
    "broken",
    [
        BACK.replace("0930470641001093047064", "0930470642001093047064"),
        BACK.replace("9302143M", "9302144M"),
    ],
)
def test_what_fails_its_check_digit_is_not_believed(broken: str) -> None:
    misread = FRONT.replace("14/02/1993", "14/02/1998").replace("No.: 001093047064", "No.: 001098047064")
    found = values(extract(reading(misread, broken), CARD))
    assert "001098047064" in found.values() or "1998-02-14" in found.values()


def test_check_digits_of_the_standards_own_example() -> None:
    # ICAO Doc 9303 part 5, appendix A: document number D23145890, born 740812, expires 120415
    assert check_digit("D23145890") == 7
    assert check_digit("740812") == 2
    assert check_digit("120415") == 9


def test_a_zone_read_with_slips_is_mended_by_its_check_digits() -> None:
    slips = BACK.replace("IDVNM0930470641001093047064", "TDVNMO93O470641001093047064").replace(
        "<<<<<<<<<<<4", "««««««4"
    )
    zone = find_mrz(lay_out(reading(slips)))
    assert zone
    assert (zone.personal_id, zone.date_of_birth, zone.expiry_date) == ("001093047064", "1993-02-14", "2033-02-14")
    assert (zone.sex, zone.name) == ("Nam", "NGUYEN VAN AN")


def test_other_papers_have_no_zone() -> None:
    assert find_mrz(lay_out(reading("#QUYẾT ĐỊNH\nSố: 12/QĐ-UBND"))) is None
