"""Values that lines, seals and engines break: names over two lines, offices half hidden, words without confidence."""

from dataclasses import replace

import pytest

from models.identifiers import DocumentType
from models.page import Line
from models.reading import Reading
from ocr.extract import extract
from ocr.extract.finders.offices import is_hidden_office
from ocr.extract.values.names import parse_person
from ocr.extract.values.surnames import mended
from ocr.extract.values.texts import parse_address
from ocr.layout.rows import lay_out
from tests.ocr.readings import reading


def fields(text: str, kind: str) -> dict[str, str]:
    return {name: value.value for name, value in extract(reading(text), DocumentType(kind)).fields.items()}


def test_a_label_without_its_colon_ends_an_address() -> None:
    text = """
    #GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ
    Họ và tên người nộp: Thạch Thị Vẽ
    Địa chỉ: Số 218 đường Lý Thường Kiệt, xã Tà Nhìu, huyện Kỳ Nam, tỉnh Tây Hà
    Thủ tục Đăng ký khai sinh
    """
    assert fields(text, "appointment-slip")["address"].endswith("tỉnh Tây Hà")


def test_a_place_broken_in_the_middle_of_its_name_goes_on() -> None:
    text = """
    Đơn vị thu: UBND thị trấn Hưng Lễ, huyện Mỹ Lộc, tỉnh Yên‖>Mẫu số: 01
    Phước
    #BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ
    """
    assert fields(text, "fee-receipt")["issuer"] == "UBND thị trấn Hưng Lễ, huyện Mỹ Lộc, tỉnh Yên Phước"


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("HỦ TỊCH", True),
        ("TÁM ĐỐC", True),
        ("G PHÒNG", True),
        ("NG PHÒNG", True),
        ("RƯỞNG CÔNG AN", True),
        ("CHỦ TỊCH", False),
        ("Hủ tịch", False),
        ("NGUYỄN VĂN AN", False),
        ("TỈNH HẢI PHÒNG", False),
        ("TỊCH", False),
        ("THƯỢNG", False),
        ("CÔNG AN", False),
        ("VĂN PHÒNG", False),
    ],
)
def test_an_office_is_known_by_its_end(line: str, hidden: bool) -> None:
    segment = next(iter(lay_out(reading(line))[0].segments))
    assert is_hidden_office(segment) is hidden


def test_another_mans_name_is_not_the_signers_where_the_office_is_half_hidden() -> None:
    text = """
    #PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1
    Họ và tên: TRẦN VĂN AN




    ^NGƯỜI LẬP PHIẾU‖^TÁM ĐỐC



    ^Võ Anh Sỹ
    """
    assert "signer" not in fields(text, "criminal-record")


def test_a_name_in_capitals_ends_in_a_short_word_read_small() -> None:
    parsed = parse_person("HOÀNG ANH Sỹ")
    assert parsed is not None
    assert parsed.value == "HOÀNG ANH SỸ"
    assert parsed.validity < 1.0


@pytest.mark.parametrize("text", ["HOÀNG ANH Sỹ Giới", "HOÀNG ANH Giới tính"])
def test_what_follows_a_name_in_capitals_is_not_taken_in(text: str) -> None:
    parsed = parse_person(text)
    assert parsed is not None
    assert parsed.value == "HOÀNG ANH"


@pytest.mark.parametrize("name", ["Thạch Ngọc Ÿ", "Cä Thị Ánh", "Thi Bưởi"])
def test_names_that_cannot_be_whole_are_believed_less(name: str) -> None:
    parsed = parse_person(name)
    assert parsed is not None
    assert parsed.validity <= 0.6


@pytest.mark.parametrize(("read", "surname"), [("Đoăn", "Đoàn"), ("ĐOĂN", "ĐOÀN"), ("Doãn", "Doãn"), ("Đỗ", "Đỗ")])
def test_a_surname_that_begins_with_a_barred_d_is_mended(read: str, surname: str) -> None:
    assert mended(read) == surname


def test_a_lone_quotation_mark_is_no_part_of_an_agency() -> None:
    parsed, quoted = parse_address("“TRUNG TÂM PHỤC VỤ"), parse_address("Trường “Hoa Mai” xã An")
    assert parsed is not None
    assert quoted is not None
    assert (parsed.value, quoted.value) == ("TRUNG TÂM PHỤC VỤ", "Trường “Hoa Mai” xã An")


def test_a_word_without_confidence_makes_a_value_doubtful_and_does_not_lose_it() -> None:
    page = reading("#TRÍCH LỤC KHAI TỬ\nNgày, tháng, năm chết: 29/01/2021").pages[0]
    lines = tuple(
        Line(tuple(replace(w, confidence=0.0 if w.text.startswith("29") else w.confidence) for w in line.words))
        for line in page.lines
    )
    found = extract(Reading((replace(page, lines=lines),)), DocumentType("death-extract")).fields["date_of_death"]
    assert found.value == "2021-01-29"
    assert found.confidence < 0.9


@pytest.mark.parametrize("rows", [("ỦY BAN NHÂN DÂN THÀNH", "PHỐ PHÚ THẠNH"), ("ỦY BAN NHÂN DÂN XÃ VĨNH", "THƯỢNG")])
def test_an_agency_broken_before_a_word_like_an_office_goes_on(rows: tuple[str, str]) -> None:
    text = f"""
    ^{rows[0]}‖^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    ^{rows[1]}‖^Độc lập - Tự do - Hạnh phúc
    #GIẤY PHÉP XÂY DỰNG
    """
    assert fields(text, "building-permit")["issuer"] == " ".join(rows)


def test_a_paper_of_years_to_come_is_doubted() -> None:
    text = "#QUYẾT ĐỊNH\n>An Thượng, ngày 06 tháng 7 năm {}"
    sure, doubtful = (
        extract(reading(text.format(year)), DocumentType("decision")).fields["issue_date"] for year in (2024, 2134)
    )
    assert doubtful.value == "2134-07-06"
    assert doubtful.confidence < 0.7 * sure.confidence


@pytest.mark.parametrize(
    ("name", "sure"), [("ÔNG ẤU ANH SỸ", True), ("ÔNG      ANH SỸ", False), ("ÔNG   ẤU   ANH   SỸ", True)]
)
def test_a_value_with_a_hole_where_a_word_was_not_read_is_doubted(name: str, *, sure: bool) -> None:
    text = f"#QUYẾT ĐỊNH\n^Về việc thu hồi giấy chứng nhận đã cấp cho {name}"
    subject = extract(reading(text), DocumentType("decision")).fields["subject"]
    assert subject.value.endswith("ANH SỸ")
    assert (subject.confidence > 0.9) is sure
