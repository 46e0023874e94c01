"""An index in one SQLite file: ``sqlite:var/index.db``. FTS5 finds the words, which are ours: split and folded here.

FTS5's own folding leaves đ and decomposed text apart, so it is given words that are already in exact and in folded
form, parted by blanks, and its `ascii` tokenizer takes every byte beyond ASCII for a letter.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from models.ports.index import IndexDraft
from models.search import IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials, path_of
from records.index import matches
from records.index.best import best
from records.index.cursor import Position
from records.index.database import Database
from records.index.draft import overtaken
from records.index.facets import facets
from records.index.known import Known
from records.index.page import Answer
from records.index.query import Terms
from records.index.regions import regions
from records.index.spelling import search_in_steps
from records.index.statements import Statements
from records.index.tables import Tables, begin_draft, begin_empty, generations
from records.index.writing import delete_entries, put_entries

BATCH = 250
"""Entries of a draft written in one transaction: what is put meanwhile waits for no more than these, some 150 ms."""


class SqliteIndex:
    """Entries in SQLite; shared by threads and by processes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = Known()

    def put(self, entries: Sequence[IndexEntry]) -> None:
        with self._database.transaction(write=True) as connection:
            written = generations(connection).written
            listed = {tables.entries: put_entries(connection, tables, entries, self._known) for tables in written}
        self._known.listed(listed)

    def delete(self, ids: Sequence[str]) -> None:
        with self._database.transaction(write=True) as connection:
            for tables in generations(connection).written:
                delete_entries(connection, tables, ids)

    def search(self, query: SearchQuery) -> SearchPage:
        with self._database.transaction(write=False) as connection:
            statements = Statements(connection, generations(connection).live)
            return search_in_steps(query, statements.listed, partial(answer, statements, query), kept=True)

    def count(self) -> int:
        with self._database.transaction(write=False) as connection:
            entries = generations(connection).live.entries
            return int(connection.execute(f"SELECT count(*) FROM {entries}").fetchone()[0])  # noqa: S608 - our own name

    def clear(self) -> None:
        with self._database.transaction(write=True) as connection:
            begin_empty(connection)

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
        self._known = Known()

    def put(self, entries: Sequence[IndexEntry]) -> None:
        for start in range(0, len(entries), BATCH):
            with self._database.transaction(write=True) as connection:
                if generations(connection).draft != self._tables:
                    raise overtaken()
                listed = put_entries(connection, self._tables, entries[start : start + BATCH], self._known)
            self._known.listed({self._tables.entries: listed})


def answer(statements: Statements, query: SearchQuery, terms: Terms, after: Position | None) -> Answer:
    """Return the hits for some terms, one more than a page, with their total and counts."""
    chosen = matches.chosen(query)
    every = matches.all_of((*chosen, *matches.every(terms)))
    total, place = statements.total(every), None if after is None else after.place
    wanted = min(query.limit + 1, total) if place is None else query.limit + 1
    found = best(statements, regions(terms, chosen), place, wanted) if total else []
    return Answer(statements.found(found), total, facets(statements.counts(every)) if query.facets else None)


def open_url(url: str, _credentials: Credentials | None = None) -> SqliteIndex:
    """Open ``sqlite:path``; an index of an older version of the programme is made anew, empty.

    Raises ServiceError for one of a newer version.
    """
    return SqliteIndex(Database(path_of(url)))
