import numpy as np

from ocr.clean.background import flatten, is_even, paper
from tests.ocr.pages import noisy, page, shaded


def test_paper_is_measured_under_the_print() -> None:
    assert paper(page()).min() >= 250


def test_white_paper_is_left_alone() -> None:
    clean = page()
    assert is_even(paper(clean))
    assert flatten(clean) is clean


def test_a_shadow_goes_and_the_print_stays() -> None:
    clean = page()
    mended = flatten(shaded(clean))
    bare = clean == 255
    assert np.percentile(mended[bare], 5) > 240
    assert np.median(mended[clean == 20]) < 40


def test_grey_paper_becomes_white() -> None:
    grey = noisy((page().astype(np.float64) * 0.6).astype(np.uint8), 3)
    assert np.median(flatten(grey)) >= 250


def test_black_paper_is_not_divided_by_nothing() -> None:
    assert flatten(np.zeros((50, 60), dtype=np.uint8)).shape == (50, 60)
