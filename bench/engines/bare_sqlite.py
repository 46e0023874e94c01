"""SQLite by one plain connection: the statements that our adapter sends, and nothing else."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

from models.ports.index import SearchIndex
from models.search import IndexEntry, SearchQuery
from records.index import open_index
from records.index.facets import month_of
from records.index.head import agency_of, head, received
from records.index.query import Terms, parse
from records.index.spelling import forgiving
from records.index.sqlite import _listed
from records.index.statements import Search, Statement, page_statement, total_statement
from records.index.tables import Tables, generations
from records.index.words import clean, forms

Rows = dict[str, list[tuple[Any, ...]]]
"""Rows by the statement that inserts them."""


def load(url: str, batches: Sequence[Sequence[IndexEntry]]) -> float:
    """Insert prepared rows into a new index of our tables, a transaction for each batch; return the seconds."""
    open_index(url).close()  # which makes it
    first, prepared = 1, list[Rows]()
    for batch in batches:
        prepared.append(_rows(Tables(1), batch, first))
        first += len(batch)
    with closing(_connection(url)) as connection:
        began = time.monotonic()
        for rows in prepared:
            connection.execute("BEGIN IMMEDIATE")
            for statement, values in rows.items():
                connection.executemany(statement, values)
            connection.execute("COMMIT")
        return time.monotonic() - began


@contextmanager
def searcher(url: str, _index: SearchIndex) -> Iterator[Callable[[SearchQuery], Callable[[], object]]]:
    """Yield what prepares the search that our adapter makes for a query as bare statements."""
    with closing(_connection(url)) as connection:
        tables = generations(connection).live

        def prepared(query: SearchQuery) -> Callable[[], object]:
            terms = forgiving(parse(query), partial(_listed, connection, tables), wide=False)
            return partial(_ask, connection, Search(query, terms, tables), terms)

        yield prepared


def _ask(connection: sqlite3.Connection, search: Search, _terms: Terms) -> object:
    total = _run(connection, total_statement(search))
    found = _run(connection, page_statement(search, None, best=True))
    if total[0][0] and len(found) <= search.query.limit:
        found = _run(connection, page_statement(search, None, best=False))
    return total, found


def _run(connection: sqlite3.Connection, statement: Statement) -> list[Any]:
    return connection.execute(statement.sql, statement.values).fetchall()


def _connection(url: str) -> sqlite3.Connection:
    connection = sqlite3.connect(url.partition(":")[2], isolation_level=None)
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA cache_size = -32000")
    return connection


def _rows(tables: Tables, batch: Sequence[IndexEntry], first: int) -> Rows:
    entries, texts, words, agencies = list[Any](), list[Any](), list[Any](), list[Any]()
    for number, entry in enumerate(batch, first):
        top, text = head(entry), clean(entry.text)
        (he, hf), (te, tf) = forms(top), forms(text)
        where = (entry.dossier, agency_of(entry), entry.owner, entry.type, entry.procedure, entry.state.value)
        when = (received(entry.received_at), month_of(entry.received_at), entry.revision)
        entries.append((number, entry.id, entry.kind, *where, *when))
        texts.append((number, top, text))
        words.append((number, he, hf, te, tf))
        agencies += [(number, code) for code in entry.agencies]
    return {
        f"INSERT INTO {tables.entries} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)": entries,
        f"INSERT INTO {tables.texts} VALUES (?, ?, ?)": texts,
        f"INSERT INTO {tables.words} (rowid, he, hf, te, tf) VALUES (?, ?, ?, ?, ?)": words,
        f"INSERT INTO {tables.agencies} VALUES (?, ?)": agencies,
    }
