"""Print on a page as connected pieces of ink, and what they tell of the size of the letters."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image, as_image, median

_MIN_CONTRAST = 24  # grey levels between ink and paper below which a page counts as blank
_SMALLEST = 4  # pixels: lower pieces are dust, dots and marks, whatever the size of print
_LARGEST = 0.12  # of the page's shorter side: higher pieces are pictures, rules and stamps
_MOST = 5000  # pieces: a dense A4 page has 2,500; pairing more would take memory


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Pieces of ink of letter-like shape: left, top, right, bottom in pixels, edges exclusive; `area` is ink.

    Each array has shape (n,).
    """

    x0: npt.NDArray[np.int32]
    y0: npt.NDArray[np.int32]
    x1: npt.NDArray[np.int32]
    y1: npt.NDArray[np.int32]
    area: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.x0)

    @property
    def heights(self) -> npt.NDArray[np.int32]:
        return self.y1 - self.y0

    @property
    def widths(self) -> npt.NDArray[np.int32]:
        return self.x1 - self.x0

    def where(self, keep: npt.NDArray[np.bool_]) -> "Glyphs":
        return Glyphs(self.x0[keep], self.y0[keep], self.x1[keep], self.y1[keep], self.area[keep])


def sharpen(grey: Image) -> Image:
    """Return `grey` with its blur of up to about 3 pixels counteracted, so that letters part again (unsharp masking).

    On pages blurred by 2 and 3 pixels the x-height stays within 5 % of the truth; without, letters join into words.
    """
    return as_image(cv2.addWeighted(grey, 3.0, cv2.GaussianBlur(grey, (0, 0), 3.0), -2.0, 0))


def ink(grey: Image) -> Image:
    """Return 255 where there is print, 0 elsewhere (Otsu's threshold); nothing where the page has no contrast.

    `grey` should have been flattened.
    """
    _, mask = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    if not cv2.countNonZero(mask) or median(grey) - cv2.mean(grey, mask)[0] < _MIN_CONTRAST:
        return np.zeros_like(grey)
    return as_image(mask)


def find_glyphs(mask: Image) -> Glyphs:
    """Return the letter-like pieces of an ink `mask`: neither dust nor pictures, neither rules nor borders."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    left, top, width, height, area = (stats[1:, column] for column in range(5))
    largest = max(_LARGEST * min(mask.shape), 3 * _SMALLEST)
    sized = (height >= _SMALLEST) & (width >= 2) & (height <= largest) & (width <= largest)
    shaped = (width <= 8 * height) & (height <= 8 * width) & (area * 12 >= width * height)
    keep = sized & shaped
    x0, y0 = left[keep], top[keep]
    return Glyphs(x0, y0, x0 + width[keep], y0 + height[keep], area[keep])


def x_height(glyphs: Glyphs) -> float | None:
    """Return the size of the small letters in pixels; None when fewer than 3 letters tell.

    Letters crowd at two heights, with ascender (also capitals, digits) and without, 1.35 to 1.5 times apart in common
    faces. The larger crowd (letters within 7 %) is taken, or the lower one where it is three tenths as large; on a
    page in capitals there is only one. Each letter counts by the root of its height, against what dust is left.
    """
    sizes = without_marks(without_dots(glyphs)).heights
    if len(sizes) < 3:
        return None
    counts = np.bincount(sizes) * np.sqrt(np.arange(sizes.max() + 1))
    crowds = np.array([counts[_near(height)].sum() for height in range(len(counts))])
    common = int(np.argmax(crowds))
    lower = slice(math.ceil(0.6 * common), math.ceil(0.8 * common))
    if crowds[lower].size and crowds[lower].max() >= 0.3 * crowds[common]:
        common = lower.start + int(np.argmax(crowds[lower]))
    around = np.arange(len(counts))[_near(common)]
    return float((counts[around] * around).sum() / counts[around].sum())


def without_dots(glyphs: Glyphs) -> Glyphs:
    """Return `glyphs` without full stops, dotted leaders and dust: low pieces that are ink all over.

    Low is about half of the height that divides the sum of all squared heights in two.
    """
    heights = glyphs.heights
    order = np.argsort(heights)
    weights = heights[order].astype(np.int64) ** 2
    reached = np.searchsorted(np.cumsum(weights), weights.sum() / 2)
    low = heights < 0.55 * heights[order][min(int(reached), len(order) - 1)] if len(glyphs) else heights > 0
    return glyphs.where(~(low & (glyphs.area > 0.72 * heights * glyphs.widths)))


def without_marks(glyphs: Glyphs) -> Glyphs:
    """Return `glyphs` without the loose marks above and below letters, which outnumber small letters on some pages.

    A mark stands over or under a piece half as high again, no further off than most of its own height. Where there are
    more pieces than any page has letters, all are returned.
    """
    if len(glyphs) > _MOST:
        return glyphs
    tops, feet, heights = glyphs.y0, glyphs.y1, glyphs.heights
    middles = ((glyphs.x0 + glyphs.x1) // 2)[:, None]
    within = (middles >= glyphs.x0[None] - 1) & (middles <= glyphs.x1[None] + 1)
    larger = heights[None] > 1.5 * heights[:, None]
    gaps = np.maximum(tops[None] - feet[:, None], tops[:, None] - feet[None])
    return glyphs.where(~(within & larger & (gaps <= 0.8 * heights[:, None])).any(axis=1))


def _near(height: int) -> slice:
    reach = max(1, round(0.07 * height))
    return slice(max(height - reach, 0), height + reach + 1)
