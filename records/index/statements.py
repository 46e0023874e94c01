"""The searches in SQL. Only numbers and column names are written into a statement; all that was typed is a value."""

import json
from dataclasses import dataclass

from models.search import SearchQuery
from records.index.query import Term, Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, Place

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its values, in order."""

    sql: str
    values: tuple[Value, ...]


# Columns of `words`: head and text, exact and folded.
_EXACT, _FOLDED, _HEAD = "{he te}", "{hf tf}", "{hf}"

_FILTERS = """
    AND (?1 IS NULL OR EXISTS (
        SELECT 1 FROM agencies a WHERE a.entry = e.number AND a.agency IN (SELECT value FROM json_each(?1))))
    AND (?2 IS NULL OR e.owner = ?2)
    AND (?3 IS NULL OR e.type = ?3)"""
_MATCHED = f"e.number IN (SELECT rowid FROM words WHERE words MATCH ?4){_FILTERS}"  # noqa: S608 - constants


def count_statement(query: SearchQuery, terms: Terms) -> Statement:
    """Return the statement that counts all hits."""
    return Statement(f"SELECT count(*) FROM entries e WHERE {_MATCHED}", _shared(query, terms))  # noqa: S608 - constants


def page_statement(query: SearchQuery, terms: Terms, after: Place | None) -> Statement:
    """Return the statement for the hits behind `after`, one more than a page holds."""
    rated = _rated(terms)
    values = _shared(query, terms)
    first = len(values) + 1
    points = " + ".join(
        f"{weight} * (e.number IN (SELECT rowid FROM words WHERE words MATCH ?{first + at}))"  # noqa: S608 - numbers
        for at, (weight, _) in enumerate(rated)
    )
    values += tuple(match for _, match in rated)
    behind = ""
    if after is not None:
        at = len(values) + 1
        behind = f"WHERE (points, received, id) < (?{at}, ?{at + 1}, ?{at + 2})"
        values += (after.points, after.received, after.id)
    sql = f"""
        WITH hits AS (SELECT {points} AS points, e.number, e.received, e.id FROM entries e WHERE {_MATCHED}),
        shown AS (SELECT * FROM hits {behind} ORDER BY points DESC, received DESC, id DESC LIMIT {query.limit + 1})
        SELECT s.points, s.received, s.id, e.kind, e.dossier, e.type, e.text, e.head
        FROM shown s JOIN entries e ON e.number = s.number ORDER BY s.points DESC, s.received DESC, s.id DESC
    """  # noqa: S608 - numbers and constants
    return Statement(sql, values)


def _shared(query: SearchQuery, terms: Terms) -> tuple[Value, ...]:
    agencies = None if query.agencies is None else json.dumps(query.agencies)
    return agencies, query.owner, query.type, _every(_FOLDED, terms)


def _rated(terms: Terms) -> list[tuple[int, str]]:
    """Return what earns points: weight and FTS5 expression."""
    exact = [(EXACT_TERM, f"{_EXACT} : {_phrase(term.exact)}") for term in terms.terms]
    return [
        *exact,
        (EXACT_PHRASE, f"{_EXACT} : {_phrase(terms.phrase.exact)}"),
        (FOLDED_PHRASE, f"{_FOLDED} : {_phrase(terms.phrase.folded)}"),
        (IN_HEAD, _every(_HEAD, terms)),
    ]


def _every(columns: str, terms: Terms) -> str:
    return " AND ".join(f"({columns} : {_phrase(term.folded)})" for term in _distinct(terms))


def _distinct(terms: Terms) -> list[Term]:
    return list({term.folded: term for term in terms.terms}.values())


def _phrase(words: tuple[str, ...]) -> str:
    """Return words as an FTS5 string; they hold letters and digits only, so nothing in them can end it."""
    return f'"{" ".join(words)}"'
