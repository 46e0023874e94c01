import numpy as np

from models.page import Box
from ocr.clean.borders import inner_box
from tests.ocr.pages import page


def test_black_edges_are_left_out() -> None:
    scan = np.zeros((1100, 1400), dtype=np.uint8)
    scan[40:1040, 90:1330] = page()
    assert inner_box(scan) == Box(90, 40, 1330, 1040)


def test_a_page_without_edges_is_whole() -> None:
    assert inner_box(page()) == Box(0, 0, 1240, 1000)


def test_a_heading_in_a_black_bar_is_no_edge() -> None:
    barred = page()
    barred[60:100] = 0
    assert inner_box(barred) == Box(0, 0, 1240, 1000)


def test_a_dark_photograph_is_not_all_edge() -> None:
    assert inner_box((page() // 5).astype(np.uint8)) == Box(0, 0, 1240, 1000)


def test_a_black_page_is_kept() -> None:
    assert inner_box(np.zeros((100, 80), dtype=np.uint8)) == Box(0, 0, 80, 100)
