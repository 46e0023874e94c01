"""A page of hits in as few requests, and as little work of the server, as it takes.

First the number of all hits is asked for together with the best levels. What these leave open is filled from lower
levels, and, where hits are few or terms many, by having the server order all that is left.
"""

from collections.abc import Callable, Sequence

from models.search import SearchQuery
from records.index.elasticsearch.asking import Answered, Body
from records.index.elasticsearch.documents import found
from records.index.elasticsearch.levels import Level, groups
from records.index.elasticsearch.queries import by_points, counted, of_level, total
from records.index.page import Answer, Found
from records.index.query import Terms
from records.index.ranking import Place

_FEW = 5_000
"""Hits that are sooner put in order than asked for level by level."""

_NO_TIME = "0001-01-01T00:00:00.000000Z"

Ask = Callable[[Sequence[Body]], Sequence[Answered]]
"""Makes several searches of one view."""


def searched(ask: Ask, query: SearchQuery, terms: Terms, after: Place | None) -> Answer:
    """Return the hits behind `after`, one more than a page, their total and counts."""
    size, rest = query.limit + 1, groups(terms)
    levels = _from(next(rest), after)
    first, *pages = ask([total(query, terms), *(of_level(query, level, after, size) for level in levels)])
    hits, count = _hits(levels, pages), int(first["hits"]["total"]["value"])
    for group in rest if count > _FEW else ():
        if len(hits) >= size:
            break
        if following := _from(group, after):
            hits += _hits(following, ask([of_level(query, level, after, size) for level in following]))
            levels = following
    if len(hits) < size and (after is not None or len(hits) < count):
        (answer,) = ask([by_points(query, terms, _end(levels, after), size)])
        hits += [found(hit) for hit in answer["hits"]["hits"]]
    return Answer(hits[:size], count, counted(first["aggregations"]) if query.facets else None, str(first["pit_id"]))


def _from(levels: Sequence[Level], after: Place | None) -> Sequence[Level]:
    """Return the levels that begin where a page ended."""
    return [level for level in levels if after is None or level.points <= after.points]


def _hits(levels: Sequence[Level], answers: Sequence[Answered]) -> list[Found]:
    asked = zip(levels, answers, strict=True)
    return [found(hit, level.points) for level, answer in asked for hit in answer["hits"]["hits"]]


def _end(levels: Sequence[Level], after: Place | None) -> Place | None:
    """Return the place behind all entries down to the last of some levels; `after` when there are none."""
    return Place(levels[-1].points, _NO_TIME, "") if levels else after
