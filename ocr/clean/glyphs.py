"""Print on a page as connected pieces of ink, and what they tell of the size of the letters."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Counts, Image, as_image, histogram, percentile_of
from ocr.clean.components import Components, components

_MIN_CONTRAST = 24  # grey levels between ink and paper below which a page counts as blank
_SMALLEST = 4  # pixels: lower pieces are dust, dots and marks, whatever the size of print
_LARGEST = 0.12  # of the page's shorter side: higher pieces are pictures, rules and stamps
_EPSILON = 2.0**-23  # share of a page that is no class of its own
_MOST = 5000  # pieces: a dense A4 page has 2,500; pairing more would take time
_TOGETHER = 64  # pieces that are paired at once with all that stand near them


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

    def where(self, keep: npt.NDArray[np.bool_ | np.int64]) -> "Glyphs":
        """Return those that `keep` names, by a truth value each or by their numbers, in its order."""
        return Glyphs(self.x0[keep], self.y0[keep], self.x1[keep], self.y1[keep], self.area[keep])

    def scaled(self, factor: float) -> "Glyphs":
        """Return the same pieces as an image of `factor` times the size shows them, in whole pixels around each."""
        x0, y0 = (np.floor(edge * factor).astype(np.int32) for edge in (self.x0, self.y0))
        x1, y1 = (np.ceil(edge * factor).astype(np.int32) for edge in (self.x1, self.y1))
        return Glyphs(x0, y0, x1, y1, np.round(self.area * factor**2).astype(np.int32))

    def part(self, span: slice) -> "Glyphs":
        return Glyphs(self.x0[span], self.y0[span], self.x1[span], self.y1[span], self.area[span])


def sharpen(grey: Image) -> Image:
    """Return `grey` with its blur of up to about 3 pixels counteracted, so that letters part again (unsharp masking).

    On pages blurred by 2 and 3 pixels the x-height stays within 5 % of the truth; without, letters join into words.
    """
    return as_image(cv2.addWeighted(grey, 3.0, cv2.GaussianBlur(grey, (0, 0), 3.0), -2.0, 0))


def ink(grey: Image) -> Image:
    """Return 255 where there is print, 0 elsewhere (Otsu's threshold); nothing where the page has no contrast.

    `grey` should have been flattened.
    """
    counts = histogram(grey)
    level = _otsu(counts)
    inked = int(counts[: level + 1].sum())
    if not inked or percentile_of(counts, 50.0) - counts[: level + 1] @ np.arange(level + 1) / inked < _MIN_CONTRAST:
        return np.zeros_like(grey)
    return as_image(cv2.threshold(grey, level, 255, cv2.THRESH_BINARY_INV)[1])


def _otsu(counts: Counts) -> int:
    """Return the level that parts a histogram into two classes farthest apart (Otsu 1979); up to it all is the darker.

    As OpenCV computes it, which would count the grey levels once more.
    """
    shares = (counts / counts.sum()).tolist()
    mean = sum(level * share for level, share in enumerate(shares))
    best, found, weight, darker = 0.0, 0, 0.0, 0.0
    for level, share in enumerate(shares):
        weight, darker = weight + share, darker + level * share
        if _EPSILON < weight < 1 - _EPSILON:
            between = (mean * weight - darker) ** 2 / (weight * (1 - weight))
            if between > best:
                best, found = between, level
    return found


def find_glyphs(mask: Image) -> Glyphs:
    """Return the letter-like pieces of an ink `mask`: neither dust nor pictures, neither rules nor borders."""
    return letter_like(components(mask))


def letter_like(pieces: Components) -> Glyphs:
    """Return the same of a mask whose pieces were found already."""
    x0, y0, area = pieces.x0[1:], pieces.y0[1:], pieces.area[1:]
    width, height = pieces.widths[1:], pieces.heights[1:]
    largest = max(_LARGEST * min(pieces.labels.shape), 3 * _SMALLEST)
    sized = (height >= _SMALLEST) & (width >= 2) & (height <= largest) & (width <= largest)
    shaped = (width <= 8 * height) & (height <= 8 * width) & (area * 12 >= width * height)
    keep = sized & shaped
    return Glyphs(x0[keep], y0[keep], pieces.x1[1:][keep], pieces.y1[1:][keep], area[keep])


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
    if not 0 < len(glyphs) <= _MOST:
        return glyphs
    middles = (glyphs.x0 + glyphs.x1) // 2
    wide = glyphs.widths > 2 * np.median(glyphs.widths)
    by_left, by_middle = np.argsort(glyphs.x0), np.argsort(middles)
    marks = np.zeros(len(glyphs), np.bool_)
    for alike in (wide, ~wide):  # few are wide, so that the stretches in which the others may stand are short
        others = glyphs.where(by_left[alike[by_left]])
        reach = 1 + int(others.widths.max(initial=0))
        for at in np.array_split(by_middle, -(-len(glyphs) // _TOGETHER)):
            near = slice(*np.searchsorted(others.x0, (middles[at[0]] - reach, middles[at[-1]] + 2)))
            marks[at] |= _are_marks(glyphs.where(at), middles[at], others.part(near))
    return glyphs.where(~marks)


def _are_marks(glyphs: Glyphs, middles: npt.NDArray[np.int32], others: Glyphs) -> npt.NDArray[np.bool_]:
    """Tell which of `glyphs` stand over or under one of `others`; `middles` are the x of their middles."""
    tops, feet, heights = glyphs.y0[:, None], glyphs.y1[:, None], glyphs.heights[:, None]
    within = (middles[:, None] >= others.x0 - 1) & (middles[:, None] <= others.x1 + 1)
    gaps = np.maximum(others.y0 - feet, tops - others.y1)
    found = within & (others.heights > 1.5 * heights) & (gaps <= 0.8 * heights)
    return np.asarray(found.any(axis=1), dtype=np.bool_)


def _near(height: int) -> slice:
    reach = max(1, round(0.07 * height))
    return slice(max(height - reach, 0), height + reach + 1)
