"""Values that go on over the line, and how sure a value of several words is."""

from models.identifiers import DocumentType
from models.page import Box, Word
from ocr.extract import PLAIN, extract
from ocr.extract.form import value_of
from ocr.extract.values.parsed import Parsed
from tests.ocr.readings import reading

NATION = "^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n^Độc lập - Tự do - Hạnh phúc\n"


def fields(type: str, page: str) -> dict[str, str]:
    return {name: value.value for name, value in extract(reading(page), DocumentType(type)).fields.items()}


def test_a_number_parted_from_its_series_by_a_narrow_column() -> None:
    found = fields(
        "land-certificate",
        NATION
        + """
        #GIẤY CHỨNG NHẬN
        1. Thửa đất số: 112, tờ bản đồ số: 7
        Số vào sổ cấp Giấy chứng nhận: VP
        05997
        Số phát hành: AA 39329009
        """,
    )
    assert found["document_number"] == "VP 05997"


def test_an_agency_whose_name_goes_on_like_an_office() -> None:
    found = fields(
        "land-certificate",
        NATION
        + """
        #GIẤY CHỨNG NHẬN
        1. Thửa đất số: 112, tờ bản đồ số: 7
        > Trường Giang, ngày 19 tháng 09 năm 2023
        > VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐẠI TỈNH
        > TRƯỜNG GIANG
        > GIÁM ĐỐC

        > Lý Cẩm Tú
        """,
    )
    assert found["issuer"] == "VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI TỈNH TRƯỜNG GIANG"
    assert found["signer"] == "Lý Cẩm Tú"


def test_the_least_sure_word_weighs_as_much_as_all_together() -> None:
    def sure(*confidences: float) -> float:
        words = tuple(Word("Tú", Box(0, 0, 9, 9), confidence) for confidence in confidences)
        return value_of(words, 1, Parsed("Tú Tú Tú", 0, 8)).confidence

    assert sure(0.9, 0.9, 0.9) == 0.9
    assert sure(1.0, 1.0, 0.4) == round((0.8 * 0.4) ** 0.5, 3)


def test_who_drew_a_paper_up_is_less_sure_to_be_its_signer() -> None:
    def signer(office: str) -> float:
        page = f"{NATION}#PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1\n1. Họ và tên: LÊ VĂN TÁM\n\n> {office}\n\n> Trần Thị Mai\n"
        return extract(reading(page), DocumentType("criminal-record"), tables=PLAIN).fields["signer"].confidence

    assert signer("NGƯỜI LẬP PHIẾU") == round(0.8 * signer("GIÁM ĐỐC"), 3)
