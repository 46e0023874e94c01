"""What was filled into blanks is told from print piece by piece, and print in the same blanks stays print."""

import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from models.errors import MissingData
from models.page import Box, Word
from ocr.clean.arrays import Image
from ocr.clean.components import components
from ocr.handwriting import find_handwriting
from ocr.handwriting.cutouts import cut_out
from ocr.handwriting.filled import find_filled
from ocr.handwriting.glyphs import SHIPPED, read_network, shipped
from ocr.handwriting.places import find_places, is_print
from ocr.handwriting.shapes import SIDE, SIGNS, letters, shapes
from ocr.handwriting.states import written
from ocr.handwriting.traces import ink_of
from tests.samples.figures import Hand, figure_base, write_figures
from tests.samples.fonts import Face, load

X_HEIGHT = 13.0
_EM, _BASE = 28, 300  # pixels: small letters of Tinos are 13 high; where the line with blanks stands
_LINES = ("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Giám đốc Sở Xây dựng tỉnh")
_HAND = Hand(slant=0.15, pen=0.11, spacing=0.2, turn=1.0, uneven=0.07)
_FACES = [Face("tinos"), Face("tinos", italic=True), Face("tinos", bold=True), Face("arimo"), Face("free-serif")]


@dataclass(frozen=True, slots=True)
class _Form:
    """A page with one line of blanks; `values` are the boxes of what was filled in, by hand or in print."""

    image: Image
    words: tuple[Word, ...]
    values: tuple[Box, ...]


def _form(*parts: str, by_hand: bool, face: Face = _FACES[0], sure: float = 0.7) -> _Form:
    """Set two lines of print, and one of `parts`: every second one is filled in, and read as sure as `sure`."""
    page, font, words = Pillow.new("L", (1100, 420), 255), load(face, _EM), []
    pen, rng = ImageDraw.Draw(page), random.Random("form")
    for row, line in enumerate(_LINES):
        words += _set(pen, line, (60.0, 60.0 + 60 * row), font)
    x, values = 60.0, []
    for number, part in enumerate(parts):
        if number % 2 == 0 or not by_hand:
            set_ = _set(pen, part, (x, _BASE), font)
            box = Box(set_[0].box.x0, set_[0].box.y0, set_[-1].box.x1, set_[0].box.y1)
        else:
            box = _write(page, part, (x, _BASE), rng)
            set_ = [Word(part, box, sure)]
        words += set_
        values += [box] if number % 2 else []
        x = box.x1 + 8.0
    return _Form(np.asarray(page), tuple(words), tuple(values))


def _set(pen: ImageDraw.ImageDraw, text: str, at: tuple[float, float], font: ImageFont.FreeTypeFont) -> list[Word]:
    x, words = at[0], []
    for word in text.split():
        box = Box(*(round(v) for v in pen.textbbox((x, at[1]), word, font, anchor="ls")))
        pen.text((x, at[1]), word, 20, font, anchor="ls")
        words.append(Word(word, box, 0.96))
        x = box.x1 + 8.0
    return words


def _write(page: Pillow.Image, text: str, at: tuple[float, float], rng: random.Random) -> Box:
    mask = write_figures(text, 30, _HAND, rng)
    rows, columns = np.nonzero(mask > 60)
    x, y = round(at[0]) - int(columns.min()), round(at[1] - figure_base(30))
    page.paste(30, (x, y), Pillow.fromarray(mask))
    return Box(x + int(columns.min()), y + int(rows.min()), x + int(columns.max()) + 1, y + int(rows.max()) + 1)


def _covered(box: Box, found: tuple[Box, ...]) -> float:
    return sum(max(0, min(box.x1, each.x1) - max(box.x0, each.x0)) for each in found) / (box.x1 - box.x0)


_NUMBER = ("Số:", "347", "/QĐ-UBND")
_DATE = ("Mỹ Lộc, ngày", "28", "tháng", "06", "năm 2025")


@pytest.mark.parametrize("parts", [_NUMBER, _DATE], ids=["number", "date"])
@pytest.mark.parametrize("face", _FACES[:2], ids=str)
def test_figures_written_into_blanks_are_found_and_the_print_around_them_is_not(
    parts: tuple[str, ...], face: Face
) -> None:
    form = _form(*parts, by_hand=True, face=face)
    found = find_filled(form.image, form.words, X_HEIGHT)
    assert all(_covered(value, found) > 0.6 for value in form.values)
    printed = [word.box for word in form.words if word.confidence > 0.9]
    assert all(_covered(box, found) < 0.2 for box in printed if box.y1 > _BASE - 2 * X_HEIGHT)


