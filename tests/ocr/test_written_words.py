"""Words that were read and are written by hand: told from print by how they stand, their ink, what is beside them."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from models.page import Box, Word
from ocr.clean.arrays import Image
from ocr.handwriting import Colours, find_handwriting
from ocr.handwriting.directions import BINS, leaning, upright
from ocr.handwriting.signs import company, signs
from ocr.handwriting.strokes import measure
from ocr.handwriting.traces import Trace
from tests.samples.fonts import Face, load
from tests.samples.pen import write

X_HEIGHT = 13.0
_EM = 28  # pixels: small letters of Tinos are 13 high
_LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Họ và tên người đề nghị cấp bản sao trích lục",
    "Căn cứ Luật Tổ chức chính quyền địa phương",
)
_BLUE, _BLACK = (40, 60, 160), (25, 25, 25)


def _font(*, italic: bool) -> ImageFont.FreeTypeFont:
    return load(Face("tinos", italic=italic), _EM)


def _set(
    page: Pillow.Image,
    text: str,
    at: tuple[int, int],
    sure: float,
    *,
    italic: bool = False,
    colour: tuple[int, int, int] = _BLACK,
) -> list[Word]:
    """Set a line of print word by word."""
    font, pen = _font(italic=italic), ImageDraw.Draw(page)
    x, words = float(at[0]), []
    for word in text.split():
        box = Box(*(round(v) for v in pen.textbbox((x, at[1]), word, font)))
        pen.text((x, at[1]), word, colour, font)
        words.append(Word(word, box, sure))
        x += font.getlength(f"{word} ")
    return words


def _form() -> tuple[Pillow.Image, list[Word]]:
    page = Pillow.new("RGB", (1000, 500), (255, 255, 255))
    words = [w for row, line in enumerate(_LINES) for w in _set(page, line, (60, 40 + 60 * row), 0.96)]
    return page, words + _set(page, "Họ và tên:", (60, 300), 0.96)


def _grey(page: Pillow.Image) -> Image:
    return np.asarray(page.convert("L"), dtype=np.uint8)


def _colours(page: Pillow.Image) -> Colours:
    return Colours(np.asarray(page, dtype=np.uint8), np.eye(3))


def _found(page: Pillow.Image, words: list[Word]) -> tuple[Box, ...]:
    return find_handwriting(_grey(page), words, X_HEIGHT, _colours(page))


def _write(page: Pillow.Image, text: str, at: tuple[int, int], colour: tuple[int, int, int] | None = None) -> Box:
    ink = write(300, 56, text)
    page.paste(colour or ink.convert("RGB"), at, ink.getchannel("A"))
    x0, y0, x1, y1 = ink.getchannel("A").getbbox() or (0, 0, 0, 0)
    return Box(at[0] + x0, at[1] + y0, at[0] + x1, at[1] + y1)


@pytest.mark.parametrize("sure", [0.3, 0.7, 0.88])
@pytest.mark.parametrize("name", ["Nguyễn Thị Mai", "Trần Văn Bình", "Lê Thế Lữ"])
def test_words_made_of_writing_are_found(name: str, sure: float) -> None:
    page, words = _form()
    place = _write(page, name, (220, 290), _BLUE)
    third = (place.x1 - place.x0) // 3
    guesses = [
        Word(part, place._replace(x0=place.x0 + at * third, x1=place.x0 + (at + 1) * third), sure)
        for at, part in enumerate(("Ngụ", "Thi", "Maj"))
    ]
    found = _found(page, words + guesses)
    assert sum(max(0, min(b.x1, place.x1) - max(b.x0, place.x0)) for b in found) > 0.6 * (place.x1 - place.x0)
    assert all(b.x0 >= place.x0 - 5 for b in found)  # the label is print


@pytest.mark.parametrize(
    ("italic", "sure"), [(False, 0.2), (False, 0.6), (False, 0.88), (True, 0.75), (True, 0.88), (True, 0.97)]
)
def test_print_that_was_read_unsurely_is_print(italic: bool, sure: float) -> None:
    page, words = _form()
    value = _set(page, "Nguyễn Thị Mai", (220, 300), sure, italic=italic)
    assert _found(page, words + value) == ()


def test_a_machine_readable_zone_is_print() -> None:
    page, words = _form()
    zone = _set(page, "IDVNM0930470647<<", (220, 300), 0.3, italic=True, colour=_BLUE)
    assert _found(page, words + zone) == ()


def test_a_page_whose_print_is_not_known_is_not_judged_by_it() -> None:
    page, words = _form()
    assert signs(_grey(page), words[:5], [0], np.zeros(5), X_HEIGHT, None) is None
    assert signs(_grey(page), words, [], np.zeros(len(words)), X_HEIGHT, None) is None


def test_signs_of_print_are_low_and_each_sign_tells_its_own() -> None:
    page, words = _form()
    words += _set(page, "Thanh", (220, 300), 0.96, italic=True)
    words += _set(page, "Xuân", (400, 300), 0.96, colour=_BLUE)
    words += _set(page, "Bình", (600, 300), 0.40)
    italic, blue, unsure = range(len(words) - 3, len(words))
    beside = np.zeros(len(words))
    beside[0] = 2.0
    found = signs(_grey(page), words, range(len(words)), beside, X_HEIGHT, _colours(page))
    assert found is not None
    assert found.shape == (len(words), 5)
    slant, colour, _, doubt, ink = found.T
    assert slant[italic] > np.median(slant) + 0.5
    assert (int(np.argmax(colour)), int(np.argmax(doubt)), int(np.argmax(ink))) == (blue, unsure, 0)
    assert np.abs(found).max() <= 3.0


def test_colour_is_that_of_the_page_as_it_came_in() -> None:
    page, words = _form()
    value = _set(page, "Xuân", (400, 300), 0.9, colour=_BLUE)
    large = page.resize((page.width * 2, page.height * 2))
    doubled = Colours(np.asarray(large, dtype=np.uint8), np.diag([2.0, 2.0, 1.0]))
    boxes = [words[0].box, value[0].box]
    black, blue = measure(_grey(page), boxes, X_HEIGHT, doubled).blue
    assert abs(black) < 5
    assert blue > 40
    grey = Colours(_grey(page), np.eye(3))
    assert measure(_grey(page), boxes, X_HEIGHT, grey).blue.tolist() == [0.0, 0.0]
    assert measure(_grey(page), boxes, X_HEIGHT, None).blue.tolist() == [0.0, 0.0]


def test_feet_of_print_stand_in_line_and_those_of_writing_do_not() -> None:
    page, words = _form()
    hand = _write(page, "mua thêm hai bao", (220, 290))
    empty = Box(900, 480, 901, 481)
    look = measure(_grey(page), [words[-2].box, words[0].box, hand, empty], X_HEIGHT, None)
    assert look.wander[1] <= 0.1
    assert look.wander[2] > look.wander[1]
    assert np.isnan(look.wander[3])


def test_cut_outs_do_not_change_what_is_seen_of_a_word() -> None:
    page, words = _form()
    boxes = [word.box for word in words]
    together = measure(_grey(page), boxes, X_HEIGHT, _colours(page))
    alone = [measure(_grey(page), [box], X_HEIGHT, _colours(page)) for box in boxes]
    assert together.slant.tolist() == [one.slant[0] for one in alone]
    assert np.array_equal(together.wander, [one.wander[0] for one in alone], equal_nan=True)
    assert together.blue == pytest.approx([one.blue[0] for one in alone])


def _trace(box: Box) -> Trace:
    return Trace(box, (box.x1 - box.x0) / X_HEIGHT, (box.y1 - box.y0) / X_HEIGHT, 0.3, 0.3, 0.2, 0.3, 0.5)


@pytest.mark.parametrize(
    ("trace", "written", "expected"),
    [
        (Box(215, 100, 300, 130), False, 1.0),  # goes on behind the word
        (Box(215, 100, 300, 130), True, 2.0),
        (Box(40, 98, 90, 128), True, 2.0),  # stands before it
        (Box(100, 100, 200, 130), True, 0.0),  # the word's own ink
        (Box(260, 100, 300, 130), True, 0.0),  # too far away
        (Box(215, 150, 300, 180), True, 0.0),  # on the next line
        (Box(215, 100, 222, 130), True, 0.0),  # too little
    ],
)
def test_company_is_ink_that_goes_on_beside_a_word(trace: Box, written: bool, expected: float) -> None:
    word = Word("Vũ", Box(100, 100, 200, 130), 0.9)
    far = replace(word, box=Box(700, 400, 800, 430))
    found = company([word, far], [_trace(trace)], [written], X_HEIGHT)
    assert found.tolist() == [expected, 0.0]


def test_without_ink_or_words_there_is_no_company() -> None:
    word = Word("Vũ", Box(100, 100, 200, 130), 0.9)
    assert company([word], [], [], X_HEIGHT).tolist() == [0.0]
    assert company([], [_trace(Box(0, 0, 50, 20))], [True], X_HEIGHT).size == 0


def test_directions_of_edges() -> None:
    shares = np.zeros((2, BINS))
    shares[0, 0], shares[0, 45] = 3.0, 9.0  # upright edges, and more level ones
    shares[1, 10] = 2.0  # 20 degrees off upright
    assert upright(shares).shape == (2, 31)
    assert upright(shares).max(axis=1).tolist() == [3.0, 2.0]
    assert leaning(shares).tolist() == pytest.approx([0.0, 20.0])
