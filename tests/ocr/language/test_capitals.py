from models.page import Box, Line, Word
from ocr.language.capitals import standings
from ocr.language.lattice import Slot, choose, supported
from ocr.language.mend import mend_lines
from ocr.language.model import shipped
from ocr.language.tokens import NUMBER, START

PLACE = Box(0, 0, 10, 10)
AROUND = ("Căn cứ Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Giám đốc Sở Tư pháp về thủ tục hành chính")


def line(text: str) -> Line:
    return Line(tuple(Word(word, PLACE, 0.9, doubts=()) for word in text.split()))


def stand(text: str) -> list[str]:
    return [standing.name for standing in standings((line(text),))]


def mended(text: str) -> str:
    first, second = AROUND
    return mend_lines((line(first), line(text), line(second)))[1].text


def test_capitals_from_the_beginning_of_a_line_are_a_heading() -> None:
    assert stand("THÀNH PHÓ HẢI PHÒNG") == ["HEADING"] * 4
    assert stand("QUYẾT ĐỊNH về việc") == ["HEADING", "HEADING", "TEXT", "TEXT"]


def test_persons_places_and_lone_words_may_be_names() -> None:
    assert stand("NGUYỄN VĂN PHÓ") == ["NAME"] * 3
    assert stand("VỪ THỊ PHÓ") == ["NAME"] * 3
    assert stand("Họ và tên: TRẦN PHÓ")[-2:] == ["NAME", "NAME"]
    assert stand("ỦY BAN NHÂN DÂN XÃ CẦN ĐƯỚC") == ["HEADING"] * 5 + ["NAME"] * 2
    assert stand("ông Phó")[-1] == "NAME"
    assert standings(()) == ()


def test_headings_are_mended_and_names_in_capitals_stay() -> None:
    assert mended("THÀNH PHÓ HẢI PHÒNG") == "THÀNH PHỐ HẢI PHÒNG"
    assert mended("SỬA ĐỎI, BỔ SUNG") == "SỬA ĐỔI, BỔ SUNG"
    for name in ("ỦY BAN NHÂN DÂN XÃ TU VŨ", "PHƯỜNG CẦN ĐƯỚC", "VÀNG VĂN PHÓNG", "NGUYỄN THỊ TRƯỚNG"):
        assert mended(name) == name


def test_only_firm_pairs_and_pairs_on_both_sides_support_a_choice() -> None:
    model = shipped()
    slots = [Slot((key,)) for key in (START, "thành", "phố", "vũ", "trụ", "tu", "vũ", NUMBER)]
    found = supported(slots, choose(slots, model), model).tolist()
    assert found[1:3] == [True, True]
    assert found[0] is found[5] is found[7] is False
    assert supported(slots[:1], choose(slots[:1], model), model).tolist() == [False]