@pytest.mark.parametrize("parts", [_NUMBER, _DATE], ids=["number", "date"])
@pytest.mark.parametrize("face", _FACES, ids=str)
def test_print_in_blanks_stays_print(parts: tuple[str, ...], face: Face) -> None:
    form = _form(*parts, by_hand=False, face=face)
    assert find_filled(form.image, form.words, X_HEIGHT) == ()
    assert find_handwriting(form.image, form.words, X_HEIGHT) == ()


def test_of_a_number_read_as_one_word_with_its_symbol_only_the_figures_are_marked() -> None:
    form = _form(*_NUMBER, by_hand=True)
    label, number, symbol = form.words[-3:]
    joined = Word("347/QĐ-UBND", Box(number.box.x0, number.box.y0, symbol.box.x1, symbol.box.y1), 0.6)
    found = find_filled(form.image, (*form.words[:-3], label, joined), X_HEIGHT)
    assert _covered(number.box, found) > 0.6
    assert _covered(symbol.box, found) < 0.2


def test_figures_that_nothing_was_read_of_are_found() -> None:
    form = _form(*_NUMBER, by_hand=True)
    unread = tuple(word for word in form.words if word.text != "347")
    assert _covered(form.values[0], find_filled(form.image, unread, X_HEIGHT)) > 0.6


def test_without_blanks_or_print_to_compare_with_nothing_is_found() -> None:
    form = _form(*_NUMBER, by_hand=True)
    assert find_filled(form.image, form.words[-3:], X_HEIGHT) == ()
    assert find_filled(form.image, form.words[:-3], X_HEIGHT) == ()
    assert find_filled(form.image, (), X_HEIGHT) == ()


def _line(*texts: str, sure: float = 0.96, width: float = 12.0, gap: int = 10) -> tuple[Word, ...]:
    words: list[Word] = []
    for text in texts:
        x = words[-1].box.x1 + gap if words else 100
        words.append(Word(text, Box(x, 100, x + round(width * len(text)), 125), sure))
    return tuple(words)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Số:", "12", "/QĐ-UBND", "của", "tỉnh"), [(("12", "/QĐ-UBND"), True), ((), True)]),
        (("ngày", "12", "tháng", "02", "năm"), [(("12",), True), (("02",), True), ((), True)]),
        (("gồm", "1.250", "thửa"), [(("1.250",), False)]),
        (("Họ", "tên:", "K4", "L0"), [(("K4", "L0"), True)]),
        (("theo", "số:7/0", "của"), [(("số:7/0",), True)]),
        (("theo", "26tháng", "của"), [(("26tháng",), True)]),
        (("không", "phải", "chữ"), []),
        (("IDVNM0930470647<<",), []),
    ],
)
def test_places_are_blanks_and_figures(texts: tuple[str, ...], expected: list[tuple[tuple[str, ...], bool]]) -> None:
    found = find_places(_line(*texts), X_HEIGHT)
    assert [(tuple(word.text for word in place.words), place.blank) for place in found] == expected


def test_places_fill_the_gaps_between_printed_words_and_end_before_others() -> None:
    line = _line("ngày", "tháng", "năm", gap=50)
    found = find_places(line, X_HEIGHT)
    assert [(place.box.x0, place.box.x1) for place in found[:2]] == [(a.box.x1, b.box.x0) for a, b in pairwise(line)]
    beside = Word("Cách", Box(line[-1].box.x1 + 30, 110, line[-1].box.x1 + 90, 135), 0.96)
    last = find_places((*line, Word("dưới", Box(50, 200, 99, 225), 0.96), beside), X_HEIGHT)[2]
    assert (last.box.x0, last.box.x1) == (line[-1].box.x1, beside.box.x0)


