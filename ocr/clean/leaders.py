"""Dotted leaders of forms (``Họ và tên: ..........``), which engines read as words or glue to what was filled in."""

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image, as_image
from ocr.clean.components import components

_DOT = 0.42  # x-heights: larger pieces are letters and marks
_DARK = 170  # grey levels of a flattened page: anything darker counts as ink
_PITCH = 1.1  # x-heights from one dot of a leader to the next, at most
_LEVEL = 0.25  # x-heights by which dots of one leader may differ in height
_ALIKE = 0.25  # of a dot's size, and one pixel, by which the next may differ: pieces of letters differ more
_FEWEST = 4  # dots: three are an ellipsis
_COLON = 1.0  # x-heights from the foot of a colon up to its other dot, at most


def erase_leaders(grey: Image, x_height: float) -> Image:
    """Return a flattened, level `grey` page without its runs of four and more dots; letters and colons among them stay.

    `x_height` is that of its print in pixels.
    """
    dark = as_image(cv2.threshold(grey, _DARK, 255, cv2.THRESH_BINARY_INV)[1])
    pieces = components(dark)
    sides = np.column_stack([pieces.widths, pieces.heights])
    dots = 1 + np.flatnonzero(sides[1:].max(axis=1) <= max(2.0, _DOT * x_height))
    places = np.column_stack([pieces.centres()[dots], sides[dots]])
    runs = _in_runs(places, x_height)
    leaders = dots[runs & ~_under_dots(places, runs, x_height)]
    if not leaders.size:
        return grey
    erased = np.zeros(len(pieces), dtype=np.bool_)
    erased[leaders] = True
    return as_image(cv2.max(grey, cv2.dilate(pieces.paint(erased), np.ones((3, 3), dtype=np.uint8))))


def _in_runs(dots: npt.NDArray[np.float64], x_height: float) -> npt.NDArray[np.bool_]:
    """Return which of `dots` (n, 4: x and y of the centre, width, height) stand in a level run of like dots."""
    rows = np.round(dots[:, 1] / (2 * _LEVEL * x_height))
    found = np.zeros(len(dots), dtype=np.bool_)
    for shift in (0, 1):  # a row may straddle the border between two bands; the second round pairs bands otherwise
        bands = (rows + shift) // 2
        order = np.lexsort((dots[:, 0], bands))
        steps = np.abs(np.diff(dots[order], axis=0))
        near = (np.diff(bands[order]) == 0) & (steps[:, 0] <= _PITCH * x_height) & (steps[:, 1] <= _LEVEL * x_height)
        alike = (steps[:, 2:] <= 1 + _ALIKE * dots[order][1:, 2:]).all(axis=1)
        starts = np.concatenate(([0], np.flatnonzero(~(near & alike)) + 1, [len(order)]))
        for start, end in pairwise(starts.tolist()):
            if end - start >= _FEWEST:
                found[order[start:end]] = True
    return found


def _under_dots(dots: npt.NDArray[np.float64], runs: npt.NDArray[np.bool_], x_height: float) -> npt.NDArray[np.bool_]:
    """Return which of `dots` have another straight above them that stands in no run: they are the feet of colons.

    Without its foot a colon is read as part of the word before it (``trú:`` as ``trút``).
    """
    upper = dots[~runs]
    order = np.argsort(upper[:, 0])
    upper = upper[order]
    first = np.searchsorted(upper[:, 0], dots[:, 0] - dots[:, 2])
    last = np.searchsorted(upper[:, 0], dots[:, 0] + dots[:, 2])
    found = np.zeros(len(dots), dtype=np.bool_)
    for at in np.flatnonzero(runs & (last > first)):
        above = dots[at, 1] - upper[first[at] : last[at], 1]
        found[at] = bool(((above > dots[at, 3]) & (above <= _COLON * x_height)).any())
    return found
