"""What a paper prints twice: its own spelling mends names of places, contradictions lower confidence."""

from models.identifiers import DocumentType
from models.page import Box
from models.reading import FieldValue
from ocr.extract import PLAIN, extract
from ocr.extract.twice import settled
from ocr.layout.rows import lay_out
from tests.ocr.readings import reading

HEAD = "^ỦY BAN NHÂN DÂN ‖ ^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n^XÃ CẨM ĐƯỜNG ‖ ^Độc lập - Tự do - Hạnh phúc\n"
AWAY = Box(0, 2000, 10, 2010)


def spelt(text: str, paper: str, confidence: float = 0.9) -> FieldValue:
    return settled(FieldValue(text, confidence, 1, AWAY, text), lay_out(reading(paper)))


def test_a_place_spelt_otherwise_twice_is_mended_and_believed_less() -> None:
    value = spelt("Thôn Đoài, xã Cấm Đường, tỉnh Hải Vân", HEAD + "Cẩm Đường, ngày 02 tháng 01 năm 2024")
    assert value.value == "Thôn Đoài, xã Cẩm Đường, tỉnh Hải Vân"
    assert value.raw == "Thôn Đoài, xã Cấm Đường, tỉnh Hải Vân"
    assert value.confidence < 0.9


def test_capitals_stay_capitals() -> None:
    paper = "Nơi cư trú: xã Cẩm Đường\nQuê quán: xã Cẩm Đường"
    assert spelt("UBND XÃ CẤM ĐƯỜNG", paper).value == "UBND XÃ CẨM ĐƯỜNG"


def test_one_other_spelling_casts_doubt_and_mends_nothing() -> None:
    value = spelt("Thôn Đoài, xã Cấm Đường", "Nơi cư trú: xã Cẩm Đường")
    assert value.value == "Thôn Đoài, xã Cấm Đường"
    assert value.confidence < 0.75


def test_names_of_persons_are_never_mended() -> None:
    value = spelt("MA TỔ UYÊN", "Tôi là: MA TỐ UYÊN\nNgười khai: MA TỐ UYÊN\nNgười nhận: MA TỐ UYÊN")
    assert value.value == "MA TỔ UYÊN"
    assert value.confidence < 0.75


def test_what_the_paper_confirms_keeps_its_confidence() -> None:
    assert spelt("xã Cẩm Đường", HEAD).confidence == 0.9
    assert 0.85 < spelt("LÊ VĂN TÁM", HEAD).confidence < 0.9


def test_spellings_without_any_mark_are_no_rivals() -> None:
    value = spelt("LÊ VĂN TÁM", "IDVNM LE VAN TAM\nThư điện tử: Le Van Tam")
    assert value.confidence == 0.9


def test_a_mention_that_was_hardly_read_is_no_rival() -> None:
    blurred = lay_out(reading("Nơi cư trú: xã Cấm Đường", confidence=0.4))
    value = settled(FieldValue("xã Cẩm Đường", 0.9, 1, AWAY, ""), blurred)
    assert value.confidence == 0.9


def test_fields_are_settled_by_the_whole_paper() -> None:
    paper = reading(
        HEAD + "#GIẤY KHAI SINH\n\nHọ, chữ đệm, tên: LÊ VĂN TÁM\nNơi sinh: Trạm y tế xã Cấm Đường\n"
        "Nơi đăng ký khai sinh: Ủy ban nhân dân xã Cẩm Đường\nNơi cư trú: thôn Đông, xã Cẩm Đường"
    )
    found = extract(paper, DocumentType("birth-certificate"), tables=PLAIN)
    assert found.fields["place_of_birth"].value == "Trạm y tế xã Cẩm Đường"
