"""A finger over the text: skin that reaches into the print from the edge of the sheet."""

import cv2
import numpy as np

from ocr.advice.view import View
from ocr.clean.arrays import Image, as_image, percentile

_COVERED = 0.003  # of the sheet: skin within the block of print
_HINT = 0.5  # of that much must have the hue of skin before the grain is smoothed away
_GRAIN = 5  # pixels of the median against grain; from 7 on OpenCV takes fifteen times as long
_EDGE = 0.02  # of the sheet's shorter side: what comes this near to the edge comes from outside


def finger_over_text(view: View) -> bool:
    """Tell whether skin covers a part of the printed block. A portrait on a card does not reach the card's edge."""
    if view.sheet.ndim == 2 or not len(view.glyphs):
        return False
    plain = _plain(view.small)
    if cv2.countNonZero(_warm(plain)) < _HINT * _COVERED * plain.shape[0] * plain.shape[1]:
        return False
    block = _block(view)
    smooth = as_image(cv2.medianBlur(plain, _GRAIN))
    skin = cv2.morphologyEx(_warm(smooth), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    count, labels = cv2.connectedComponents(skin, connectivity=8)
    rim = np.ones(block.shape, bool)
    reach = max(2, round(_EDGE * min(block.shape)))
    rim[reach:-reach, reach:-reach] = False
    for label in range(1, count):
        inside = labels == label
        if (inside & rim).any() and (inside & (block > 0)).sum() > _COVERED * block.size:
            return True
    return False


def _plain(small: Image) -> Image:
    """Return a picture with the colour of its paper taken off, so that the colour of the lamp does not count."""
    light = np.maximum([percentile(as_image(channel), 85) for channel in cv2.split(small)], 1.0)
    return as_image(np.clip(small * (235.0 / light).astype(np.float32), 0, 255))


def _warm(plain: Image) -> Image:
    """Return 1 where a picture has the hue of skin, seen against the colour of the paper.

    In YCrCb skin of every tone lies to the red side of the light it stands in (Cr − Cb), much less than seals and red
    print do.
    """
    hues = cv2.cvtColor(plain, cv2.COLOR_RGB2YCrCb)
    return as_image(cv2.inRange(hues, (31, 133, 77), (224, 178, 126)) // 255)


def _block(view: View) -> Image:
    """Return 1 within the outline of the print, in the size of the small sheet."""
    small = view.small
    reduced = cv2.resize(view.place, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    points = cv2.findNonZero(cv2.morphologyEx(reduced, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))
    block = np.zeros(small.shape[:2], np.uint8)
    if points is not None:
        cv2.fillConvexPoly(block, cv2.convexHull(points), 1)
    return block
