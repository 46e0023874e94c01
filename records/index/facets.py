"""Counts of hits by their attributes, and the month of receipt that they are counted by."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from models.search import FacetCount, Facets
from models.time import civil_day

ATTRIBUTES = ("types", "agencies", "procedures", "states", "months")
"""What an index counts; years are summed up from months."""


def month_of(moment: datetime) -> str:
    """Return the month in Vietnamese time in which an aware moment falls, such as ``2026-03``."""
    return civil_day(moment).isoformat()[:7]


def facets(counts: Mapping[str, Mapping[str, int]]) -> Facets:
    """Return the facets for counts of values by the names of `ATTRIBUTES`."""
    years: Counter[str] = Counter()
    for month, count in counts["months"].items():
        years[month[:4]] += count
    return Facets(**{name: _sorted(counts[name]) for name in ATTRIBUTES}, years=_sorted(years))


def _sorted(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    return tuple(
        FacetCount(value, count) for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
