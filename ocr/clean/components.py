"""Connected pieces of ink with their boxes, in half the time that OpenCV's statistics take.

`cv2.connectedComponentsWithStats` visits every pixel of the paper once more; here only the runs of ink in each row are
counted. On 1.6 megapixels of print that is 3.6 instead of 7.8 ms of processor time.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image

Numbers = npt.NDArray[np.int32]

_WORD = 8  # bytes


@dataclass(frozen=True, slots=True)
class Runs:
    """Level runs of ink, row by row: `rows`, first columns `starts`, columns behind the last `ends`; shape (runs,)."""

    rows: Numbers
    starts: Numbers
    ends: Numbers
    owners: Numbers


@dataclass(frozen=True, slots=True)
class Components:
    """Pieces of 8-connected ink, from the top; number 0 is the paper, which has no box and no area.

    `labels` has the shape of the mask and gives each pixel its piece. `x0`, `y0`, `x1`, `y1` (edges exclusive) and
    `area`, in pixels, have shape (pieces + 1,). `runs` are those of all ink, `owners` in them the pieces.
    """

    labels: Numbers
    x0: Numbers
    y0: Numbers
    x1: Numbers
    y1: Numbers
    area: Numbers
    runs: Runs

    def __len__(self) -> int:
        """How many numbers there are, that of the paper included."""
        return len(self.area)

    @property
    def widths(self) -> Numbers:
        return self.x1 - self.x0

    @property
    def heights(self) -> Numbers:
        return self.y1 - self.y0

    def centres(self) -> npt.NDArray[np.float64]:
        """Return the mean x and y of the pixels of each piece: shape (pieces + 1, 2); that of the paper is 0, 0."""
        lengths = self.runs.ends - self.runs.starts
        middles = (self.runs.starts + self.runs.ends - 1) / 2
        sums = [np.bincount(self.runs.owners, at * lengths, len(self)) for at in (middles, self.runs.rows)]
        return np.column_stack(sums) / np.maximum(self.area, 1)[:, None]

    def paint(self, keep: npt.NDArray[np.bool_], value: int = 255) -> Image:
        """Return an image with `value` on the pieces that `keep` (pieces + 1,) names, 0 elsewhere."""
        painted = np.zeros(self.labels.shape, np.uint8)
        kept = keep[self.runs.owners]
        starts, lengths = self.runs.starts[kept], (self.runs.ends - self.runs.starts)[kept]
        first = self.runs.rows[kept].astype(np.int64) * self.labels.shape[1] + starts
        before = np.cumsum(lengths) - lengths
        painted.ravel()[np.repeat(first - before, lengths) + np.arange(lengths.sum())] = value
        return painted


def components(mask: Image) -> Components:
    """Return the pieces of the pixels of `mask` that are not 0. Numbers are those that OpenCV gives."""
    count, found = cv2.connectedComponents(mask, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(found, dtype=np.int32)
    runs = _runs(mask, labels)
    x0, y0, x1, y1 = (np.zeros(count, np.int32) for _ in range(4))
    y0[runs.owners[::-1]], y1[runs.owners] = runs.rows[::-1], runs.rows + 1  # rows ascend: the last one written stays
    x0[1:] = mask.shape[1]
    np.minimum.at(x0, runs.owners, runs.starts)
    np.maximum.at(x1, runs.owners, runs.ends)
    area = np.bincount(runs.owners, runs.ends - runs.starts, count).astype(np.int32)
    return Components(labels, x0, y0, x1, y1, area, runs)


def _runs(mask: Image, labels: Numbers) -> Runs:
    height, width = mask.shape
    across = (width // _WORD + 1) * _WORD  # columns of paper part the rows
    inked = np.zeros(_WORD + height * across, np.uint8)
    np.not_equal(mask, 0, out=inked[_WORD:].reshape(height, across)[:, :width].view(np.bool_))
    turns = _places(np.bitwise_xor(inked[_WORD:], inked[_WORD - 1 : -1]))
    rows = turns[::2] // across
    starts, ends = turns[::2] - rows * across, turns[1::2] - rows * across
    return Runs(rows, starts, ends, labels.ravel()[rows * width + starts])


def _places(turned: npt.NDArray[np.uint8]) -> Numbers:
    """Return the places of the ones among zeros; `turned` is a multiple of eight long.

    Most of a page is paper, so that eight bytes at once are looked at first: three quarters of the time.
    """
    words = turned.view(np.uint64)
    some = np.flatnonzero(words != 0).astype(np.int32)
    inside = np.flatnonzero(words[some].view(np.bool_)).astype(np.int32)
    return (some * np.int32(_WORD))[inside // _WORD] + inside % _WORD
