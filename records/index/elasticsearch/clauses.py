"""Clauses for words: as typed, with their accents, with slips, as a phrase, in the head.

All that was typed is a value; nothing is parsed by the server.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from records.index.query import Term, Terms

Clause = Mapping[str, Any]

EXACT, FOLDED, HEAD, MAY_BE = "exact", "folded", "top", "may_be"
"""Fields of words: with accents, without, of the head without; what the odd words of an entry may be slips of."""


def found(terms: Terms) -> Clause:
    """Return the clause for all terms, each as typed or with a slip.

    All as typed is one alternative; then follows one for each term that may slip, for entries where it does. Every
    other way the server would look at all spellings of all terms for every entry; those with slips are few.
    """
    distinct = _distinct(terms)
    slipping = [_slipping(distinct, at) for at, term in enumerate(distinct) if term.kept or term.slips]
    return any_of([{"bool": {"filter": every(terms)}}, *slipping])


def every(terms: Terms) -> list[Clause]:
    """Return clauses for all terms as typed, accents aside."""
    return [typed(term) for term in _distinct(terms)]


def in_head(terms: Terms) -> Clause:
    """Return the clause for all terms as typed, accents aside, in the head."""
    return {"bool": {"filter": [phrase(HEAD, term.folded) for term in _distinct(terms)]}}


def phrase_exact(terms: Terms) -> Clause:
    return phrase(EXACT, terms.phrase.exact)


def phrase_folded(terms: Terms) -> Clause:
    return phrase(FOLDED, terms.phrase.folded)


def exactly(term: Term) -> Clause:
    return phrase(EXACT, term.exact)


def typed(term: Term) -> Clause:
    return phrase(FOLDED, term.folded)


def phrase(field: str, words: Sequence[str]) -> Clause:
    """Return a clause for words that follow one another; head and text are set apart by a gap of positions."""
    return {"term": {field: words[0]}} if len(words) == 1 else {"match_phrase": {field: " ".join(words)}}


def any_of(clauses: Sequence[Clause], at_least: int = 1) -> Clause:
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": list(clauses), "minimum_should_match": at_least}}


def _distinct(terms: Terms) -> list[Term]:
    """Return the terms, those that are the same without accents once."""
    return list({term.folded: term for term in terms.terms}.values())


def _slipping(terms: Sequence[Term], at: int) -> Clause:
    """Return the clause for all of `terms`, of which that at `at` is found with slips only."""
    others = [_spelt(term) for number, term in enumerate(terms) if number != at]
    return {"bool": {"filter": [_slips(terms[at]), *others], "must_not": [typed(terms[at])]}}


def _spelt(term: Term) -> Clause:
    return any_of([typed(term), _slips(term)]) if term.kept or term.slips else typed(term)


def _slips(term: Term) -> Clause:
    """Return the clause for the slips of a term that may have some."""
    kept: list[Clause] = [{"term": {MAY_BE: term.folded[0]}}] if term.kept else []
    if len(term.folded) > 1:
        return any_of([phrase(FOLDED, words) for words in term.slips])
    listed: list[Clause] = [{"terms": {FOLDED: [word for (word,) in term.slips]}}] if term.slips else []
    return any_of([*kept, *listed])
