"""Paper that runs out of the picture."""

import numpy as np
import numpy.typing as npt

from ocr.advice.view import View
from ocr.clean.glyphs import Glyphs

_AT_EDGE = 0.012  # of the picture's longer side: a corner of the sheet this near to the picture's edge lies on it
_MARGIN = 0.9  # x-heights: print nearer to the edge than this has been cut off
_LETTERS = 4  # lines that near, or half as many as letters, of which a page without a fault has none
_TOUCHING = 1  # pixels: a slice of a letter on the edge itself has lost the rest of it
_REACH = 4.0  # x-heights within which a letter of a word has company
_MOST = 4000  # letters: more are grain, and comparing each with each takes memory


def is_cut(view: View) -> bool:
    """Tell whether a part of the sheet is missing: a side of it is the picture's own edge, or print runs into one."""
    return _side_missing(view) or _print_at_edge(view)


def _side_missing(view: View) -> bool:
    """Tell whether some, but not all, sides of the sheet on its desk are the edge of the picture."""
    if view.corners is None:
        return False
    height, width = view.picture.shape[:2]
    near = _AT_EDGE * max(height, width)
    for start, end in zip(view.corners, np.roll(view.corners, -1, axis=0), strict=True):
        for axis, length in ((0, width), (1, height)):
            one, other = start[axis], end[axis]
            if max(one, other) < near or min(one, other) > length - near:
                return True
    return False


def _print_at_edge(view: View) -> bool:
    """Tell whether words run into an edge of the sheet; a lone piece there is dirt, or the shadow of the sheet."""
    if view.x_height is None:
        return False
    height, width = view.even.shape
    size = view.x_height
    pieces = view.glyphs.where((view.glyphs.heights < 2.2 * size) & (view.glyphs.widths < 2.2 * size))
    whole, near = pieces.heights > 0.6 * size, _MARGIN * size
    above = ((pieces.y0 < near) & whole) | (pieces.y0 <= _TOUCHING)
    below = ((pieces.y1 > height - near) & whole) | (pieces.y1 >= height - _TOUCHING)
    letters = pieces.where(whole)
    beside = letters.where((letters.x0 < near) | (letters.x1 > width - near))
    words = beside.where(_neighbours(beside, letters, size) >= 2)
    return _rows(words) >= _LETTERS or max(int(above.sum()), int(below.sum())) >= 2 * _LETTERS


def _neighbours(some: Glyphs, letters: Glyphs, size: float) -> npt.NDArray[np.int64]:
    """Return for each of `some` of the `letters` how many others stand on its line within four x-heights."""
    if len(letters) > _MOST:
        return np.full(len(some), 2)
    own, middle = (some.x0 + some.x1) / 2, (letters.x0 + letters.x1) / 2
    level = np.abs(some.y1[:, None] - letters.y1[None]) < size / 2
    close = np.abs(own[:, None] - middle[None]) < _REACH * size
    return np.asarray((level & close).sum(axis=1) - 1, dtype=np.int64)


def _rows(letters: Glyphs) -> int:
    """Return how many lines the `letters` belong to."""
    feet = np.sort(letters.y1)
    return int((np.diff(feet) > letters.heights.mean() / 2).sum()) + 1 if len(feet) else 0
