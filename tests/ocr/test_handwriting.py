"""Handwriting is found beside print of every cut, marked on values, and its words are left as the engine read them."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from models.page import IDENTITY, Box, Line, PageReading, TextSource, Word
from models.reading import FieldValue, Reading
from ocr.clean.arrays import Image
from ocr.extract.handwriting import GUESS, MOST, mark_handwritten
from ocr.handwriting import as_written, find_handwriting
from tests.samples.art import paint
from tests.samples.fonts import Face, load
from tests.samples.pen import write
from tests.samples.sheet import Art

X_HEIGHT = 13.0
_EM = 28  # pixels: small letters of Tinos are 13 high
_LINES = (
    "Họ và tên người đề nghị cấp bản sao trích lục",
    "Căn cứ Luật Tổ chức chính quyền địa phương",
    "Quyết định số 443/QĐ-BYT ngày 02 tháng 3 năm 2025",
)


def _sheet() -> Pillow.Image:
    return Pillow.new("L", (1000, 500), 255)


def _print(page: Pillow.Image, font: ImageFont.FreeTypeFont) -> list[Word]:
    """Set three lines, and return them as words read surely."""
    pen = ImageDraw.Draw(page)
    words = []
    for row, line in enumerate(_LINES):
        pen.text((60, 40 + 60 * row), line, 20, font)
        words.append(Word(line, Box(*(round(v) for v in pen.textbbox((60, 40 + 60 * row), line, font))), 0.95))
    return words


def _written(page: Pillow.Image, text: str, at: tuple[int, int]) -> Box:
    ink = write(480, 60, text)
    page.paste(40, at, ink.getchannel("A"))
    return Box(at[0], at[1], at[0] + 480, at[1] + 60)


def _pixels(page: Pillow.Image) -> Image:
    return np.asarray(page, dtype=np.uint8)


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Phương Thảo", "Số 15 đường Lê Lợi, xã Bình Khê", "Trạm y tế phường An Thượng"]
)
def test_writing_is_found_where_it_stands(text: str) -> None:
    page = _sheet()
    words = _print(page, load(Face("tinos"), _EM))
    place = _written(page, text, (300, 300))
    found = find_handwriting(_pixels(page), words, X_HEIGHT)
    assert found
    assert all(place.x0 - 5 <= b.x0 and b.x1 <= place.x1 + 5 and place.y0 - 5 <= b.y0 for b in found)
    assert sum(b.x1 - b.x0 for b in found) > 100


@pytest.mark.parametrize(
    "face",
    [
        Face("tinos"),
        Face("tinos", bold=True),
        Face("tinos", italic=True),
        Face("arimo"),
        Face("free-sans", italic=True),
    ],
    ids=str,
)
def test_print_that_nobody_could_read_is_not_taken_for_writing(face: Face) -> None:
    page = _sheet()
    _print(page, load(face, _EM))
    assert find_handwriting(_pixels(page), [], X_HEIGHT) == ()


def test_writing_that_was_read_unsurely_is_still_writing() -> None:
    page = _sheet()
    place = _written(page, "Trần Văn Bình", (200, 200))
    guess = Word("Lò", place, 0.41)
    assert find_handwriting(_pixels(page), [guess], X_HEIGHT)
    assert find_handwriting(_pixels(page), [replace(guess, confidence=0.95)], X_HEIGHT) == ()


def test_rules_specks_and_seals_are_not_writing() -> None:
    page = _sheet()
    pen = ImageDraw.Draw(page)
    for row in range(4):
        pen.line((60, 60 + 40 * row, 900, 60 + 40 * row), 0, 2)
    pen.rectangle((60, 60, 900, 180), outline=0, width=2)
    for x, y in np.random.default_rng(1).integers(220, 480, (80, 2)):
        pen.point((int(x), int(y)), 0)
    seal = paint(Art("seal", 0, 0, 36, 36, "UBND xã Bình Khê"), 6)
    page.paste(90, (600, 230), seal.getchannel("A"))
    assert find_handwriting(_pixels(page), [], X_HEIGHT) == ()


def test_a_blank_page_has_no_writing() -> None:
    assert find_handwriting(np.full((300, 200), 255, np.uint8), [], X_HEIGHT) == ()


def test_words_on_writing_are_left_as_read() -> None:
    span = Box(100, 100, 400, 160)
    guess = Word("Nguyễn", Box(110, 105, 200, 150), 0.4, raw="Nguy2n")
    sure = replace(guess, confidence=0.93)
    beside = replace(guess, box=Box(500, 105, 600, 150))
    line = as_written((Line((guess, sure, beside)),), (span,))[0]
    assert [(word.text, word.raw) for word in line.words] == [
        ("Nguy2n", ""),
        ("Nguyễn", "Nguy2n"),
        ("Nguyễn", "Nguy2n"),
    ]


def _reading(*spans: Box) -> Reading:
    line = Line((Word("a", Box(0, 0, 1, 1), 1.0),))
    page = PageReading(1, 900, 900, 900, 900, 0, 0.0, IDENTITY, (line,), TextSource.OCR, handwriting=spans)
    return Reading((page,))


def test_a_value_on_writing_is_marked_and_never_sure() -> None:
    fields = {"full_name": FieldValue("Kợ Ngộ", 0.72, 1, Box(100, 100, 300, 140), "Kợ Ngộ")}
    found = mark_handwritten(fields, _reading(Box(90, 90, 400, 150)))["full_name"]
    assert found.handwritten
    assert found.confidence == MOST
    assert found.value == "Kợ Ngộ"


@pytest.mark.parametrize(
    ("confidence", "span"),
    [
        (0.95, Box(90, 90, 400, 150)),  # print that a signature crosses
        (0.6, Box(90, 300, 400, 350)),  # elsewhere on the page
        (0.6, Box(90, 90, 120, 150)),  # touched at its edge
    ],
)
def test_print_near_writing_is_not_marked(confidence: float, span: Box) -> None:
    fields = {"signer": FieldValue("Lê Văn An", confidence, 1, Box(100, 100, 300, 140))}
    assert mark_handwritten(fields, _reading(span)) == fields


@pytest.mark.parametrize(
    ("value", "span", "marked"),
    [
        ("1984-07-23", Box(100, 100, 300, 140), True),  # a line of writing as high as the value
        ("1984-07-23", Box(95, 96, 420, 146), True),
        ("2021-03-07", Box(60, 100, 140, 140), True),  # one figure of it is written: the day of a printed date
        ("2021-03-07", Box(60, 100, 110, 140), False),
        ("Lê Văn An", Box(100, 100, 300, 140), True),
        ("Lê Văn An", Box(60, 100, 140, 140), False),
        ("1984-07-23", Box(90, 70, 400, 170), False),  # a signature over print
    ],
)
def test_sure_values_on_a_line_of_writing_are_marked(value: str, span: Box, marked: bool) -> None:
    fields = {"a": FieldValue(value, 0.95, 1, Box(100, 100, 300, 140))}
    found = mark_handwritten(fields, _reading(span))["a"]
    assert (found.handwritten, found.confidence) == ((True, MOST) if marked else (False, 0.95))


def test_guesses_are_left_out() -> None:
    box = Box(100, 100, 300, 140)
    fields = {"a": FieldValue("Kợ", GUESS - 0.01, 1, box), "b": FieldValue("Kợ", GUESS, 1, box)}
    assert list(mark_handwritten(fields, _reading(box))) == ["b"]
    assert mark_handwritten(fields, _reading()) == fields


def test_a_form_is_filled_in_by_one_hand() -> None:
    rows = [Box(100, top, 300, top + 40) for top in (100, 200, 300, 400)]
    confidences = (0.7, 0.6, 0.79, 0.81)
    fields = {str(row.y0): FieldValue("Mai", sure, 1, row) for row, sure in zip(rows, confidences, strict=True)}
    one = mark_handwritten(fields, _reading(rows[0]))
    two = mark_handwritten(fields, _reading(*rows[:2]))
    assert [name for name, value in one.items() if value.handwritten] == ["100"]
    assert [name for name, value in two.items() if value.handwritten] == ["100", "200", "300"]
    assert two["400"] == fields["400"]


def test_a_value_without_a_place_is_not_marked() -> None:
    fields = {"a": FieldValue("1984-07-23", 0.99, 1, Box(0, 0, 0, 0))}
    assert mark_handwritten(fields, _reading(Box(0, 0, 40, 40))) == fields


def test_a_value_on_another_page_is_not_marked() -> None:
    fields = {"signer": FieldValue("Lê Văn An", 0.6, 2, Box(100, 100, 300, 140))}
    assert mark_handwritten(fields, _reading(Box(90, 90, 400, 150))) == fields
