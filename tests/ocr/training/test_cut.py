"""Lines cut from worn pages, and what they say."""

import random

import numpy as np
import pytest

from ocr.clean.geometry import identity
from ocr.recognizers.tessdata import tessdata
from ocr.training.components import alphabet
from ocr.training.cut import CutPage, PlacedWord, cut, match
from ocr.training.finder import FoundLine, LineFinder, parse_hocr
from ocr.training.page.compose import compose
from ocr.training.page.draw import draw
from ocr.training.page.wear import Worn, wear
from tests.ocr.training.outside import FREE_SERIF, corpus

LETTERS = alphabet(tessdata() / "vie.traineddata")
BLANK = np.full((200, 600), 255, dtype=np.uint8)
WORDS = (
    PlacedWord("hồ", 100, 140, 50, 30),
    PlacedWord("sơ", 150, 190, 50, 30),
    PlacedWord("mới", 300, 350, 50, 30),
    PlacedWord("dưới", 100, 160, 100, 30),
)


@pytest.fixture(scope="module")
def finder() -> LineFinder:
    return LineFinder(str(tessdata()))


def cut_page(seed: str, finder: LineFinder, *, worn: bool, share: float = 1.0) -> tuple[CutPage, set[str]]:
    sheet = compose(corpus(), seed, FREE_SERIF)
    image = draw(sheet)
    page = wear(image, random.Random(seed)) if worn else Worn(image, identity(), (0.0, 0.0, 1.0))
    return cut(sheet, page, finder, LETTERS, share), {word.truth for word in sheet.words}


def test_lines_of_a_clean_page_say_what_is_read_in_them(finder: LineFinder) -> None:
    page, words = cut_page("clean", finder, worn=False)
    assert len(page.lines) > 10
    assert all(set(line.truth.split()) <= words for line in page.lines)
    assert sum(line.truth == line.read for line in page.lines) > 0.6 * len(page.lines)


def test_a_narrowed_page_gives_the_same_lines_in_narrower_boxes(finder: LineFinder) -> None:
    wide, _ = cut_page("clean", finder, worn=False)
    narrow, _ = cut_page("clean", finder, worn=False, share=0.85)
    assert narrow.image.shape == (wide.image.shape[0], round(0.85 * wide.image.shape[1]))
    boxes = {line.truth: line.box for line in wide.lines}
    shared = [(line.box, boxes[line.truth]) for line in narrow.lines if line.truth in boxes]
    assert len(shared) > 0.8 * len(boxes)
    off = [abs(one[i] - 0.85 * other[i]) for one, other in shared for i in (0, 2)]
    assert sum(distance <= 3 for distance in off) > 0.9 * len(off)


def test_boxes_lie_on_ink_inside_the_page(finder: LineFinder) -> None:
    page, _ = cut_page("worn", finder, worn=True)
    height, width = page.image.shape
    assert page.lines
    for line in page.lines:
        x0, y0, x1, y1 = line.box
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        assert (page.image[y0:y1, x0:x1] < 128).mean() > 0.01


def test_a_found_line_takes_the_words_within_it_from_the_left() -> None:
    line = match(FoundLine(95, 30, 200, 65, "hố sơ"), WORDS[::-1], LETTERS, BLANK)
    assert line is not None
    assert line.truth == "hồ sơ"
    assert line.box == (95, 30, 200, 65)


def test_a_line_that_cuts_a_word_has_no_truth() -> None:
    assert match(FoundLine(95, 30, 320, 65, "hồ sơ n"), WORDS, LETTERS, BLANK) is None


def test_a_box_over_two_printed_lines_has_no_truth() -> None:
    assert match(FoundLine(95, 30, 200, 120, "hồ sơ dưới"), WORDS, LETTERS, BLANK) is None


def test_a_line_read_as_something_else_is_not_trusted() -> None:
    assert match(FoundLine(95, 30, 200, 65, "||| ~~ ::"), WORDS, LETTERS, BLANK) is None


def test_letters_that_the_network_cannot_write_are_left_out() -> None:
    words = (PlacedWord("hồ☂", 100, 140, 50, 30),)
    assert match(FoundLine(95, 30, 200, 65, "hồ"), words, LETTERS, BLANK) is None


def test_rows_are_as_high_as_the_network_sees_them() -> None:
    title = "bbox 10 20 110 50; baseline 0 -8; x_size 40; x_descenders 9; x_ascenders 10"
    page = f"""<p class='ocr_par'><span class='ocr_line' id='l' title="{title}">
      <span class='ocrx_word' title='bbox 1 2 3 4'>Thửa</span> <span class='ocrx_word'>A&amp;B</span>
     </span></p>"""
    (line,) = parse_hocr(page)
    assert line.text == "Thửa A&B"
    assert (line.x0, line.x1) == (10, 110)
    assert line.y0 == 42 - 31  # baseline at 42, letters and ascenders 31 above it
    assert line.y1 == 51  # descenders 9 below it
