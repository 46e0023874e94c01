"""Isotonic regression of right and wrong on a score, and the table of how often a confidence holds."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import fmean

Outcome = tuple[float, bool]
"""A score or confidence from 0 to 1, and whether the value was right."""

_FEWEST = 30
"""Values in a block: fewer say little about a share."""

_HIGHEST = 0.99
BINS = 10
_NORMAL = 1.96  # standard deviations of a 95 % interval


def fit(outcomes: Iterable[Outcome]) -> tuple[tuple[float, float], ...]:
    """Return knots (score, share right) of the isotonic regression, by pooling adjacent violators (Ayer et al., 1955).

    Blocks of at least 30 values, each share shrunk by one right and one wrong value (Laplace), at most 0.99.
    """
    ordered = sorted(outcomes)
    blocks = [ordered[start : start + _FEWEST] for start in range(0, len(ordered), _FEWEST)]
    if len(blocks) > 1 and len(blocks[-1]) < _FEWEST:
        blocks[-2:] = [blocks[-2] + blocks[-1]]
    pooled: list[list[Outcome]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and _share(pooled[-2]) >= _share(pooled[-1]):
            pooled[-2:] = [pooled[-2] + pooled[-1]]
    knots = [(round(fmean(score for score, _ in block), 4), round(min(_HIGHEST, _share(block)), 4)) for block in pooled]
    return tuple(knot for knot, after in pairwise([*knots, (2.0, 1.0)]) if knot[0] < after[0])


def reliability(outcomes: Iterable[Outcome]) -> list[tuple[float, int, float, float]]:
    """Return for each tenth of confidence that has values: its lower bound, how many, mean confidence, share right."""
    bins: list[list[Outcome]] = [[] for _ in range(BINS)]
    for confidence, right in outcomes:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return [
        (number / BINS, len(found), round(fmean(c for c, _ in found), 3), round(fmean(r for _, r in found), 3))
        for number, found in enumerate(bins)
        if found
    ]


def at_most(wrong: int, of: int) -> float:
    """Return the upper end of the 95 % interval of a share of wrong values (Wilson, 1927), 1 without values."""
    if not of:
        return 1.0
    share, part = wrong / of, _NORMAL**2 / of
    spread = _NORMAL * math.sqrt(share * (1 - share) / of + part / (4 * of))
    return (share + part / 2 + spread) / (1 + part)


def gap(outcomes: Sequence[Outcome]) -> float:
    """Return the expected calibration error: how far confidence and share right lie apart, weighted by values."""
    rows = reliability(outcomes)
    return sum(count * abs(mean - share) for _, count, mean, share in rows) / max(1, len(outcomes))


def _share(block: Sequence[Outcome]) -> float:
    return (sum(right for _, right in block) + 1) / (len(block) + 2)
