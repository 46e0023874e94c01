"""Black edges, as a copier's open lid or a scanner's edge leaves them around a page."""

import numpy as np
import numpy.typing as npt

from models.page import Box
from ocr.clean.arrays import Image

_DARK = 0.5  # of the page's median: paper in shadow is lighter, an edge of the scanner darker
_MOST = 0.6  # of a row that must be dark for it to be edge; print covers less than half of any row
_DEEPEST = 0.15  # of the page on each side, at most


def inner_box(grey: Image) -> Box:
    """Return the part of the page within its black edges; the whole page where there are none."""
    height, width = grey.shape
    dark = grey < _DARK * float(np.median(grey))
    left, right = _edges(dark.mean(axis=0))
    top, bottom = _edges(dark[:, left : width - right].mean(axis=1))
    return Box(left, top, width - right, height - bottom)


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
