"""An index in one SQLite file: ``sqlite:var/index.db``. FTS5 finds the words, which are ours: split and folded here.

FTS5's own folding leaves đ and decomposed text apart, so it is given words that are already in exact and in folded
form, parted by blanks, and its `ascii` tokenizer takes every byte beyond ASCII for a letter.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from sqlite3 import Connection, Row

from models.ports.index import IndexDraft
from models.search import IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials, path_of
from records.index.cursor import Position
from records.index.database import Database
from records.index.draft import overtaken
from records.index.facets import facets
from records.index.page import Answer, Found
from records.index.query import Terms
from records.index.ranking import Place
from records.index.spelling import search_in_steps
from records.index.statements import Search, Statement, facet_statements, least_of_best, page_statement, total_statement
from records.index.tables import Tables, begin_draft, generations
from records.index.writing import delete_entry, put_entry

BATCH = 50
"""Entries of a draft written in one transaction: what is put meanwhile waits for no more than these."""


class SqliteIndex:
    """Entries in SQLite; shared by threads and by processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entries: Sequence[IndexEntry]) -> None:
        with self._database.transaction(write=True) as connection:
            for tables in generations(connection).written:
                for entry in entries:
                    put_entry(connection, tables, entry)

    def delete(self, ids: Sequence[str]) -> None:
        with self._database.transaction(write=True) as connection:
            for tables in generations(connection).written:
                for id in ids:  # noqa: A001 - the domain's word
                    delete_entry(connection, tables, id)

    def search(self, query: SearchQuery) -> SearchPage:
        with self._database.transaction(write=False) as connection:
            tables = generations(connection).live
            return search_in_steps(
                query, partial(_listed, connection, tables), partial(_ask, connection, tables, query)
            )

    def count(self) -> int:
        with self._database.transaction(write=False) as connection:
            entries = generations(connection).live.entries
            return int(connection.execute(f"SELECT count(*) FROM {entries}").fetchone()[0])  # noqa: S608 - our own name

    def clear(self) -> None:
        with self._database.transaction(write=True) as connection:
            generations(connection).live.empty(connection)

    @contextmanager
    def rebuild(self) -> Iterator[IndexDraft]:
        with self._database.transaction(write=True) as connection:
            tables = begin_draft(connection)
        try:
            yield _Draft(self._database, tables)
            old = self._swap(tables)
        except BaseException:
            self._drop(tables)
            raise
        self._drop(old)

    def probe(self) -> None:
        self._database.probe()

    def close(self) -> None:
        self._database.close()

    def _swap(self, draft: Tables) -> Tables:
        """Have `draft` searched from now on; return what was before."""
        with self._database.transaction(write=True) as connection:
            now = generations(connection)
            if now.draft != draft:
                raise overtaken()
            connection.execute("UPDATE generations SET live = ?, draft = NULL", (draft.number,))
        return now.live

    def _drop(self, tables: Tables) -> None:
        """Drop tables that are no longer searched, in a transaction of its own: the swap itself is short."""
        with self._database.transaction(write=True) as connection:
            connection.execute("UPDATE generations SET draft = NULL WHERE draft = ?", (tables.number,))
            tables.drop(connection)


class _Draft:
    """The tables of a rebuild."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._tables = tables

    def put(self, entries: Sequence[IndexEntry]) -> None:
        for start in range(0, len(entries), BATCH):
            with self._database.transaction(write=True) as connection:
                if generations(connection).draft != self._tables:
                    raise overtaken()
                for entry in entries[start : start + BATCH]:
                    put_entry(connection, self._tables, entry)


def _listed(connection: Connection, tables: Tables, keys: frozenset[str]) -> Sequence[str]:
    words = f"SELECT DISTINCT word FROM {tables.spellings} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own name
    return [word for (word,) in connection.execute(words, (json.dumps(sorted(keys)),))]


def _ask(connection: Connection, tables: Tables, query: SearchQuery, terms: Terms, after: Position | None) -> Answer:
    search = Search(query, terms, tables)
    total = int(_run(connection, total_statement(search))[0][0])
    place = None if after is None else after.place
    rows: list[Row] = []
    if place is None or place.points >= least_of_best(terms):
        rows = _run(connection, page_statement(search, place, best=True))
    if total and len(rows) <= query.limit:
        rows = _run(connection, page_statement(search, place, best=False))
    counts = None
    if query.facets:
        asked = facet_statements(search)
        counts = facets(
            {name: {row[0]: row[1] for row in _run(connection, statement)} for name, statement in asked.items()}
        )
    return Answer([_found(row) for row in rows], total, counts)


def _run(connection: Connection, statement: Statement) -> list[Row]:
    return connection.execute(statement.sql, statement.values).fetchall()


def _found(row: Row) -> Found:
    points, when, id, kind, dossier, type, text, top = row  # noqa: A001 - the domain's words
    return Found(Place(points, when, id), kind, dossier, type, text, top)


def open_url(url: str, _credentials: Credentials | None = None) -> SqliteIndex:
    """Open ``sqlite:path``; an index of an older version of the programme is made anew, empty.

    Raises ServiceError for one of a newer version.
    """
    return SqliteIndex(Database(path_of(url)))
