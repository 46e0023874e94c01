"""The searches as Elasticsearch takes them.

Points come from `constant_score` clauses alone, so that the score is the sum of `records.index.ranking` and holds no
statistics.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from models.search import COUNTED_TO, Facets, SearchQuery, SearchScope
from records.index.elasticsearch.clauses import (
    EXACT,
    FOLDED,
    Clause,
    any_of,
    exactly,
    found,
    in_head,
    phrase,
    phrase_folded,
)
from records.index.elasticsearch.documents import PROBE, SHOWN, WORD, micros
from records.index.elasticsearch.levels import Level
from records.index.facets import facets
from records.index.query import Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, Place, as_typed

Body = Mapping[str, Any]

_FACETS = {"types": "type", "agencies": "agencies", "procedures": "procedure", "states": "state", "months": "month"}
_MOST_VALUES = 60_000  # more agencies than there are: counts are exact only when no value is left out
_NEWEST: Sequence[Mapping[str, str]] = ({"received": "desc"}, {"id": "desc"})

_START: Sequence[int | str] = (2**63 - 1, "")
"""A place before all entries. Where no place is given the server adds a field to the order of a point in time, by
which the index is not kept, and looks at every hit: 89,105 instead of 435 of a level among some 150,000 entries.
"""

COUNTED: Clause = {"bool": {"must_not": [{"terms": {"kind": [PROBE, WORD]}}]}}


def number(query: SearchQuery, matched: Sequence[Clause], most: int = COUNTED_TO + 1) -> Body:
    """Return the request for the number of hits that match some clauses; at `most` the server stops."""
    return {"query": _filtered(query, matched), "size": 0, "track_total_hits": most}


def attributes(query: SearchQuery, terms: Terms) -> Body:
    """Return the request for the counts of all hits by their attributes."""
    return {**number(query, [found(terms)], 1), "aggregations": _aggregations()}


def of_level(query: SearchQuery, level: Level, after: Place | None, size: int) -> Body:
    """Return the request for the newest entries of a level, those behind `after` if that is one of them."""
    behind = _START if after is None or after.points != level.points else (micros(after.received), after.id)
    return _page(_filtered(query, level.matched, level.but), _NEWEST, behind, size)


def by_points(query: SearchQuery, terms: Terms, matched: Sequence[Clause], after: Place | None, size: int) -> Body:
    """Return the request for the hits behind `after` that match some clauses, each with its points as score."""
    behind = None if after is None else (after.points, micros(after.received), after.id)
    rated = {"bool": {**_filtered(query, matched)["bool"], "should": _rated(terms)}}
    return _page(rated, ({"_score": "desc"}, *_NEWEST), behind, size)


def counted(answer: Mapping[str, Any]) -> Facets:
    """Return the counts in an answer to `attributes`."""
    return facets({name: {each["key"]: each["doc_count"] for each in answer[name]["buckets"]} for name in _FACETS})


def _page(query: Clause, sort: Sequence[Mapping[str, str]], behind: Sequence[int | str] | None, size: int) -> Body:
    body = {"query": query, "sort": sort, "size": size, "track_total_hits": False, "stored_fields": SHOWN}
    return body if behind is None else {**body, "search_after": behind}


def _aggregations() -> Mapping[str, Clause]:
    return {name: {"terms": {"field": field, "size": _MOST_VALUES}} for name, field in _FACETS.items()}


def _filtered(query: SearchQuery, matched: Sequence[Clause], but: Sequence[Clause] = ()) -> Clause:
    return {"bool": {"filter": [*matched, *_filters(query)], "must_not": list(but)}}


def _filters(query: SearchQuery) -> list[Clause]:
    chosen: list[Clause] = [] if query.scope is None else [_granted(query.scope)]
    if query.agencies is not None:
        chosen.append({"terms": {"agencies": list(query.agencies)}})
    state = None if query.state is None else str(query.state.value)
    exactly = {"owner": query.owner, "type": query.type, "procedure": query.procedure, "state": state}
    chosen += [{"term": {field: value}} for field, value in exactly.items() if value is not None]
    if query.period is not None:
        chosen.append({"prefix": {"month": query.period}})
    return chosen


def _granted(scope: SearchScope) -> Clause:
    """Return a clause for what any part of a scope grants; a scope that names nothing grants nothing."""
    granted = {"agencies": scope.units, "agency": scope.agencies, "owner": scope.owners, "procedure": scope.procedures}
    return any_of([{"terms": {field: list(values)}} for field, values in granted.items()])


def _rated(terms: Terms) -> list[Clause]:
    """Return what earns points, each clause once."""
    typed, worth = as_typed(len(terms.terms)), Counter[tuple[str, tuple[str, ...]]]()
    for term in terms.terms:
        worth.update({(FOLDED, term.folded): typed, (EXACT, term.exact): EXACT_TERM})
    worth.update({(EXACT, terms.phrase.exact): EXACT_PHRASE})
    all_exact = {"bool": {"filter": [exactly(term) for term in terms.terms]}}
    return [
        *(_worth(points, phrase(field, words)) for (field, words), points in worth.items()),
        _worth(FOLDED_PHRASE, {"bool": {"filter": [phrase_folded(terms)], "must_not": [all_exact]}}),
        _worth(IN_HEAD, in_head(terms)),
    ]


def _worth(points: int, what: Clause) -> Clause:
    return {"constant_score": {"filter": what, "boost": points}}
