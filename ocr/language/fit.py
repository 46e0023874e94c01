"""How well the model knows the kind of text that it is looking at: papers of offices, or novels, names and English."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ocr.language.model import SyllableModel
from ocr.language.tokens import NUMBER, START

_REACH = 40  # tokens to either side: three or four lines of print
_PRIOR = 10  # pairs that are taken as seen before any text
_PRIOR_KNOWN = 4  # of them known: a few words alone are trusted by two thirds
_STRANGE = 0.2  # share of known pairs at which the model is not trusted at all; novels have 0.1, lists of names 0.1
_HOME = 0.5  # share from which it is trusted fully; decisions have 0.75 to 0.95, forms 0.5 to 0.9


def trust(tokens: Sequence[str], model: SyllableModel) -> npt.NDArray[np.float64]:
    """Return for each token how far the model's word counts there, 0 to 1.

    Measured by the share of neighbouring syllables, within `_REACH` of the token, that the corpus has together too.
    """
    if len(tokens) < 2:
        return np.full(len(tokens), _scaled(np.array(_PRIOR_KNOWN / _PRIOR)))
    numbers = model.numbers(tokens)
    counts = np.array([model.knows(token) and token not in (START, NUMBER) for token in tokens])
    both = counts[:-1] & counts[1:]
    seen = both & model.has(numbers[:-1], numbers[1:])
    share = (_around(seen, len(tokens)) + _PRIOR_KNOWN) / (_around(both, len(tokens)) + _PRIOR)
    return _scaled(share)


def _around(flags: npt.NDArray[np.bool_], size: int) -> npt.NDArray[np.float64]:
    """Return how many of the pairs' `flags` hold within reach of each of `size` tokens."""
    total = np.concatenate(([0], np.cumsum(flags)))
    places = np.arange(size)
    first, last = np.maximum(places - _REACH, 0), np.minimum(places + _REACH, size - 1)
    return np.asarray(total[last] - total[first], dtype=np.float64)


def _scaled(share: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.clip((share - _STRANGE) / (_HOME - _STRANGE), 0.0, 1.0)
