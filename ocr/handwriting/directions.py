"""Directions of the edges of ink, as histograms: how many keep to one direction near upright, as stems do."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

BINS = 90
"""Of a histogram over 180 degrees, 2 degrees each; bin 0 is an upright edge."""

_LEAN, _WITHIN = 15, 4  # bins: how far from upright stems lean, and how far alike
_WIDTH = 2 * _WITHIN + 1


def upright(shares: Numbers) -> Numbers:
    """Return how much of each histogram lies within 8 degrees of every direction up to 30 degrees off upright.

    Shape (histograms, `BINS`) → (histograms, 31).
    """
    sums = np.cumsum(np.pad(_turned(shares), ((0, 0), (1, 0))), axis=1)
    return np.asarray(sums[:, _WIDTH:] - sums[:, :-_WIDTH], np.float64)


def leaning(shares: Numbers) -> Numbers:
    """Return in which direction most of each histogram lies, in degrees off upright: the mean of the best window."""
    first = np.argmax(upright(shares), axis=1)[:, None] + np.arange(_WIDTH)
    best = np.take_along_axis(_turned(shares), first, axis=1)
    mean = (best * first).sum(axis=1) / np.maximum(best.sum(axis=1), 1e-9)
    return np.asarray((mean - _LEAN - _WITHIN) * (180.0 / BINS), np.float64)


def _turned(shares: Numbers) -> Numbers:
    """Return the bins about upright alone, from the left."""
    return np.asarray(np.roll(shares, _LEAN + _WITHIN, axis=1)[:, : 2 * _LEAN + _WIDTH], np.float64)
