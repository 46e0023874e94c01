"""Finding a photographed sheet and making it a rectangle."""

import cv2
import numpy as np
import pytest

from ocr.clean.arrays import Image, to_grey
from ocr.clean.geometry import apply
from ocr.clean.perspective import rectify
from ocr.clean.sheet import find_sheet
from tests.ocr.pages import page, photographed, shaded

CORNERS = [(210.0, 160.0), (1400.0, 230.0), (1480.0, 1980.0), (130.0, 1900.0)]


def photo() -> Image:
    return photographed(page(height=1700), CORNERS, (1600, 2130))


@pytest.mark.parametrize("seen", [photo(), shaded(photo(), 0.5), to_grey(photo()), photo()[:, ::-1]])
def test_a_sheet_on_a_table_is_found(seen: Image) -> None:
    mirrored = np.array_equal(seen, photo()[:, ::-1])
    expected = sorted((1600 - x, y) if mirrored else (x, y) for x, y in CORNERS)
    found = find_sheet(np.ascontiguousarray(seen))
    assert found is not None
    assert np.abs(np.array(sorted(map(tuple, found))) - expected).max() < 0.012 * 2130


def test_white_paper_on_white_paper_is_not_looked_for() -> None:
    assert find_sheet(page(height=1700)) is None


def test_a_framed_page_is_not_cut_at_its_frame() -> None:
    framed = page(height=1700)
    cv2.rectangle(framed, (60, 60), (1180, 1640), 0, 12)
    assert find_sheet(framed) is None


def test_a_coloured_card_on_white_paper_stays_where_it_is() -> None:
    sheet = np.full((1700, 1240, 3), 255, dtype=np.uint8)
    sheet[300:900, 200:1100] = (190, 220, 225)
    assert find_sheet(sheet) is None


def test_a_small_bright_patch_is_no_sheet() -> None:
    dark = np.full((1000, 800, 3), 60, dtype=np.uint8)
    dark[100:200, 100:250] = 250
    assert find_sheet(dark) is None


def test_noise_has_no_sheet() -> None:
    assert find_sheet(np.random.default_rng(5).integers(0, 256, (500, 400, 3), dtype=np.uint8)) is None


def test_corners_become_those_of_a_rectangle() -> None:
    matrix, (width, height) = rectify(np.array(CORNERS))
    assert np.allclose(apply(matrix, CORNERS), [(0, 0), (width, 0), (width, height), (0, height)], atol=1e-2)
    assert width == pytest.approx(np.hypot(1350, 80), abs=1)
    assert height == pytest.approx(np.hypot(80, 1750), abs=1)
