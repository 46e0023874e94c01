"""The searches in SQL. Only numbers and column names are written into a statement; all that was typed is a value.

Hits in which every term stands with its accents come before all others (`records.index.ranking`). There are mostly
enough of them for a page, and then no others need to be looked at: `best` asks for them alone.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.search import SearchQuery
from records.index import matches
from records.index.query import Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, Place, as_typed
from records.index.tables import Tables

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its values, in order."""

    sql: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """A query with its terms, and the tables that it is asked of."""

    query: SearchQuery
    terms: Terms
    tables: Tables


_FACETS = {
    "types": "e.type",
    "procedures": "e.procedure",
    "states": "CAST(e.state AS TEXT)",
    "months": "e.month",
}


def total_statement(search: Search) -> Statement:
    """Return the statement that counts all hits."""
    where, values = _hits(search)
    found = matches.every(search.terms)
    if len(values) > len(found):
        return Statement(f"SELECT count(*) FROM {search.tables.entries} e WHERE {where}", values)  # noqa: S608 - constants
    # Nothing narrows the search: what FTS5 finds need not be looked up. Its parts have no row in common with the first.
    first = f"SELECT count(*) FROM {search.tables.words} WHERE {search.tables.words} MATCH ?1"  # noqa: S608 - our own name
    slips = _union(search.tables, range(2, len(found) + 1))
    return Statement(f"SELECT ({first}) + (SELECT count(*) FROM ({slips}))" if slips else first, values)  # noqa: S608 - numbers


def facet_statements(search: Search) -> Mapping[str, Statement]:
    """Return, by the names of `facets.ATTRIBUTES`, the statements that give each value and its count."""
    where, values = _hits(search)
    entries, agencies = search.tables.entries, search.tables.agencies
    counted = {
        name: f"SELECT {column}, count(*) FROM {entries} e WHERE {where} GROUP BY 1"  # noqa: S608 - constants
        for name, column in _FACETS.items()
    }
    counted["agencies"] = (
        f"SELECT a.agency, count(*) FROM {entries} e JOIN {agencies} a ON a.entry = e.number"  # noqa: S608 - constants
        f" WHERE {where} GROUP BY 1"
    )
    return {name: Statement(sql, values) for name, sql in counted.items()}


def page_statement(search: Search, after: Place | None, *, best: bool) -> Statement:
    """Return the statement for the hits behind `after`, one more than a page holds; with `best`, as said above."""
    where, values = _narrowed(search, [matches.exactly(search.terms)]) if best else _hits(search)
    points, rated = _points(search, len(values) + 1, best=best)
    values += rated
    behind = ""
    if after is not None:
        at = len(values) + 1
        behind = f"WHERE (points, received, id) < (?{at}, ?{at + 1}, ?{at + 2})"
        values += (after.points, after.received, after.id)
    entries, texts, limit = search.tables.entries, search.tables.texts, search.query.limit + 1
    sql = f"""
        WITH hits AS (SELECT {points} AS points, e.number, e.received, e.id FROM {entries} e WHERE {where}),
        shown AS (SELECT * FROM hits {behind} ORDER BY points DESC, received DESC, id DESC LIMIT {limit})
        SELECT s.points, s.received, s.id, e.kind, e.dossier, e.type, t.text, t.head FROM shown s
        JOIN {entries} e ON e.number = s.number JOIN {texts} t ON t.entry = s.number
        ORDER BY s.points DESC, s.received DESC, s.id DESC
    """  # noqa: S608 - numbers and constants
    return Statement(sql, values)


def least_of_best(terms: Terms) -> int:
    """Return the points that every hit has in which all terms stand with their accents, and no other reaches."""
    count = len(terms.terms)
    return count * (as_typed(count) + EXACT_TERM)


def _hits(search: Search) -> tuple[str, tuple[Value, ...]]:
    return _narrowed(search, matches.every(search.terms))


def _narrowed(search: Search, found: list[str]) -> tuple[str, tuple[Value, ...]]:
    """Return the condition for what any of the FTS5 expressions finds, in scope and as chosen; and its values."""
    query, tables = search.query, search.tables
    parts, values = [f"e.number IN ({_union(tables, range(1, len(found) + 1))})"], list[Value](found)

    def demand(condition: str, *given: Value) -> None:
        parts.append(condition.format(*(f"?{len(values) + at}" for at in range(1, len(given) + 1))))
        values.extend(given)

    listed = "IN (SELECT value FROM json_each({}))"
    below = f"EXISTS (SELECT 1 FROM {tables.agencies} a WHERE a.entry = e.number AND a.agency {listed})"  # noqa: S608 - constants
    if query.scope is not None:
        scope = query.scope
        granted = (scope.units, scope.agencies, scope.owners, scope.procedures)
        columns = " OR ".join(f"e.{column} {listed}" for column in ("agency", "owner", "procedure"))
        demand(f"({below} OR {columns})", *map(json.dumps, granted))
    if query.agencies is not None:
        demand(below, json.dumps(query.agencies))
    for column, wanted in (("owner", query.owner), ("type", query.type), ("procedure", query.procedure)):
        if wanted is not None:
            demand(f"e.{column} = {{}}", wanted)
    if query.state is not None:
        demand("e.state = {}", query.state.value)
    if query.period is not None:
        demand("substr(e.month, 1, length({})) = {}", query.period, query.period)
    return " AND ".join(parts), tuple(values)


def _points(search: Search, first: int, *, best: bool) -> tuple[str, tuple[str, ...]]:
    """Return the sum of points; its values are numbered from `first`.

    Every hit is first given the points of all terms as typed; they are taken off where there are only slips of a term,
    which are few.
    """
    terms = search.terms
    alone = terms.terms == (replace(terms.phrase, slips=terms.terms[0].slips),)  # where it stands, the phrase stands
    typed = as_typed(len(terms.terms)) + (FOLDED_PHRASE if alone else 0)
    marked = EXACT_TERM + (EXACT_PHRASE if alone else 0)
    sure, rated = (typed + marked) * len(terms.terms), list[tuple[str, int]]()
    if not best:
        sure = typed * len(terms.terms)
        rated += [(matches.slipped(term), -typed) for term in terms.terms if term.slips]
        rated += [(matches.exact(term), marked) for term in terms.terms]
    if not alone:
        rated += [(matches.exact(terms.phrase), EXACT_PHRASE), (matches.typed(terms.phrase), FOLDED_PHRASE)]
    rated.append((matches.in_head(terms), IN_HEAD))
    found = [
        f"{weight} * (e.number IN ({_union(search.tables, [first + at])}))" for at, (_, weight) in enumerate(rated)
    ]
    return " + ".join([str(sure), *found]), tuple(match for match, _ in rated)


def _union(tables: Tables, values: Iterable[int]) -> str:
    """Return the query for the rows that match any of the values with these numbers; empty for none."""
    return " UNION ".join(f"SELECT rowid FROM {tables.words} WHERE {tables.words} MATCH ?{at}" for at in values)  # noqa: S608 - our own name
