"""How the letters of words stand and what colour their ink is, measured off the pixels for all words at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from models.page import Box
from ocr.clean.arrays import Image
from ocr.clean.components import components
from ocr.handwriting.cutouts import CutOuts, Places, cut_out
from ocr.handwriting.directions import BINS, Numbers, leaning
from ocr.handwriting.traces import ink_of

_TALL, _TALLEST = 0.7, 9.0  # x-heights of a letter that stands on the line; marks, dots and commas do not
_FEWEST = 2  # letters that tell whether they stand in line
_SAMPLED = 4  # of so many pixels of ink one is asked for its colour: a word has hundreds


@dataclass(frozen=True, slots=True)
class Colours:
    """The page in its colours; `to_page` (3 × 3) maps pixels of the cleaned image to pixels of `upright`."""

    upright: Image
    to_page: Numbers

    def blue(self, xs: Places, ys: Places) -> Numbers:
        """Return by how many levels blue is brighter than red at pixels of the cleaned image; 0 on grey pages."""
        if self.upright.ndim == 2:
            return np.zeros(len(xs))
        x, y, scale = self.to_page @ np.stack([xs + 0.5, ys + 0.5, np.ones(len(xs))])
        rows = np.clip((y / scale).astype(np.intp), 0, self.upright.shape[0] - 1)
        columns = np.clip((x / scale).astype(np.intp), 0, self.upright.shape[1] - 1)
        found = self.upright[rows, columns].astype(np.float64)
        return np.asarray(found[:, 2] - found[:, 0], np.float64)


@dataclass(frozen=True, slots=True)
class Strokes:
    """What words look like, one value a word: shape (words,) each.

    `slant` is the direction in which most upright edges run, in degrees, to the right positive, at most 30. `wander` is
    the median distance of the letters' feet from their median, in x-heights, not a number where fewer than two stand
    in the word. `blue` is by how many levels the ink's blue is brighter than its red.
    """

    slant: Numbers
    wander: Numbers
    blue: Numbers


def measure(image: Image, boxes: Sequence[Box], x_height: float, colours: Colours | None) -> Strokes:
    """Return what the words in `boxes` (pixels of the cleaned grey `image`) look like."""
    sheet = cut_out(image, boxes)
    ink = ink_of(sheet.image)
    inked = np.flatnonzero(ink)
    own, count = sheet.owners.ravel()[inked], len(boxes)
    return Strokes(
        slant=_slants(sheet.image, inked, own, count),
        wander=_wander(ink, sheet.owners, count, x_height),
        blue=_blues(colours, sheet, inked[::_SAMPLED], own[::_SAMPLED], count) if colours else np.zeros(count),
    )


def _blues(colours: Colours, sheet: CutOuts, inked: Places, own: npt.NDArray[np.int32], count: int) -> Numbers:
    """Return by how many levels the blue of each word's ink is brighter than its red, on average."""
    ys, xs = np.divmod(inked, sheet.image.shape[1])
    blue = colours.blue(xs + sheet.shifts[own, 0], ys + sheet.shifts[own, 1])
    return np.bincount(own, blue, count) / np.maximum(np.bincount(own, minlength=count), 1)


def _slants(image: Image, inked: Places, own: npt.NDArray[np.int32], count: int) -> Numbers:
    """Return the direction within 30 degrees off upright that most edges of each word keep within 8 degrees."""
    across = cv2.Sobel(image, cv2.CV_16S, 1, 0).ravel()[inked].astype(np.float32)
    down = cv2.Sobel(image, cv2.CV_16S, 0, 1).ravel()[inked].astype(np.float32)
    bins = (np.rad2deg(np.arctan2(down, across)) % 180 * BINS / 180).astype(np.intp) % BINS
    shares = np.bincount(own * BINS + bins, np.hypot(across, down), count * BINS)
    return leaning(np.asarray(shares, np.float64).reshape(count, BINS))


def _wander(ink: Image, owners: npt.NDArray[np.int32], count: int, x_height: float) -> Numbers:
    """Return how far the feet of each word's letters lie from one level."""
    pieces = components(ink)
    own = owners[(pieces.y0 + pieces.y1) // 2, np.minimum((pieces.x0 + pieces.x1) // 2, ink.shape[1] - 1)]
    height = pieces.heights / x_height
    own = np.where((height >= _TALL) & (height <= _TALLEST), own, -1)
    own[0] = -1
    order = np.argsort(own, kind="stable")
    groups = np.split(pieces.y1[order], np.searchsorted(own[order], np.arange(count)))[1:]
    return np.array([_spread(feet.tolist()) / x_height if len(feet) >= _FEWEST else np.nan for feet in groups])


def _spread(feet: Sequence[int]) -> float:
    middle = median(feet)
    return float(median(abs(foot - middle) for foot in feet))
