"""The searches as Elasticsearch takes them. All that was typed is a value; nothing is parsed by the server.

Points come from `constant_score` clauses alone, so that the score is the sum of `records.index.ranking` and holds no
statistics.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from models.search import Facets, SearchQuery, SearchScope
from records.index.elasticsearch.documents import PROBE, WORD
from records.index.facets import facets
from records.index.query import Term, Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, Place, as_typed

Clause = Mapping[str, Any]

_EXACT, _FOLDED, _HEAD = "exact", "folded", "top"
_FACETS = {"types": "type", "agencies": "agencies", "procedures": "procedure", "states": "state", "months": "month"}
_MOST_VALUES = 60_000  # more agencies than there are: counts are exact only when no value is left out
ORDER: Sequence[Mapping[str, str]] = ({"_score": "desc"}, {"received": "desc"}, {"id": "desc"})

COUNTED: Clause = {"bool": {"must_not": [{"terms": {"kind": [PROBE, WORD]}}]}}


def clause(query: SearchQuery, terms: Terms) -> Clause:
    """Return the query for all hits, each with its points as score."""
    return {"bool": {"filter": [*_matched(terms), *_filters(query)], "should": _rated(terms)}}


def behind(place: Place | None) -> Sequence[int | str] | None:
    """Return the sort values of the last hit of the page before."""
    return None if place is None else (place.points, place.received, place.id)


def listed(keys: frozenset[str]) -> Clause:
    """Return the query for odd words that have one of `keys`."""
    return {"bool": {"filter": [{"terms": {"keys": sorted(keys)}}]}}


def aggregations() -> Mapping[str, Clause]:
    """Return what counts all hits by their attributes."""
    return {name: {"terms": {"field": field, "size": _MOST_VALUES}} for name, field in _FACETS.items()}


def counted(answer: Mapping[str, Any]) -> Facets:
    """Return the counts in an answer to `aggregations`."""
    return facets({name: {each["key"]: each["doc_count"] for each in answer[name]["buckets"]} for name in _FACETS})


def _matched(terms: Terms) -> list[Clause]:
    return [_spelt(term) for term in {term.folded: term for term in terms.terms}.values()]


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
    return _any([{"terms": {field: list(values)}} for field, values in granted.items()])


def _rated(terms: Terms) -> list[Clause]:
    """Return what earns points, each clause once. A term without slips is found as typed by every hit."""
    typed, worth = as_typed(len(terms.terms)), Counter[tuple[str, tuple[str, ...]]]()
    for term in terms.terms:
        worth.update({(_FOLDED, term.folded): typed, (_EXACT, term.exact): EXACT_TERM})
    worth.update({(_EXACT, terms.phrase.exact): EXACT_PHRASE, (_FOLDED, terms.phrase.folded): FOLDED_PHRASE})
    certain = {(_FOLDED, term.folded) for term in terms.terms if not term.slips}
    sure = sum(worth.pop(each) for each in certain)
    head = {"bool": {"filter": [_phrase(_HEAD, term.folded) for term in terms.terms]}}
    return [
        *([_worth(sure, {"match_all": {}})] if sure else []),
        *(_worth(points, _phrase(field, words)) for (field, words), points in worth.items()),
        _worth(IN_HEAD, head),
    ]


def _worth(points: int, what: Clause) -> Clause:
    return {"constant_score": {"filter": what, "boost": points}}


def _spelt(term: Term) -> Clause:
    """Return a clause for a term as typed or with any of its slips.

    Many words in one `terms` clause are first gathered in a set of all their entries: right for slips, which are rare,
    and slow for the word as typed.
    """
    typed = _phrase(_FOLDED, term.folded)
    if not term.slips:
        return typed
    if len(term.folded) > 1:
        return _any([typed, *(_phrase(_FOLDED, words) for words in term.slips)])
    return _any([typed, {"terms": {_FOLDED: [word for (word,) in term.slips]}}])


def _phrase(field: str, words: Sequence[str]) -> Clause:
    """Return a clause for words that follow one another; head and text are set apart by a gap of positions."""
    return {"term": {field: words[0]}} if len(words) == 1 else {"match_phrase": {field: " ".join(words)}}


def _any(clauses: Sequence[Clause]) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}
