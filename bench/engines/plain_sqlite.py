"""SQLite as a good engineer would use it bare: FTS5 splits and folds the printed text itself.

Two full-text tables over one table of papers, one with accents and one without (`unicode61`), and a table of units to
narrow by. What is typed with accents is looked for in the first, what is typed without in the second. Transactions,
journal and cache are those of our index. Not done are slips of reading, đ for d, points by accents and phrases.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

from bench.engines.bare_sqlite import connection_to
from bench.engines.plain import HITS, chosen, head, is_accented
from models.search import COUNTED_TO, IndexEntry, SearchQuery, SearchScope
from records.index.facets import month_of
from records.index.words import CLOSE, OPEN

_PAPERS = """CREATE TABLE papers (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT, dossier TEXT, agency TEXT, owner TEXT, type TEXT,
    procedure TEXT, state INTEGER, received TEXT, month TEXT, revision INTEGER, head TEXT, text TEXT)"""
_UNITS = "CREATE TABLE units (unit TEXT, paper INTEGER, PRIMARY KEY (unit, paper)) WITHOUT ROWID"
_WORDS = """CREATE VIRTUAL TABLE {} USING fts5(
    head, text, content = 'papers', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics {}')"""
_SCHEMA = (_PAPERS, _UNITS, _WORDS.format("exact", 0), _WORDS.format("folded", 2))

_PAPER = "INSERT INTO papers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_IN_UNIT = "EXISTS (SELECT 1 FROM units u WHERE u.paper = p.number AND u.unit IN ({}))"


def load(url: str, batches: Sequence[Sequence[IndexEntry]]) -> Callable[[], None]:
    """Make the tables; return what writes the papers, newest last, a transaction for each batch."""
    connection = connection_to(url)
    for statement in _SCHEMA:
        connection.execute(statement)

    def write() -> None:
        with closing(connection):
            number = 0
            for batch in batches:
                _write(connection, number, batch)
                number += len(batch)

    return write


@contextmanager
def searcher(url: str) -> Iterator[Callable[[SearchQuery], Callable[[], object]]]:
    """Yield what gives the search for a query: the statements are made, asked and read in it."""
    with closing(connection_to(url)) as connection:
        yield lambda query: lambda: _search(connection, query)


def _write(connection: sqlite3.Connection, first: int, batch: Sequence[IndexEntry]) -> None:
    rows, words, units = [], [], []
    for number, entry in enumerate(batch, first):
        top = head(entry)
        about = (entry.agencies[0], entry.owner, entry.type, entry.procedure, entry.state.value)
        when = (entry.received_at.isoformat(), month_of(entry.received_at), entry.revision)
        rows.append((number, entry.id, entry.kind, entry.dossier, *about, *when, top, entry.text))
        words.append((number, top, entry.text))
        units += [(unit, number) for unit in entry.agencies]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_PAPER, rows)
    connection.executemany("INSERT OR IGNORE INTO units VALUES (?, ?)", units)
    for table in ("exact", "folded"):
        connection.executemany(f"INSERT INTO {table} (rowid, head, text) VALUES (?, ?, ?)", words)
    connection.execute("COMMIT")


def _search(connection: sqlite3.Connection, query: SearchQuery) -> object:
    """Return the newest papers with an excerpt of each, and their number up to the bound of ours."""
    table = "exact" if is_accented(query.text) else "folded"
    match = " ".join(f'"{word}"' for word in query.text.split())
    narrowed, values = _narrowed(query)
    found = f"FROM {table} JOIN papers p ON p.number = {table}.rowid WHERE {table} MATCH ? {narrowed}"
    counted = found if narrowed else f"FROM {table} WHERE {table} MATCH ?"
    excerpt = f"snippet({table}, -1, '{OPEN}', '{CLOSE}', '…', 32)"
    connection.execute("BEGIN")
    hits = connection.execute(  # the names are ours; what was typed is a value
        f"SELECT p.id, p.kind, p.dossier, p.type, {excerpt} {found} ORDER BY {table}.rowid DESC LIMIT {HITS}",
        (match, *values),
    ).fetchall()
    bounded = f"SELECT count(*) FROM (SELECT 1 {counted} LIMIT {COUNTED_TO + 1})"
    total = connection.execute(bounded, (match, *values)).fetchone()
    connection.execute("COMMIT")
    return hits, total


def _narrowed(query: SearchQuery) -> tuple[str, list[object]]:
    """Return the conditions of a search beside its words, and their values."""
    conditions, values = list[str](), list[object]()
    for name, value in chosen(query).items():
        conditions.append(f"p.{name} = ?")
        values.append(value)
    if query.period is not None:
        conditions.append("p.month LIKE ?")
        values.append(f"{query.period}%")
    if query.agencies is not None:
        conditions.append(_IN_UNIT.format(_marks(query.agencies)))
        values += query.agencies
    if query.scope is not None:
        granted, given = _granted(query.scope)
        conditions.append(granted)
        values += given
    return "".join(f" AND {condition}" for condition in conditions), values


def _granted(scope: SearchScope) -> tuple[str, list[object]]:
    parts = [_IN_UNIT.format(_marks(scope.units))]
    named = (("agency", scope.agencies), ("owner", scope.owners), ("procedure", scope.procedures))
    parts += [f"p.{name} IN ({_marks(values)})" for name, values in named]
    return f"({' OR '.join(parts)})", [*scope.units, *scope.agencies, *scope.owners, *scope.procedures]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)
