import numpy as np
import pytest

from ocr.clean.glyphs import Glyphs, find_glyphs, ink
from ocr.clean.skew import find_slope
from tests.ocr.pages import noisy, page, sloped


@pytest.mark.parametrize("degrees", [-18.0, -6.5, -1.0, -0.3, 0.0, 0.3, 2.0, 9.0])
def test_slope_is_found_to_a_fifth_of_a_degree(degrees: float) -> None:
    glyphs = find_glyphs(ink(noisy(sloped(page(height=1700), degrees), 6)))
    assert find_slope(glyphs, 16).degrees == pytest.approx(degrees, abs=0.2)


def test_lines_are_sharper_than_scattered_dots() -> None:
    text = find_slope(find_glyphs(ink(page())), 16)
    places = np.random.default_rng(3).integers(0, 1000, (2, 400)).astype(np.int32)
    dots = find_slope(Glyphs(places[0], places[1], places[0] + 10, places[1] + 16, places[0]), 16)
    assert text.sharpness > 2 * dots.sharpness


def test_few_letters_are_level_unless_they_are_plainly_not() -> None:
    glyphs = find_glyphs(ink(page(("Xin cấp lại giấy",), height=300)))
    assert find_slope(glyphs, 16).degrees == pytest.approx(0.0, abs=0.2)


def test_no_letters_no_slope() -> None:
    nothing = np.zeros(0, dtype=np.int32)
    assert find_slope(Glyphs(nothing, nothing, nothing, nothing, nothing), 16).degrees == 0.0
