"""Pieces of ink: the same as OpenCV counts them, pixel for pixel."""

import cv2
import numpy as np
import pytest

from ocr.clean.arrays import Image
from ocr.clean.components import components
from ocr.clean.glyphs import ink
from tests.ocr.pages import page


def noise(shape: tuple[int, int], share: float) -> Image:
    return np.asarray((np.random.default_rng(7).random(shape) < share) * 255, dtype=np.uint8)


MASKS = {
    "print": ink(page()),
    "grain": noise((90, 71), 0.1),
    "ink to the edges": noise((40, 64), 0.6),
    "all ink": np.ones((5, 7), np.uint8),
    "whole words": noise((9, 8), 0.5),
    "one row": noise((1, 50), 0.5),
    "one column": noise((50, 1), 0.5),
}


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
def test_pieces_are_those_of_opencv(mask: Image) -> None:
    found = components(mask)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    assert len(found) == count
    assert np.array_equal(found.labels, labels)
    boxes = np.column_stack([found.x0, found.y0, found.widths, found.heights, found.area])
    assert np.array_equal(boxes[1:], stats[1:])
    assert found.centres()[1:] == pytest.approx(centres[1:])


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
def test_only_the_pieces_named_are_painted(mask: Image) -> None:
    found = components(mask)
    keep = np.arange(len(found)) % 3 == 1
    assert np.array_equal(found.paint(keep), np.where(keep[found.labels], 255, 0))
    assert found.paint(keep, 1).max(initial=0) == int(keep.any())


def test_white_paper_has_no_pieces() -> None:
    found = components(np.zeros((30, 20), np.uint8))
    assert len(found) == 1
    assert not found.paint(np.array([True])).any()
    assert found.centres().tolist() == [[0.0, 0.0]]
