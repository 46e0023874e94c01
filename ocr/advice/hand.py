"""A finger over the text: skin that reaches into the print from the edge of the sheet."""

import cv2
import numpy as np

from ocr.advice.sharpness import print_mask
from ocr.advice.view import View
from ocr.clean.arrays import Image, as_image, fit, percentile

_LONGEST = 400
_COVERED = 0.003  # of the sheet: skin within the block of print
_EDGE = 0.02  # of the sheet's shorter side: what comes this near to the edge comes from outside


def finger_over_text(view: View) -> bool:
    """Tell whether skin covers a part of the printed block. A portrait on a card does not reach the card's edge."""
    if view.sheet.ndim == 2 or not len(view.glyphs):
        return False
    small, _ = fit(view.sheet, _LONGEST)
    block = _block(view, small)
    count, labels, _, _ = cv2.connectedComponentsWithStats(_skin(small), connectivity=8)
    rim = np.ones(block.shape, bool)
    reach = max(2, round(_EDGE * min(block.shape)))
    rim[reach:-reach, reach:-reach] = False
    for label in range(1, count):
        inside = labels == label
        if (inside & rim).any() and (inside & (block > 0)).sum() > _COVERED * block.size:
            return True
    return False


def _skin(small: Image) -> Image:
    """Return 1 on smooth patches of the hue of skin, seen against the colour of the paper.

    In YCrCb skin of every tone lies to the red side of the light it stands in (Cr − Cb), much less than seals and red
    print do; the paper's own colour is taken off first, so that the colour of the lamp does not count.
    """
    light = np.maximum([percentile(as_image(channel), 85) for channel in cv2.split(small)], 1.0)
    plain = as_image(np.clip(small * (235.0 / light), 0, 255))
    smooth = cv2.medianBlur(plain, 7)
    luma, red, blue = (channel.astype(np.int16) for channel in cv2.split(cv2.cvtColor(smooth, cv2.COLOR_RGB2YCrCb)))
    warm = (red >= 133) & (red <= 178) & (blue <= 126) & (blue >= 77) & (luma > 30) & (luma < 225)
    return cv2.morphologyEx(warm.astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))  # type: ignore[return-value]  # OpenCV's own type is wider


def _block(view: View, small: Image) -> Image:
    """Return 1 within the outline of the print."""
    place = print_mask(view.glyphs, view.even)
    reduced = cv2.resize(place, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    points = cv2.findNonZero(cv2.morphologyEx(reduced, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))
    block = np.zeros(small.shape[:2], np.uint8)
    if points is not None:
        cv2.fillConvexPoly(block, cv2.convexHull(points), 1)
    return block
