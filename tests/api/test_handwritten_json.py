"""What was written by hand is said in JSON: of each value, and where it stands on its page."""

from api.shapes import field_json, page_json
from models.page import IDENTITY, Box, PageReading, TextSource
from models.reading import FieldValue


def test_a_value_says_whether_it_is_handwritten() -> None:
    value = FieldValue("Lò Thị Mẩy", 0.4, 1, Box(1, 2, 3, 4), "Lò Thj Mấy", handwritten=True)
    assert field_json(value)["handwritten"] is True
    assert field_json(FieldValue("Lò Thị Mẩy", 0.9, 1, Box(1, 2, 3, 4)))["handwritten"] is False


def test_a_page_says_where_it_was_written_on() -> None:
    page = PageReading(1, 9, 9, 9, 9, 0, 0.0, IDENTITY, (), TextSource.OCR, handwriting=(Box(1, 2, 3, 4),))
    assert page_json(page)["handwriting"] == [[1, 2, 3, 4]]
