"""Rings of seals are found by their shape; print under them, tables and blank parts stay."""

import cv2
import numpy as np
import pytest

from ocr.clean.arrays import Image
from ocr.clean.rings import Mask, Rings, find_circle, find_rings
from tests.ocr.pages import page

X_HEIGHT = 16.0
TEXT = ("Ủy ban nhân dân xã Đồng Thịnh", "", "Nguyễn Hữu Phước")
CENTRE, OUTER, INNER = (170, 160), 120, 84
LEVEL = 225.0


def ringed(tone: int, text: tuple[str, ...] = TEXT) -> Image:
    """Return a page with two rings of grey level `tone` about one middle."""
    bare = page(text, height=460)
    rings = np.full_like(bare, 255)
    for radius in (OUTER, INNER):
        cv2.circle(rings, CENTRE, radius, tone, 3, cv2.LINE_AA)
    return np.minimum(bare, rings)


def own(image: Image) -> Mask:
    """Return the pixels of the largest piece of ink."""
    labels, stats = cv2.connectedComponentsWithStats((image < LEVEL).astype(np.uint8))[1:3]
    return np.asarray(labels == 1 + np.argmax(stats[1:, cv2.CC_STAT_WIDTH]), np.bool_)


def found(image: Image, dark: float = 40.0) -> Rings | None:
    return find_rings(image, own(image), X_HEIGHT, LEVEL, dark)


def of_circle(radius: int) -> Mask:
    """Return the pixels of a ring that no print lies near."""
    mask = np.zeros_like(page(TEXT, height=460))
    cv2.circle(mask, CENTRE, radius, 255, 1)
    mask[cv2.erode(page(TEXT, height=460), np.ones((9, 9), np.uint8)) < 250] = 0
    return mask > 0


def test_the_circle_is_that_which_was_drawn_though_letters_hang_on_it() -> None:
    circle = find_circle(own(ringed(150)), X_HEIGHT)
    assert circle is not None
    assert abs(circle.x - CENTRE[0]) < 1.5
    assert abs(circle.y - CENTRE[1]) < 1.5
    assert abs(circle.radius - OUTER) < 3


@pytest.mark.parametrize("tone", [170, 120, 10])
def test_both_rings_go_and_print_across_them_stays(tone: int) -> None:
    rings = found(ringed(tone), dark=5.0)
    assert rings is not None
    for radius in (OUTER, INNER):
        assert rings.pixels[of_circle(radius)].mean() > 0.9
    letters = page(TEXT, height=460) < 60
    assert rings.pixels[letters].mean() < 0.08


def test_print_darker_than_the_ring_is_kept_whole() -> None:
    rings = found(ringed(170), dark=5.0)
    assert rings is not None
    assert rings.pixels[page(TEXT, height=460) < 60].mean() < 0.005
    assert 60 < rings.dark < 170


def test_where_tone_tells_nothing_all_ink_counts_as_print() -> None:
    rings = found(ringed(10), dark=5.0)
    assert rings is not None
    assert rings.dark == LEVEL


def test_the_same_page_gives_the_same_rings() -> None:
    once, again = found(ringed(150)), found(ringed(150))
    assert once is not None
    assert again is not None
    assert np.array_equal(once.pixels, again.pixels)


def test_a_frame_and_a_line_have_no_rings() -> None:
    frame, line = np.full((400, 400), 255, np.uint8), np.full((400, 400), 255, np.uint8)
    cv2.rectangle(frame, (20, 20), (380, 380), 100, 3)
    cv2.line(line, (0, 0), (399, 399), 100, 3)
    assert found(frame) is None
    assert found(line) is None


def test_half_a_ring_is_none() -> None:
    half = np.full((400, 400), 255, np.uint8)
    cv2.ellipse(half, (200, 200), (120, 120), 0, 0, 180, 100, 3)
    assert found(half) is None


def test_a_ring_too_small_or_too_large_for_a_seal_is_none() -> None:
    for radius in (30, 380):
        image = np.full((800, 800), 255, np.uint8)
        cv2.circle(image, (400, 400), radius, 100, 3)
        assert found(image) is None
