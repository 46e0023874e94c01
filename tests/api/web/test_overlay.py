"""Words over the image of their page."""

from api.web.overlay import field_boxes, placed_lines
from models.page import IDENTITY, Box, Line, PageReading, TextSource, Word
from models.reading import FieldValue


def page(*words: Word) -> PageReading:
    return PageReading(1, 1000, 1400, 1000, 1400, 0, 0.0, IDENTITY, (Line(words),), TextSource.OCR)


def test_words_keep_their_left_edge_and_width() -> None:
    (line,) = placed_lines(page(Word("Họ", Box(80, 100, 120, 130), 0.9), Word("tên", Box(130, 104, 190, 130), 0.9)))
    assert [(word.text, word.x, word.width) for word in line] == [("Họ", 80, 40), ("tên", 130, 60)]


def test_words_of_a_line_stand_on_the_base_line_of_those_without_tails() -> None:
    words = (
        Word("Nguyễn", Box(0, 100, 90, 136), 0.9),  # its g and y reach to 136
        Word("Văn", Box(100, 100, 150, 130), 0.9),
        Word("An", Box(160, 102, 190, 130), 0.9),
    )
    (line,) = placed_lines(page(*words))
    assert {word.y for word in line} == {130}
    assert {word.size for word in line} == {39}


def test_a_line_of_tails_alone_has_its_base_line_above_them() -> None:
    (line,) = placed_lines(page(Word("gy", Box(0, 100, 40, 140), 0.9)))
    assert 100 < line[0].y < 140


def test_a_box_far_too_tall_does_not_make_the_type_so() -> None:
    (line,) = placed_lines(page(Word("Quảng", Box(0, 100, 60, 300), 0.9)))
    assert line[0].size < 50


def test_an_empty_box_still_has_a_size() -> None:
    (line,) = placed_lines(page(Word("x", Box(5, 5, 5, 5), 0.1)))
    assert (line[0].width, line[0].size) == (1, 1)
    assert line[0].doubtful


def test_only_the_fields_of_this_page_are_marked() -> None:
    fields = {
        "full_name": FieldValue("a", 0.9, 1, Box(1, 2, 3, 4)),
        "signer": FieldValue("b", 0.9, 2, Box(5, 6, 7, 8)),
    }
    assert field_boxes(fields, 2) == {"signer": Box(5, 6, 7, 8)}
