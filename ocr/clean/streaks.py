"""Streaks that dirt on a scanner's glass or a copier's drum draws from the top of a page to its bottom.

Engines take such a line for the border of two columns and lose the words it crosses.
"""

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image, as_image
from ocr.clean.components import components

_STEP = 4  # rows that are averaged before streaks are looked for: a streak is long, grain is not
_TALL = 5.0  # x-heights along which a streak must be darker than what is beside it everywhere; letters are shorter
_PALEST = 10  # grey levels by which a streak is darker than the paper
_REACH = 0.88  # of the page's height that a streak runs along; tables leave margins
_WIDEST = 0.6  # x-heights
_PRINT = 40  # grey levels by which print under a streak is darker than the streak
_EDGE = 0.02  # of the page's width: no print stands there, so that an edge of the scanner does no harm
_MOST = 8  # streaks: more are a pattern


def erase_streaks(grey: Image, x_height: float) -> Image:
    """Return a flattened, level `grey` page without thin upright lines that run through all of it.

    Print that is darker than the streak stays; elsewhere the streak is closed from both sides. `x_height` is that of
    the print in pixels.
    """
    height, width = grey.shape
    rows = height // _STEP
    if rows < 4 * _TALL or width < 4 * x_height:
        return grey
    lines = _lines(as_image(255 - cv2.resize(grey, (width, rows), interpolation=cv2.INTER_AREA)), x_height)
    if lines is None:
        return grey
    dark = cv2.resize(lines, (width, height), interpolation=cv2.INTER_NEAREST)
    bridge = np.ones((1, 2 * round(_WIDEST * x_height / 2) + 3), np.uint8)
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, bridge, borderType=cv2.BORDER_REPLICATE)
    pale = grey.astype(np.int16) > 255 - _PRINT - dark.astype(np.int16)
    return as_image(np.where((dark > 0) & pale, closed, grey))


def _lines(depth: Image, x_height: float) -> Image | None:
    """Return how dark the streaks are where they run, 0 elsewhere; None where there are none.

    `depth` is the darkness of a page whose rows were averaged by `_STEP`.
    """
    beside = cv2.morphologyEx(depth, cv2.MORPH_OPEN, np.ones((1, round(2 * _WIDEST * x_height) | 1), np.uint8))
    thin = cv2.dilate(cv2.subtract(depth, beside), np.ones((1, 3), np.uint8))
    tall = np.ones((round(_TALL * x_height / _STEP) | 1, 1), np.uint8)
    long = as_image(cv2.morphologyEx(thin, cv2.MORPH_OPEN, tall))
    mask = as_image(cv2.threshold(long, _PALEST, 255, cv2.THRESH_BINARY)[1])
    joined = cv2.dilate(mask, np.ones((tall.shape[0], 3), np.uint8))
    if not cv2.countNonZero(joined):
        return None
    pieces = components(as_image(joined))
    labels = pieces.labels
    tall_enough = pieces.heights >= _REACH * depth.shape[0]
    inside = np.abs(pieces.centres()[:, 0] / depth.shape[1] - 0.5) < 0.5 - _EDGE
    through = [int(number) for number in np.flatnonzero(tall_enough & inside) if number]
    found = [number for number in through if _is_thin(labels == number, x_height)]
    if not found or len(found) > _MOST:
        return None
    return as_image(np.where(np.isin(labels, found) & (mask > 0), long, 0))


def _is_thin(where: npt.NDArray[np.bool_], x_height: float) -> bool:
    """Tell whether a line is no wider than a streak almost everywhere."""
    widths = where.sum(axis=1)
    return bool(np.quantile(widths[widths > 0], 0.9) <= 2 * _WIDEST * x_height)
