"""Which way the lines of print run and which side of them is up, from the shapes of the letters alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.clean.glyphs import Glyphs, x_height
from ocr.clean.skew import Slope, find_slope

Edges = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Direction:
    """How the print lies. `turned`: its lines run up and down, and what follows holds once that is undone.

    `slope` is that of the lines, `size` the x-height in pixels; `up` how far print sticks out above its lines rather
    than below, from -1 to 1, as told by `letters` letters.
    """

    turned: bool
    slope: Slope
    size: float
    up: float
    letters: int


_MARGIN = 1.15  # by which columns must beat rows; the ratio is 1.6 to 4 either way on real pages
_PLAIN, _MANY = 3.2, 300  # sharpness of the rows of so many letters that needs no comparison: across it is 1.3 to 2.6


def find_direction(glyphs: Glyphs) -> Direction | None:
    """Compare how sharply letters fall into rows and into columns; rows when in doubt, None when too few."""
    standing = x_height(glyphs)
    if standing is None:
        return None
    across = find_slope(glyphs, standing)
    if len(glyphs) < _MANY or across.sharpness < _PLAIN:
        back = turn_back(glyphs)
        lying = x_height(back)
        if lying is None:
            return None
        upended = find_slope(back, lying)
        if upended.sharpness > _MARGIN * across.sharpness:
            return Direction(True, upended, lying, *upright_share(back, upended, lying))
    return Direction(False, across, standing, *upright_share(glyphs, across, standing))


def turn_back(glyphs: Glyphs) -> Glyphs:
    """Return the letters of a page that was turned clockwise by 90°, as they lie once it is turned back."""
    far = int(glyphs.x1.max()) if len(glyphs) else 0
    return Glyphs(glyphs.y0, far - glyphs.x1, glyphs.y1, far - glyphs.x0, glyphs.area)


def upright_share(glyphs: Glyphs, slope: Slope, size: float) -> tuple[float, int]:
    """Return how far print sticks out above its lines rather than below, from -1 to 1, and how many letters told.

    Vietnamese in Latin letters has capitals, digits, b d đ h k l t and the marks of tone and vowel above, g p q y, the
    dot below and commas beneath: several times more above. `size` is the x-height in pixels.
    """
    lean = np.tan(np.radians(slope.degrees)) * (glyphs.x0 + glyphs.x1) / 2
    tops, feet = glyphs.y0 - lean, glyphs.y1 - lean
    bodies = (glyphs.heights > 0.75 * size) & (glyphs.heights < 1.3 * size)
    lines = _lines(tops[bodies], feet[bodies], size)
    if not len(lines):
        return 0.0, 0
    nearest = lines[_nearest((lines[:, 0] + lines[:, 1]) / 2, (tops + feet) / 2)]
    over = np.clip(nearest[:, 0] - tops, 0, size)
    under = np.clip(feet - nearest[:, 1], 0, size)
    close = (np.abs((tops + feet - nearest[:, 0] - nearest[:, 1]) / 2) < 1.5 * size) & (over + under > size / 6)
    above, below = float(over[close].sum()), float(under[close].sum())
    return ((above - below) / (above + below) if above + below else 0.0), int(close.sum())


def _lines(tops: Edges, feet: Edges, size: float) -> Edges:
    """Return median top and foot of each row of five letters and more of plain x-height: shape (rows, 2), downwards."""
    order = np.argsort(feet)
    rows = np.split(order, np.flatnonzero(np.diff(feet[order]) > size / 4) + 1)
    lines = [(np.median(tops[row]), np.median(feet[row])) for row in rows if len(row) >= 5]
    return np.array(lines, dtype=np.float64).reshape(-1, 2)


def _nearest(centres: Edges, heights: Edges) -> npt.NDArray[np.int64]:
    """Return for each of `heights` the index of the nearest of the ascending `centres`."""
    between = (centres[1:] + centres[:-1]) / 2
    return np.searchsorted(between, heights)
