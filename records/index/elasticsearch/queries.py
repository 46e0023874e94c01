"""The searches as Elasticsearch takes them. All that was typed is a value; nothing is parsed by the server.

Points come from `constant_score` clauses alone, so that the score is the sum of `records.index.ranking` and holds no
statistics.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from models.search import SearchQuery
from records.index.query import Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, Place

Clause = Mapping[str, Any]

_EXACT, _FOLDED, _HEAD = ("he", "te"), ("hf", "tf"), ("hf",)
ORDER: Sequence[Mapping[str, str]] = ({"_score": "desc"}, {"received": "desc"}, {"id": "desc"})
PROBE = "probe"
"""The kind of the entry that a probe writes: it has no words and is not counted."""

COUNTED: Clause = {"bool": {"must_not": [{"term": {"kind": PROBE}}]}}


def clause(query: SearchQuery, terms: Terms) -> Clause:
    """Return the query for all hits, each with its points as score."""
    return {"bool": {"filter": [*_matched(terms), *_filters(query)], "should": _rated(terms)}}


def behind(place: Place | None) -> Sequence[int | str] | None:
    """Return the sort values of the last hit of the page before."""
    return None if place is None else (place.points, place.received, place.id)


def _matched(terms: Terms) -> list[Clause]:
    return [_phrase(_FOLDED, words) for words in _distinct(terms)]


def _filters(query: SearchQuery) -> list[Clause]:
    found: list[Clause] = []
    if query.agencies is not None:
        found.append({"terms": {"agencies": list(query.agencies)}})
    if query.owner is not None:
        found.append({"term": {"owner": query.owner}})
    if query.type is not None:
        found.append({"term": {"type": query.type}})
    return found


def _rated(terms: Terms) -> list[Clause]:
    return [
        *(_worth(EXACT_TERM, _phrase(_EXACT, term.exact)) for term in terms.terms),
        _worth(EXACT_PHRASE, _phrase(_EXACT, terms.phrase.exact)),
        _worth(FOLDED_PHRASE, _phrase(_FOLDED, terms.phrase.folded)),
        _worth(IN_HEAD, {"bool": {"filter": [_phrase(_HEAD, words) for words in _distinct(terms)]}}),
    ]


def _worth(points: int, what: Clause) -> Clause:
    return {"constant_score": {"filter": what, "boost": points}}


def _phrase(fields: Sequence[str], words: Sequence[str]) -> Clause:
    """Return a clause for words that follow one another in one of `fields`."""
    wanted = " ".join(words)
    return {"bool": {"should": [{"match_phrase": {field: wanted}} for field in fields], "minimum_should_match": 1}}


def _distinct(terms: Terms) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(term.folded for term in terms.terms))
