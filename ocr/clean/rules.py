"""Straight rules of tables and forms on a flattened, level page: dark ones, and pale ones between white sides.

A hairline of half a pixel is pale grey after scaling, as pale as a worn letter. What tells it is its length, and paper
on both sides: letters have other strokes beside theirs.
"""

import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image

INK = 205  # grey levels of a flattened page: darker is print
_PALE = 10  # grey levels by which a pale rule is darker than both of its sides
_SIDE = (3, 6)  # pixels from the middle of a rule where its sides are looked at
_PIECE = 21  # pixels of the shortest piece of a pale rule: strokes of letters are shorter
_CROSSING = 5  # pixels between pieces, where another rule crosses
_TALL, _WIDE = 3.5, 6.0  # x-heights: shorter strokes are letters; titles have letters of 3 x-heights


def upright_rules(grey: Image, x_height: float) -> Image:
    """Return a mask, 255 on the upright rules of a page with print of `x_height` pixels."""
    return _strokes(_dark(grey, 1), (1, round(_TALL * x_height)), (3, 1))


def level_rules(grey: Image, x_height: float) -> Image:
    """Return a mask, 255 on its level rules."""
    return _strokes(_dark(grey, 0), (round(_WIDE * x_height), 1), (1, 3))


def _dark(grey: Image, axis: int) -> Image:
    """Return 255 on what is dark, and on what is pale between sides that are white along `axis`."""
    dark = cv2.threshold(grey, INK, 255, cv2.THRESH_BINARY_INV)[1]
    return as_image(cv2.bitwise_or(dark, _pale(grey, axis)))


def _strokes(dark: Image, size: tuple[int, int], slack: tuple[int, int]) -> Image:
    """Return what of `dark` belongs to straight strokes of `size`; `slack` bridges the steps of a slight slope."""
    thick = cv2.dilate(dark, np.ones((slack[1], slack[0]), np.uint8))
    return as_image(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((size[1], size[0]), np.uint8)))


def _pale(grey: Image, axis: int) -> Image:
    """Return 255 where a page is darker than what lies before and behind along `axis`, at its darkest there."""
    near, far = _SIDE
    side = np.zeros(2 * far + 1, np.uint8)
    side[: far - near + 1] = 1
    shape = (-1, 1) if axis == 0 else (1, -1)
    sides = cv2.min(cv2.erode(grey, side.reshape(shape)), cv2.erode(grey, side[::-1].reshape(shape)))
    pale = cv2.threshold(cv2.subtract(sides, grey), _PALE, 255, cv2.THRESH_BINARY)[1]
    piece, crossing = (np.ones((1, size) if axis == 0 else (size, 1), np.uint8) for size in (_PIECE, _CROSSING))
    return as_image(cv2.morphologyEx(cv2.morphologyEx(pale, cv2.MORPH_OPEN, piece), cv2.MORPH_CLOSE, crossing))
