"""Doubts about texts that fit their grammar: torn addresses, marks that are easily confused, names of two words."""

import pytest

from ocr.extract.values.doubts import confusable, is_torn
from ocr.extract.values.names import parse_person
from ocr.extract.values.texts import parse_address


@pytest.mark.parametrize(
    "text",
    [
        "Số 36 đường Nguyễn Trãi, xã Xuân huyện Phú Thạnh, tỉnh Sơn Bình",
        "Tổ dân phố 7, a Xuân Ổ, huyện Đông Sơn",
        "CÔNG AN XÃ XUÂN",
        "Thôn Đông, xã Xuân, tỉnh Hải Vân",
        "PHÒNG ĐĂNG KÝ KINH",
        "Ấp Mỹ Đức, xã",
        "ỦY BAN NHÂN DÂN TỊCH",
        "UBND HỦ TỊCH XÃ HƯNG LỄ",
    ],
)
def test_torn(text: str) -> None:
    assert is_torn(text)
    parsed = parse_address(text)
    assert parsed
    assert parsed.trust < 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Số 36 đường Nguyễn Trãi, xã Xuân Ổ, huyện Phú Thạnh, tỉnh Sơn Bình",
        "Trạm y tế xã Hưng Lễ, tỉnh Sơn Bình",
        "UBND xã Nghĩa Trũng, huyện Vĩnh Thượng",
        "Thôn Đông xã Cẩm Đường huyện Kỳ Nam",
        "Phường Vĩnh Ninh, thành phố Huế",
        "Phường 5, quận 3, thành phố Hồ Chí Minh",
        "CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI",
        "PHÒNG ĐĂNG KÝ KINH DOANH",
        "PHÒNG TÀI CHÍNH - KẾ HOẠCH",
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
        "ỦY BAN NHÂN DÂN ĐẶC KHU CÔN ĐẢO",
        "CHI CỤC HẢI QUAN",
    ],
)
def test_whole(text: str) -> None:
    assert not is_torn(text)


def test_the_end_of_a_syllable_is_put_back() -> None:
    parsed = parse_address("PHÒNG TÀI CHÍNH - KẾ HOẠC H")
    assert parsed
    assert parsed.value == "PHÒNG TÀI CHÍNH - KẾ HOẠCH"


def test_a_full_stop_before_a_unit_that_had_lost_its_mark() -> None:
    parsed = parse_address("Tổ dân phố 7. xà An Thượng, huyện Phú Thạnh")
    assert parsed
    assert parsed.value == "Tổ dân phố 7, xã An Thượng, huyện Phú Thạnh"


@pytest.mark.parametrize(("word", "count"), [("LAN", 0), ("Văn", 0), ("Tạ", 0), ("Mẩy", 1), ("Tố", 1), ("Vũ", 1)])
def test_marks_that_are_confused(word: str, count: int) -> None:
    assert confusable(word) == count


def test_marks_and_short_names_lower_trust_and_not_validity() -> None:
    plain, marked, short = parse_person("LÊ VĂN NAM"), parse_person("LÊ THỊ MẨY"), parse_person("LÊ NAM")
    assert plain
    assert marked
    assert short
    assert plain.trust == 1.0
    assert short.trust < marked.trust < 1.0
    assert plain.validity == marked.validity == short.validity == 1.0


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("xã An Thượng, tỉnh : Quảng Lạc", "xã An Thượng, tỉnh Quảng Lạc"),
        ("UBND phường, Nghĩa Trũng, thành phố Đông Sơn", "UBND phường Nghĩa Trũng, thành phố Đông Sơn"),
        ("Số 236 đường Nguyễn Trãi; xã Bình Khê", "Số 236 đường Nguyễn Trãi, xã Bình Khê"),
        ("UBNDxã Bình Khê", "UBND xã Bình Khê"),
        ("Số 5, ngõ 7, phường Vĩnh Ninh", "Số 5, ngõ 7, phường Vĩnh Ninh"),
    ],
)
def test_specks_in_addresses(read: str, printed: str) -> None:
    parsed = parse_address(read)
    assert parsed
    assert parsed.value == printed
