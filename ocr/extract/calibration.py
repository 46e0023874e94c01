"""How often values of a score are right, so that confidence 0.9 means nine in ten.

A value's score is made of its words' confidence, its grammar and its label; engines for print give right and wrong
words nearly the same confidence, more so in names than in figures. The tables map scores to the share of right values
on made-up papers: isotonic regression, fitted by ``./hoso bench understanding --fit`` and checked on other papers.
"""

from bisect import bisect_right
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from ocr.calibration import read_table
from ocr.doctypes.spec import At, Kind, Labelled, Rule, Spot

Knots = tuple[tuple[float, float], ...]
"""Scores in rising order, each with the share of right values, which never falls."""


class Family(StrEnum):
    """Values that are misread alike: one wrong mark spoils words, a figure is right or refused by its grammar."""

    WORDS = "words"
    FIGURES = "figures"


_WORDED = frozenset({Kind.PERSON, Kind.ADDRESS, Kind.TEXT})
_PLACED_FIGURES = frozenset({Spot.NUMBER, Spot.SYMBOL_NUMBER, Spot.DATED})


def family_of(rule: Rule) -> Family:
    """Return the family of the values that a rule finds."""
    if isinstance(rule, At):
        return Family.FIGURES if rule.spot in _PLACED_FIGURES else Family.WORDS
    worded = rule.kind in _WORDED and not (isinstance(rule, Labelled) and rule.choices)
    return Family.WORDS if worded else Family.FIGURES


def calibrated(score: float, knots: Knots) -> float:
    """Return the share of right values at `score`: straight lines from nothing to the first knot and between knots.

    Above the last knot it is that of the last: so much was seen to be right, no more.
    """
    scores = [knot[0] for knot in knots]
    after = bisect_right(scores, score)
    if after == len(knots):
        return knots[-1][1]
    (low, share), (high, more) = knots[after - 1] if after else (0.0, 0.0), knots[after]
    return share + (more - share) * (score - low) / (high - low)


@cache
def shipped() -> Mapping[Family, Knots]:
    """Return the tables that come with the programme. Raises MissingData when their file is missing or damaged."""
    return read_table(_tables)


def _tables(loaded: Mapping[str, Any]) -> Mapping[Family, Knots]:
    return {family: tuple((float(x), float(y)) for x, y in loaded[family.value]) for family in Family}
