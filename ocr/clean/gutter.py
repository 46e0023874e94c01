"""The gutter of two facing pages on one scan: an open household book, an unfolded land certificate."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image, as_image, to_grey
from ocr.clean.glyphs import Glyphs, find_glyphs, ink

_LANDSCAPE = 1.15  # width over height: two pages side by side have 1.3 to 1.5, one page standing 0.71
_MIDDLE = (0.36, 0.64)  # of the page's width, between which the gutter lies
_LETTER = (0.6, 2.4)  # x-heights of letters and capitals
_WIDE = 4.0  # x-heights of letters that run together
_GAP = 3.0  # x-heights without a letter: words of one line stand a third of that apart
_FEWEST = 40  # letters of each page
_ROWS = 5  # rows of each page: a heading in two columns has three or four
_LEVEL = 0.35  # x-heights by which the feet of one printed row differ
_SHARED = 0.7  # of the rows: where more run on level across the gap they are those of one table
_FOLD = 8.0  # grey levels by which the fold is darker than the paper on both sides
_CROSSED = 0.9  # of the gap's width that a rule must run across


@dataclass(frozen=True, slots=True)
class Gutter:
    """The strip without print between two pages, `left` to `right` in pixels of the upright page."""

    left: int
    right: int

    @property
    def middle(self) -> int:
        return (self.left + self.right) // 2


def find_gutter(upright: Image, printed: Image, x_height: float) -> Gutter | None:
    """Return the gutter of an upright page, None where it is one page.

    `printed` is the same page cleaned, of its own scale, with print of `x_height` pixels. Two facing pages lie across;
    no letter and no rule crosses the middle from the first row to the last; and the rows of the two sides do not run on
    level from one to the other, unless a fold is seen between them.
    """
    height, width = printed.shape
    if width < _LANDSCAPE * height:
        return None
    mask = ink(printed)
    letters = _letters(find_glyphs(mask), x_height)
    gap = _gap(letters, width, x_height)
    if gap is None:
        return None
    left, right = letters.where(letters.x1 <= gap[1]), letters.where(letters.x0 >= gap[0])
    if not (_is_page(left, x_height) and _is_page(right, x_height)) or _crossed(mask, gap, letters):
        return None
    factor = upright.shape[1] / width
    found = Gutter(round(gap[0] * factor), round(gap[1] * factor))
    return found if _has_fold(upright, found) or not _level(left, right, x_height) else None


def _letters(glyphs: Glyphs, x_height: float) -> Glyphs:
    low, high = (bound * x_height for bound in _LETTER)
    return glyphs.where((glyphs.heights >= low) & (glyphs.heights <= high) & (glyphs.widths <= _WIDE * x_height))


def _gap(letters: Glyphs, width: int, x_height: float) -> tuple[int, int] | None:
    """Return the widest stretch of columns near the middle of the page in which there is no letter."""
    steps = np.zeros(width + 1, np.int64)
    np.add.at(steps, letters.x0, 1)
    np.add.at(steps, np.minimum(letters.x1, width), -1)
    first, last = (round(share * width) for share in _MIDDLE)
    inside = np.flatnonzero(np.cumsum(steps)[:width] > 0)
    bounds = np.concatenate(([-1], inside, [width]))
    gaps = [(int(a) + 1, int(b)) for a, b in pairwise(bounds) if first <= (a + b) / 2 <= last]
    widest = max(gaps, key=lambda gap: gap[1] - gap[0], default=None)
    return widest if widest and widest[1] - widest[0] >= _GAP * x_height else None


def _is_page(letters: Glyphs, x_height: float) -> bool:
    return len(letters) >= _FEWEST and len(_rows(letters, x_height)) >= _ROWS


def _rows(letters: Glyphs, x_height: float) -> npt.NDArray[np.float64]:
    """Return the feet of the rows of three letters and more, from the top, in pixels."""
    feet = np.sort(letters.y1)
    groups = np.split(feet, np.flatnonzero(np.diff(feet) > _LEVEL * x_height) + 1)
    return np.array([float(np.median(group)) for group in groups if len(group) >= 3])


def _crossed(mask: Image, gap: tuple[int, int], letters: Glyphs) -> bool:
    """Tell whether a rule of a table or a frame runs across the gap between the first row of letters and the last."""
    part = np.ascontiguousarray(mask[int(letters.y0.min()) : int(letters.y1.max()), gap[0] : gap[1]])
    thick = cv2.dilate(part, np.ones((5, 3), np.uint8))
    return bool(((thick > 0).mean(axis=1) >= _CROSSED).any())


def _level(left: Glyphs, right: Glyphs, x_height: float) -> bool:
    """Tell whether most rows of the shorter side go on in the other."""
    one, other = sorted((_rows(left, x_height), _rows(right, x_height)), key=len)
    return bool((np.abs(one[:, None] - other[None]).min(axis=1) <= _LEVEL * x_height).mean() > _SHARED)


def _has_fold(upright: Image, gutter: Gutter) -> bool:
    """Tell whether a line darker than the paper on both of its sides runs down the gutter."""
    strip = to_grey(np.ascontiguousarray(upright[::8, gutter.left : gutter.right]))
    across = np.median(as_image(strip), axis=0)
    if across.size < 5:
        return False
    darkest = int(np.argmin(across))
    before, after = across[: darkest + 1].max(), across[darkest:].max()
    return bool(min(before, after) - across[darkest] >= _FOLD)
