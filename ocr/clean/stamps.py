"""Coloured stamps lie over signatures and names; where they do, only the black print under them is kept."""

from collections.abc import Iterator

import cv2
import numpy as np

from models.page import Box
from ocr.clean.arrays import Image, as_image, channels_by_band, fit, to_grey
from ocr.clean.components import components

_COLOUR = 45  # levels by which a stamp's ink beats both other channels: red seals 60 to 150, JPEG fringes under 30
_INK = {0: "red", 2: "blue"}  # channels of RGB in which stamping inks are bright
_SIDE = (4.0, 40.0)  # x-heights: larger than a line of coloured print is high, smaller than a coloured page
_BIG = 6.0  # x-heights: no line of print is so high, so that overlapping stamps may make a long patch
_ASPECT = 2.2  # round and square stamps; a line of red title is longer
_LOOK = 13.0  # pixels of x-height of the reduced copy in which stamps are looked for


def fade_stamps(image: Image, x_height: float) -> Image:
    """Return the luminance of `image` with stamps faded out; `x_height` is that of its print, in pixels.

    Inside a stamp the channel of its own colour is taken, in which red ink is as bright as paper and black print stays
    black. What is coloured but not of a stamp's size and shape (red titles, blue handwriting in a line) is kept.
    """
    grey = to_grey(image)
    if image.ndim == 2:
        return grey
    small, factor = fit(image, round(_LOOK / x_height * max(grey.shape)))
    for channel, coloured in zip(_INK, _inked(small), strict=True):
        for box in _stamps(coloured, x_height * factor):
            x0, y0, x1, y1 = (round(edge / factor) for edge in box)
            part = grey[y0:y1, x0:x1]
            np.maximum(part, image[y0:y1, x0:x1, channel], out=part)
    return grey


def _inked(image: Image) -> list[Image]:
    """Return for each of the stamping inks 255 where it lies, 0 elsewhere: two fifths of the time of whole channels."""
    masks = [np.empty(image.shape[:2], np.uint8) for _ in _INK]
    for rows, planes in channels_by_band(image):
        for channel, mask in zip(_INK, masks, strict=True):
            one, other = (plane for index, plane in enumerate(planes) if index != channel)
            excess = mask[rows]
            cv2.max(one, other, excess)
            cv2.subtract(planes[channel], excess, excess)
            cv2.threshold(excess, _COLOUR, 255, cv2.THRESH_BINARY, excess)
    return masks


def _stamps(coloured: Image, x_height: float) -> Iterator[Box]:
    """Yield the whole boxes of the stamps."""
    if cv2.countNonZero(coloured) < x_height * x_height:
        return
    reach = max(3, round(x_height * 0.8)) | 1
    joined = cv2.dilate(coloured, np.ones((reach, reach), dtype=np.uint8))
    left, top, width, height = cv2.boundingRect(joined)
    pieces = components(as_image(np.ascontiguousarray(joined[top : top + height, left : left + width])))
    for x0, y0, x1, y1 in np.column_stack([pieces.x0, pieces.y0, pieces.x1, pieces.y1])[1:].tolist():
        longer, shorter = max(x1 - x0, y1 - y0), min(x1 - x0, y1 - y0)
        if (
            _SIDE[0] * x_height <= shorter
            and longer <= _SIDE[1] * x_height
            and longer <= (_ASPECT if shorter < _BIG * x_height else 2 * _ASPECT) * shorter
        ):
            yield Box(left + x0, top + y0, left + x1, top + y1)
