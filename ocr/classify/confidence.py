"""How often a judgment is right: a logistic curve over its signs, one for known types and one for `unknown`.

After Platt (Probabilistic outputs for support vector machines, 1999). Fitted by ``./hoso bench understanding --fit`` on
whole papers, papers of no known type, halves and middles of pages, later pages, and papers that quote titles. Of a
piece without a head it tells how often such a piece is none of the known types.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ocr.calibration import read_table
from ocr.classify.judgment import Judgment

Weights = tuple[float, ...]
"""The constant first, then one weight for each sign of `Judgment.signs`."""

HIGHEST = 0.99
"""No confidence is higher: so much was seen to be right, no more."""

NAMES = {True: "known", False: "unknown"}
"""Entries of the file, by whether a known type was told."""

_SIGNS = {True: 1, False: 4}


def confidence_of(judged: Judgment) -> float:
    """Return how often such a judgment is right, from 0 to 0.99. Raises MissingData without the file of weights."""
    return round(min(HIGHEST, logistic(shipped()[judged.known], judged.signs)), 3)


def logistic(weights: Weights, signs: Sequence[float]) -> float:
    """Return the logistic function of the weighted sum of the signs."""
    total = weights[0] + sum(w * sign for w, sign in zip(weights[1:], signs, strict=True))
    return 1.0 / (1.0 + math.exp(-total))


@cache
def shipped() -> Mapping[bool, Weights]:
    """Return the weights that come with the programme. Raises MissingData when the file is missing or damaged."""
    return read_table(_weights)


def _weights(loaded: Mapping[str, Any]) -> Mapping[bool, Weights]:
    found = {known: tuple(map(float, loaded[name])) for known, name in NAMES.items()}
    if any(len(weights) != 1 + _SIGNS[known] for known, weights in found.items()):
        raise ValueError("one weight for each sign and one constant")
    return found
