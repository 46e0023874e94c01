"""What is found, as expressions of FTS5 over the marked words of `records.index.marking`."""

from collections.abc import Iterable, Iterator, Sequence

from models.search import SearchQuery, SearchScope
from records.index.marking import AGENCY, EXACT, HEAD, OWNER, PERIOD, PROCEDURE, SLIP, STATE, TYPE, UNIT, attribute
from records.index.query import Term, Terms

NOTHING = '"@"'
"""Finds no row: no attribute is without kind."""


def every(terms: Terms) -> list[str]:
    """Return expressions that must all hold: all terms, each as typed or with a slip."""
    return [*map(forgiven, groups(terms))]


def exact(term: Term) -> str:
    return phrase(term.exact, EXACT)


def typed(term: Term) -> str:
    return phrase(term.folded)


def in_head(terms: Terms) -> str:
    """Return the expression for all terms as typed, accents aside, in the head."""
    return all_of(phrase(term.folded, HEAD) for term in groups(terms))


def slipped(term: Term) -> str:
    """Return the expression for rows in which a term stands with slips only."""
    return f"({_slips(term)} NOT {typed(term)})"


def forgiven(term: Term) -> str:
    """Return the expression for a term as typed or with slips."""
    return f"({typed(term)} OR {_slips(term)})" if may_slip(term) else typed(term)


def may_slip(term: Term) -> bool:
    return term.kept or bool(term.slips)


def groups(terms: Terms) -> list[Term]:
    """Return the terms, those that are the same without accents once."""
    return list({term.folded: term for term in terms.terms}.values())


def chosen(query: SearchQuery) -> list[str]:
    """Return expressions that must all hold for what is in scope and as chosen."""
    wanted = ((OWNER, query.owner), (TYPE, query.type), (PROCEDURE, query.procedure), (PERIOD, query.period))
    parts = [phrase((attribute(kind, value),)) for kind, value in wanted if value is not None]
    if query.state is not None:
        parts.append(phrase((attribute(STATE, str(query.state.value)),)))
    if query.agencies is not None:
        parts.append(any_of(_attributes(UNIT, query.agencies)))
    if query.scope is not None:
        parts.append(any_of(_granted(query.scope)))
    return parts


def all_of(expressions: Iterable[str]) -> str:
    return " AND ".join(expressions)


def any_of(expressions: Iterable[str]) -> str:
    """Return the expression for what any of some finds; for none at all, one that finds nothing."""
    return f"({' OR '.join(expressions) or NOTHING})"


def without(expression: str, others: Sequence[str]) -> str:
    """Return the expression for what is found by one, and by none of the others."""
    return f"({expression}) NOT {any_of(others)}" if others else expression


def phrase(words: tuple[str, ...], mark: str = "") -> str:
    """Return words as an FTS5 string; they hold letters, digits and marks only, so nothing in them can end it."""
    return f'"{" ".join(mark + word for word in words)}"'


def _granted(scope: SearchScope) -> Iterator[str]:
    yield from _attributes(UNIT, scope.units)
    yield from _attributes(AGENCY, scope.agencies)
    yield from _attributes(OWNER, scope.owners)
    yield from _attributes(PROCEDURE, scope.procedures)


def _attributes(kind: str, values: Iterable[str]) -> Iterator[str]:
    return (phrase((attribute(kind, value),)) for value in values)


def _slips(term: Term) -> str:
    kept = (phrase(term.folded, SLIP),) if term.kept else ()
    return any_of((*kept, *map(phrase, term.slips)))
