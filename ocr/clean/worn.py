"""Worn print on bilevel copies: a threshold has taken the thin strokes, and what is left falls apart when reduced."""

import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image, to_grey

_THIN = 0.165  # x-heights: stems on worn copies are 0.13 to 0.16 wide, on other pages 0.18 to 0.26
_BRUSH = 0.11  # x-heights by which worn strokes are thickened
_STEP = 4  # every fourth row tells
_BLACK, _WHITE = 48, 208  # grey levels: a bilevel page has fewer pixels between them than under them
_FEWEST = 500  # strokes: fewer tell nothing


def thicken_worn(image: Image, x_height: float) -> Image:
    """Return a page whose ink is thicker where it is a worn bilevel copy; `image` itself otherwise.

    `x_height` is that of its print in pixels; to be called before the page is reduced.
    """
    stem = stem_width(to_grey(np.ascontiguousarray(image[::_STEP])))
    brush = round(_BRUSH * x_height)
    if stem is None or stem >= _THIN * x_height or brush < 2:
        return image
    return as_image(cv2.erode(image, np.ones((brush, brush), np.uint8)))


def stem_width(rows: Image) -> float | None:
    """Return the median length in pixels of the black runs in `rows` of a bilevel page; None for other pages."""
    black = rows < _BLACK
    if np.count_nonzero(rows < _WHITE) > 2 * np.count_nonzero(black):
        return None
    steps = np.diff(np.pad(rows < (_BLACK + _WHITE) // 2, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    runs = np.nonzero(steps.ravel() == -1)[0] - np.nonzero(steps.ravel() == 1)[0]
    return float(np.median(runs)) if runs.size >= _FEWEST else None
