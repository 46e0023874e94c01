"""Black edges, as a copier's open lid or a scanner's edge leaves them around a page."""

import cv2
import numpy as np
import numpy.typing as npt

from models.page import Box
from ocr.clean.arrays import Image, darker_than, median

_DARK = 0.5  # of the page's median: paper in shadow is lighter, an edge of the scanner darker
_STEP = 4  # every fourth row tells the median
_MOST = 0.6  # of a row that must be dark for it to be edge; print covers less than half of any row
_DEEPEST = 0.15  # of the page on each side, at most


def inner_box(grey: Image) -> Box:
    """Return the part of the page within its black edges; the whole page where there are none."""
    height, width = grey.shape
    dark = darker_than(grey, _DARK * median(grey[::_STEP]))
    left, right = _edges(_sums(dark, 0) / height)
    top, bottom = _edges(_sums(dark[:, left : width - right], 1) / (width - left - right))
    return Box(left, top, width - right, height - bottom)


def _sums(dark: Image, axis: int) -> npt.NDArray[np.float64]:
    """Return how many pixels are dark along `axis`; a twentieth of the time that numpy takes."""
    return np.asarray(cv2.reduce(dark, axis, cv2.REDUCE_SUM, dtype=cv2.CV_32S), dtype=np.float64).ravel()


def _edges(shares: npt.NDArray[np.float64]) -> tuple[int, int]:
    """Return how many rows at the start and at the end are edge, given the dark share of each."""
    return _depth(shares), _depth(shares[::-1])


def _depth(shares: npt.NDArray[np.float64]) -> int:
    """Return the depth of the edge that starts within the first hundredth of the page, or 0."""
    reach = int(len(shares) * _DEEPEST)
    dark = np.flatnonzero(shares[:reach] > _MOST)
    if not dark.size or dark[0] > len(shares) / 100:
        return 0
    gaps = np.flatnonzero(np.diff(dark) > max(2, len(shares) // 500))
    return int(dark[gaps[0]] if gaps.size else dark[-1]) + 1
