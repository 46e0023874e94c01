"""An index in one SQLite file: ``sqlite:var/index.db``. FTS5 finds the words, which are ours: split and folded here.

FTS5's own folding leaves đ and decomposed text apart, so it is given words that are already in exact and in folded
form, parted by blanks, and its `ascii` tokenizer takes every byte beyond ASCII for a letter.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from models.ports.index import IndexDraft
from models.search import COUNTED_TO, IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials, path_of
from records.index import matches
from records.index.best import best
from records.index.cursor import Position
from records.index.database import Database
from records.index.draft import overtaken
from records.index.facets import facets
from records.index.page import Answer
from records.index.query import Terms
from records.index.regions import regions
from records.index.spelling import search_in_steps
from records.index.statements import Statements
from records.index.tables import Tables, begin_draft, generations
from records.index.writing import delete_entries, put_entries

BATCH = 250
"""Entries of a draft written in one transaction: what is put meanwhile waits for no more than these, some 150 ms."""


class SqliteIndex:
    """Entries in SQLite; shared by threads and by processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entries: Sequence[IndexEntry]) -> None:
        with self._database.transaction(write=True) as connection:
            for tables in generations(connection).written:
                put_entries(connection, tables, entries)

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
                put_entries(connection, self._tables, entries[start : start + BATCH])


def answer(statements: Statements, query: SearchQuery, terms: Terms, after: Position | None) -> Answer:
    """Return the hits for some terms, one more than a page, with their total and counts."""
    chosen = matches.chosen(query)
    every = [matches.all_of((*chosen, found)) if found else "" for found in matches.every(terms)]
    totals = _totals(statements, every)
    place = None if after is None else after.place
    found = best(statements, regions(terms, chosen, totals), place, query.limit + 1)
    counts = None
    if query.facets:
        counts = facets(statements.counts(match for match, total in zip(every, totals, strict=True) if total))
    return Answer(statements.found(found), sum(totals), counts)


def _totals(statements: Statements, every: Sequence[str]) -> list[int]:
    """Return how many rows each expression finds: the first is counted, the others unless that is more than is told.

    Rows with slips then stand behind ten thousand others: there may be some, for which one stands here.
    """
    typed = statements.total(every[0])
    if typed > COUNTED_TO:
        return [typed, *(int(bool(found)) for found in every[1:])]
    return [typed, *(statements.total(found) if found else 0 for found in every[1:])]


def open_url(url: str, _credentials: Credentials | None = None) -> SqliteIndex:
    """Open ``sqlite:path``; an index of an older version of the programme is made anew, empty.

    Raises ServiceError for one of a newer version.
    """
    return SqliteIndex(Database(path_of(url)))