@pytest.mark.parametrize(
    ("text", "sure", "width", "expected"),
    [
        ("ngày", 0.85, 12.0, True),  # beside blanks
        ("ngày", 0.75, 12.0, False),
        ("ngày", 0.95, 24.0, False),  # its box holds more than its letters
        ("NAM", 0.95, 24.0, True),  # capitals are wide
        ("quyền", 0.95, 12.0, True),
        ("quyền", 0.85, 12.0, False),
        ("2025", 0.97, 12.0, False),
        ("A<<1", 0.2, 12.0, True),  # a machine-readable zone
    ],
)
def test_what_is_read_surely_is_print(text: str, sure: float, width: float, expected: bool) -> None:
    assert is_print(_line(text, sure=sure, width=width)[0], X_HEIGHT) is expected


@pytest.mark.parametrize(
    ("odds", "switches", "expected"),
    [
        ((3.0, 3.0, -4.0, -4.0), (3.0, 3.0, 3.0), ((0, 1),)),
        ((-4.0, 3.0, -4.0), (3.0, 3.0), ()),  # one of a printed number
        ((-4.0, 3.0, -4.0), (1.0, 1.0), ((1,),)),  # one that stands apart
        ((3.0, -1.0, 3.0), (3.0, 3.0), ((0, 1, 2),)),
        ((4.0, -4.0, 4.0), (1.0, 1.0), ((0,), (2,))),
        ((0.3,), (), ()),
    ],
)
def test_neighbours_are_of_one_kind_unless_shapes_say_otherwise(
    odds: tuple[float, ...], switches: tuple[float, ...], expected: tuple[tuple[int, ...], ...]
) -> None:
    assert written(odds, 0.4, switches) == expected


def test_a_shape_is_one_piece_alone_in_the_middle_of_a_square() -> None:
    page = np.full((60, 80), 255, np.uint8)
    page[10:50, 20:30] = 55  # a stem with a dot beside it that another piece is
    page[10:14, 34:38] = 55
    pieces = components(ink_of(page))
    asked = letters(pieces, X_HEIGHT)
    assert len(asked) == 1
    found = shapes(page, pieces, asked.tolist(), X_HEIGHT)
    assert found.shape == (1, SIGNS)
    square = found[0, : SIDE * SIDE].reshape(SIDE, SIDE)
    assert square.max() == 1.0
    assert np.flatnonzero(square.max(axis=0)).tolist() == [7, 8, 9, 10, 11]
    assert found[0, SIDE * SIDE :] == pytest.approx([40 / 52, 10 / 52])


def test_cut_outs_are_put_side_by_side_and_know_where_they_come_from() -> None:
    page = np.arange(200 * 300, dtype=np.uint32).reshape(200, 300).astype(np.uint8)
    boxes = [Box(10, 20, 60, 40), Box(250, 150, 299, 199)]
    sheet = cut_out(page, boxes)
    for number, box in enumerate(boxes):
        rows, columns = np.nonzero(sheet.owners == number)
        x, y = columns + sheet.shifts[number, 0], rows + sheet.shifts[number, 1]
        assert np.array_equal(sheet.image[rows, columns], page[y, x])
        assert x.min() <= box.x0
        assert y.max() >= box.y1 - 1


def test_the_network_that_is_shipped_fits_the_shapes() -> None:
    network = shipped()
    assert network.hidden.shape[0] == SIGNS
    assert network.odds(np.zeros((3, SIGNS), np.float32)).shape == (3,)
    assert SHIPPED.stat().st_size < 50_000


def test_a_missing_or_damaged_network_says_so(tmp_path: Path) -> None:
    damaged = tmp_path / "a.npz"
    damaged.write_bytes(b"PK\x03\x04 nothing")
    for path in (damaged, tmp_path / "b.npz"):
        with pytest.raises(MissingData):
            read_network(path)


@pytest.mark.parametrize("parts", [_NUMBER, _DATE], ids=["number", "date"])
def test_a_page_shows_what_was_written_without_the_print_beside_it(parts: tuple[str, ...]) -> None:
    form = _form(*parts, by_hand=True, sure=0.3)
    found = find_handwriting(form.image, form.words, X_HEIGHT)
    assert all(_covered(value, found) > 0.6 for value in form.values)
    line = [word.box for word in form.words if word.box.y1 > _BASE - 2 * X_HEIGHT and word.confidence > 0.9]
    assert all(_covered(box, tuple(each for each in found if each.shares_rows(box))) < 0.3 for box in line)
