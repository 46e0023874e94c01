"""The slope of the lines of print, from the feet of the letters."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.clean.glyphs import Glyphs

LIMIT = 20.0
"""Degrees to either side within which a slope is looked for; sheets lie or are held straighter than that."""

_COARSE = 0.5
_FINE = 0.05
_FEWEST = 12  # letters: fewer make no lines
_MANY = 60  # letters: fewer make several slopes look alike, so that only a small and clear one is believed
_FEW_LIMIT = 5.0
_CLEARER = 1.2
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Slope:
    """Slope of the lines in degrees, clockwise positive, and how sharply the letters fall into lines at it.

    `sharpness` is the mean number of letters that share a letter's row over what chance would give; about 1 for
    scattered dots, 4 and more for text.
    """

    degrees: float
    sharpness: float


def find_slope(glyphs: Glyphs, size: float) -> Slope:
    """Return the slope of the lines of letters whose x-height is `size` pixels; level when there are too few letters.

    The projection profile of Postl (1986), taken of the letters' lower edges instead of all pixels: a thousand points
    instead of a million, and pictures, stamps and rules have no say.
    """
    if len(glyphs) < _FEWEST:
        return Slope(0.0, 0.0)
    limit = LIMIT if len(glyphs) >= _MANY else _FEW_LIMIT
    feet = np.column_stack([(glyphs.x0 + glyphs.x1) / 2, glyphs.y1]).astype(np.float64)
    feet -= feet.mean(axis=0)
    coarse = np.arange(-limit, limit + _COARSE, _COARSE)
    rough = float(coarse[np.argmax([_sharpness(feet, angle, size / 2) for angle in coarse])])
    fine = rough + np.arange(-2 * _COARSE, 2 * _COARSE + _FINE, _FINE)
    scores = np.convolve([_sharpness(feet, angle, size / 6) for angle in fine], np.full(5, 0.2), "same")
    best = float(fine[2 + int(np.argmax(scores[2:-2]))])
    level, sharp = (_sharpness(feet, angle, size / 2) for angle in (0.0, best))
    return Slope(best, sharp) if len(glyphs) >= _MANY or sharp > _CLEARER * level else Slope(0.0, level)


def _sharpness(feet: Points, degrees: float, row: float) -> float:
    """Return how unevenly `feet` fill rows of `row` pixels after a turn back by `degrees`: 1 is even."""
    angle = np.radians(degrees)
    heights = feet[:, 1] * np.cos(angle) - feet[:, 0] * np.sin(angle)
    counts = np.bincount(((heights - heights.min()) / max(row, 1.0)).astype(np.int64)).astype(np.float64)
    return float((counts**2).sum() * len(counts) / len(feet) ** 2)
