"""Rings of seals, and seals paler than print, are taken off; print under them, tables and pages without a seal stay."""

import cv2
import numpy as np

from models.page import Box
from ocr.clean.arrays import Image
from ocr.clean.glyphs import ink
from ocr.seals import Bare, lift_seals
from tests.ocr.pages import page

X_HEIGHT = 16.0
TEXT = ("Ủy ban nhân dân xã Đồng Thịnh", "", "Nguyễn Hữu Phước")
CENTRE, RADIUS = (150, 150), 110


def lifted(image: Image) -> Bare | None:
    return lift_seals(image, ink(image), X_HEIGHT)


def sealed(tone: int) -> Image:
    """Return a page with a ring of grey level `tone` through the beginning of its name."""
    bare = page(TEXT, height=460)
    ring = np.full_like(bare, 255)
    cv2.circle(ring, CENTRE, RADIUS, tone, 5, cv2.LINE_AA)
    return np.minimum(bare, ring)


def ring_of(image: Image) -> Image:
    """Return the pixels of the ring away from any print."""
    mask = np.zeros_like(image)
    cv2.circle(mask, CENTRE, RADIUS, 255, 3)
    mask[page(TEXT, height=460) < 250] = 0
    return image[cv2.erode(mask, np.ones((1, 1), np.uint8)) > 0]


def test_a_pale_ring_goes_and_the_print_under_it_stays() -> None:
    found = lifted(sealed(170))
    assert found is not None
    assert (ring_of(found.image) > 240).mean() > 0.9
    print_there = page(TEXT, height=460) < 60
    assert (found.image[print_there] < 120).mean() > 0.95


def test_a_ring_as_dark_as_print_goes_by_its_shape() -> None:
    found = lifted(sealed(20))
    assert found is not None
    assert (ring_of(found.image) > 240).mean() > 0.9
    print_there = page(TEXT, height=460) < 60
    assert (found.image[print_there] < 120).mean() > 0.9


def sealed_without_ring(tone: int) -> Image:
    """Return a page with a square stamp of grey level `tone` through the beginning of its name."""
    bare = page(TEXT, height=460)
    stamp = np.full_like(bare, 255)
    cv2.rectangle(stamp, (60, 60), (260, 240), tone, 8)
    return np.minimum(bare, stamp)


def test_a_pale_stamp_without_rings_goes_by_its_tone() -> None:
    found = lifted(sealed_without_ring(200))
    assert found is not None
    assert (found.image[238:242, 80:250] == 255).mean() > 0.9
    print_there = page(TEXT, height=460) < 60
    assert (found.image[print_there] < 120).mean() > 0.95


def test_a_stamp_as_dark_as_print_and_without_rings_is_left_as_it_is() -> None:
    assert lifted(sealed_without_ring(20)) is None


def test_what_is_print_and_what_is_left_of_a_seal_are_told_apart() -> None:
    found = lifted(sealed(170))
    assert found is not None
    name = Box(80, 140, 700, 200)
    seal = found.lies_on(name)
    assert seal is not None
    assert found.is_print(name, seal)
    assert not found.is_print(Box(900, 300, 1000, 400), seal)
    assert found.lies_on(Box(900, 300, 1000, 400)) is None


def test_pages_without_a_seal_and_blank_pages_have_nothing_to_take_off() -> None:
    assert lifted(page(TEXT, height=460)) is None
    assert lifted(np.full((300, 300), 255, np.uint8)) is None


def test_a_table_is_no_seal() -> None:
    table = page(TEXT, height=460)
    cv2.rectangle(table, (40, 20), (table.shape[1] - 40, 440), 150, 3)
    assert lifted(table) is None
