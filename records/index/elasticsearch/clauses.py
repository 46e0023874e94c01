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
    """Return the clause for all terms, each as typed or with a slip."""
    return any_of([{"bool": {"filter": every(terms)}}, *slipping(terms)])


def slipping(terms: Terms) -> list[Clause]:
    """Return clauses for all terms of which one is found with slips only, one clause for each that may be.

    Every other way the server would look at all spellings of all terms for every entry; those with slips are few.
    """
    several = distinct(terms)
    return [only_slipping(several, (at,), others=True) for at, term in enumerate(several) if term.may_slip]


def every(terms: Terms) -> list[Clause]:
    """Return clauses for all terms as typed, accents aside."""
    return [typed(term) for term in distinct(terms)]


def in_head(terms: Terms) -> Clause:
    """Return the clause for all terms as typed, accents aside, in the head."""
    return {"bool": {"filter": [phrase(HEAD, term.folded) for term in distinct(terms)]}}


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


def distinct(terms: Terms) -> list[Term]:
    """Return the terms, those that are the same without accents once."""
    return list({term.folded: term for term in terms.terms}.values())


def only_slipping(terms: Sequence[Term], chosen: Sequence[int], *, others: bool = False) -> Clause:
    """Return the clause for all of `terms`, of which those at `chosen` are found with slips only.

    The rest are found as typed; with `others` these may slip too.
    """
    slipped = [terms[at] for at in chosen]
    rest = [term for at, term in enumerate(terms) if at not in chosen]
    found = [*map(_slips, slipped), *map(_spelt if others else typed, rest)]
    return {"bool": {"filter": found, "must_not": [typed(term) for term in slipped]}}


def _spelt(term: Term) -> Clause:
    return any_of([typed(term), _slips(term)]) if term.may_slip else typed(term)


def _slips(term: Term) -> Clause:
    """Return the clause for the slips of a term that may have some."""
    kept: list[Clause] = [{"term": {MAY_BE: term.folded[0]}}] if term.kept else []
    if len(term.folded) > 1:
        return any_of([phrase(FOLDED, words) for words in term.slips])
    listed: list[Clause] = [{"terms": {FOLDED: [word for (word,) in term.slips]}}] if term.slips else []
    return any_of([*kept, *listed])
