"""Maps between the page as it came in and the upright page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.page import Box
from ocr.clean.geometry import apply, inverse, map_box, scaling, translation, undo_skew, undo_turn, warp
from tests.ocr.pages import page, sloped, turned


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_undoing_a_turn_gives_the_page_back_exactly(rotation: int) -> None:
    original = page(width=300, height=200)
    lying = turned(original, rotation)
    back, size = undo_turn(rotation, (lying.shape[1], lying.shape[0]))
    assert np.array_equal(warp(lying, back, size), original)


@given(degrees=st.floats(-20, 20), x=st.floats(0, 640), y=st.floats(0, 480))
def test_undoing_a_slope_keeps_every_point_on_the_page_and_lengths(degrees: float, x: float, y: float) -> None:
    back, (width, height) = undo_skew(degrees, (640, 480))
    (first, middle) = apply(back, [(x, y), (320, 240)])
    assert -2 <= first[0] <= width + 2
    assert -2 <= first[1] <= height + 2
    assert np.linalg.norm(first - middle) == pytest.approx(np.hypot(x - 320, y - 240), abs=1e-6)


def test_a_level_row_lies_level_after_its_slope_is_undone() -> None:
    original = np.full((400, 600), 255, dtype=np.uint8)
    original[198:202, 100:500] = 0
    back, size = undo_skew(5.0, (600, 400))
    rows = np.flatnonzero((warp(sloped(original, 5.0), back, size) < 128).any(axis=1))
    assert rows.max() - rows.min() <= 6


def test_a_turn_looks_the_same_as_a_homography_and_as_a_plain_turn() -> None:
    """Turns take a shorter way than what a photograph needs."""
    original = page(width=300, height=200)
    back, size = undo_skew(3.0, (300, 200))
    bent = back.copy()
    bent[2, 0] = 1e-9  # a thousandth of a grey level, but no plain turn
    assert np.abs(warp(original, back, size).astype(int) - warp(original, bent, size)).max() <= 8


def test_a_shift_and_a_cut_copy_pixels_untouched() -> None:
    original = page(width=300, height=200)
    assert np.array_equal(warp(original, translation(-20, -10), (150, 100)), original[10:110, 20:170])


def test_what_lies_outside_is_white() -> None:
    black = np.zeros((20, 20, 3), dtype=np.uint8)
    seen = warp(black, translation(5.5, 0), (40, 20))
    assert (seen[:, :4] == 255).all()
    assert (seen[:, 8:24] == 0).all()


def test_halving_keeps_edges_where_they_were() -> None:
    half = np.full((40, 40), 255, dtype=np.uint8)
    half[:, :20] = 0
    seen = warp(half, scaling(2, 2), (80, 80))
    assert seen[40, 36] == 0
    assert seen[40, 43] == 255


def test_inverse_leads_back_and_ends_in_one() -> None:
    matrix = translation(3, -7) @ undo_skew(4, (100, 200))[0] * 5
    back = inverse(matrix)
    assert back[8] == 1.0
    assert np.allclose(apply(np.array(back).reshape(3, 3) @ matrix, [(12, 34)]), [(12, 34)])


def test_a_box_stays_inside_the_page_and_is_never_empty() -> None:
    assert map_box(scaling(2, 2), Box(10, 20, 30, 40), (100, 100)) == Box(20, 40, 60, 80)
    assert map_box(scaling(2, 2), Box(90, 90, 200, 200), (100, 100)) == Box(99, 99, 100, 100)
