import pytest

from models.page import IDENTITY, Box, Line, PageReading, TextSource, Word, union


def word(text: str, x: int, confidence: float) -> Word:
    return Word(text, Box(x, 10, x + 40, 30), confidence)


def page(*lines: Line) -> PageReading:
    return PageReading(1, 100, 100, 100, 100, 0, 0.0, IDENTITY, lines, TextSource.OCR)


def test_line_joins_its_words_and_boxes() -> None:
    line = Line((word("Cộng", 0, 1.0), word("hòa", 50, 0.5)))
    assert line.text == "Cộng hòa"
    assert line.box == Box(0, 10, 90, 30)


def test_confidence_is_weighted_by_length() -> None:
    line = Line((word("a", 0, 0.0), word("bbb", 50, 1.0)))
    assert line.confidence == pytest.approx(0.75)
    assert page(line).confidence == pytest.approx(0.75)


def test_blank_page_has_no_text_and_no_confidence() -> None:
    assert page().text == ""
    assert page().confidence == 0.0


def test_union_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no boxes"):
        union([])


def test_boxes_share_rows_and_columns_but_not_by_touching() -> None:
    box = Box(10, 20, 30, 40)
    assert box.shares_columns(Box(29, 90, 50, 99))
    assert not box.shares_columns(Box(30, 20, 50, 40))
    assert box.shares_rows(Box(90, 0, 99, 21))
    assert not box.shares_rows(Box(10, 40, 30, 60))
    assert box.holds_middle(Box(0, 20, 40, 40))
    assert not box.holds_middle(Box(20, 20, 40, 40))
