"""How a page must be seen, decided from its picture."""

import numpy as np
import pytest

from ocr.clean.arrays import Image, resize
from ocr.clean.geometry import apply, warp
from ocr.clean.plan import make_plan
from tests.ocr.pages import page, photographed, sloped, turned

CORNERS = [(210.0, 160.0), (1400.0, 230.0), (1480.0, 1980.0), (130.0, 1900.0)]


def letter() -> Image:
    return page(height=1700)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("degrees", [-7.0, 0.0, 2.0])
def test_turn_and_slope_are_undone(rotation: int, degrees: float) -> None:
    plan = make_plan(turned(sloped(letter(), degrees), rotation))
    assert plan.rotation == rotation
    assert plan.skew == pytest.approx(degrees, abs=0.2)
    assert plan.sure


def test_a_level_page_is_left_untouched() -> None:
    plan = make_plan(letter())
    assert warp(letter(), plan.to_upright, plan.size) is not None
    assert np.array_equal(warp(letter(), plan.to_upright, plan.size), letter())


def test_a_large_turned_page_is_copied_pixel_by_pixel() -> None:
    large = resize(letter(), 2.1)
    plan = make_plan(turned(large, 90))
    assert np.array_equal(warp(turned(large, 90), plan.to_upright, plan.size), large)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_photographed_sheet_is_rectified_and_turned(rotation: int) -> None:
    photo = turned(photographed(letter(), CORNERS, (1600, 2130)), rotation)
    plan = make_plan(photo)
    assert plan.rotation == rotation
    upright = warp(photo, plan.to_upright, plan.size)
    assert (upright.min(axis=2) > 100).mean() > 0.95
    assert plan.size[0] / plan.size[1] == pytest.approx(1340 / 1750, rel=0.04)


def test_points_of_a_photograph_are_where_they_are_on_the_sheet() -> None:
    plan = make_plan(photographed(letter(), CORNERS, (1600, 2130)))
    shares = apply(plan.to_upright, CORNERS) / plan.size
    assert np.abs(shares - [(0, 0), (1, 0), (1, 1), (0, 1)]).max() < 0.02


def test_black_edges_are_cut() -> None:
    scan = np.zeros((1800, 1400), dtype=np.uint8)
    scan[40:1740, 90:1330] = letter()
    plan = make_plan(scan)
    assert plan.size == pytest.approx((1240, 1700), abs=20)


def test_x_height_is_in_pixels_of_the_upright_page() -> None:
    small, large = make_plan(letter()).x_height, make_plan(resize(letter(), 2.5)).x_height
    assert small is not None
    assert large is not None
    assert large == pytest.approx(2.5 * small, rel=0.08)


@pytest.mark.parametrize("shape", [(1, 1), (15, 20), (40, 12000), (1700, 1200), (900, 1200, 3)])
@pytest.mark.parametrize("level", [0, 128, 255])
def test_pages_without_print_stay_as_they_came(shape: tuple[int, ...], level: int) -> None:
    plan = make_plan(np.full(shape, level, dtype=np.uint8))
    assert (plan.rotation, plan.skew, plan.sure) == (0, 0.0, False)
    assert plan.size == (shape[1], shape[0])
