"""What is found, as expressions of FTS5 over the columns `he`, `hf`, `te`, `tf`: head and text, exact and folded.

A filter by column makes FTS5 look at places in texts where a list of rows would do, twice the time for common words, so
there is none where it changes nothing: a folded form that stands in an exact column stands in the folded one as well,
and a form with accents stands in exact columns only.
"""

from collections.abc import Iterable

from records.index.query import Term, Terms


def every(terms: Terms) -> list[str]:
    """Return expressions that together find all terms, each as typed or with a slip.

    The first is for hits as typed; then follows one for each term that may slip, for rows where it does: FTS5 looks at
    every word of an OR for every row that it gives, and the rows with slips are few.
    """
    found = distinct(terms)
    return [_all(map(typed, found)), *(_slipping(found, at) for at, term in enumerate(found) if term.slips)]


def exactly(terms: Terms) -> str:
    """Return the expression for all terms with their accents as typed."""
    return _all(map(exact, terms.terms))


def in_head(terms: Terms) -> str:
    """Return the expression for all terms as typed, accents aside, in the head."""
    return _all(f"({{hf}} : {_phrase(term.folded)})" for term in distinct(terms))


def exact(term: Term) -> str:
    words = _phrase(term.exact)
    return f"({{he te}} : {words})" if term.exact == term.folded else words


def typed(term: Term) -> str:
    return _phrase(term.folded)


def slipped(term: Term) -> str:
    """Return the expression for rows in which a term stands with slips only."""
    return f"({_slips(term)} NOT {typed(term)})"


def distinct(terms: Terms) -> list[Term]:
    """Return the terms, those that are the same without accents once."""
    return list({term.folded: term for term in terms.terms}.values())


def _slipping(terms: list[Term], at: int) -> str:
    """Return the expression for all of `terms`, of which that at `at` is found with slips only."""
    others = (f"({typed(term)} OR {_slips(term)})" if term.slips else typed(term) for term in terms)
    return _all(slipped(terms[at]) if number == at else other for number, other in enumerate(others))


def _slips(term: Term) -> str:
    return f"({' OR '.join(map(_phrase, term.slips))})"


def _all(expressions: Iterable[str]) -> str:
    return " AND ".join(expressions)


def _phrase(words: tuple[str, ...]) -> str:
    """Return words as an FTS5 string; they hold letters and digits only, so nothing in them can end it."""
    return f'"{" ".join(words)}"'
