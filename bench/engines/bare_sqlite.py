"""SQLite by one plain connection: the statements that our adapter sends, and nothing else.

They are recorded while our own modules make them: what is compared stays the same when those change.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from models.ports.index import SearchIndex
from models.search import IndexEntry, SearchQuery
from records.index import open_index
from records.index.known import Known
from records.index.spelling import search_in_steps
from records.index.sqlite import answer
from records.index.statements import Statements
from records.index.tables import Tables, generations
from records.index.writing import put_entries


@dataclass(slots=True)
class Sent:
    """A statement with its values, and how many rows of its answer were read."""

    sql: str
    values: Any
    read: int = 0


class _Recorder(sqlite3.Connection):
    """A connection that remembers what it is sent."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as sqlite3 has them
        super().__init__(*arguments, **options)
        self.searches = list[Sent]()
        self.changes = list[Sent]()

    def cursor(self, factory: Any = None) -> Any:  # noqa: ANN401, ARG002 - as sqlite3 has it
        return super().cursor(_Cursor)

    def execute(self, sql: str, values: Any = (), /) -> Any:  # noqa: ANN401 - as sqlite3 has it
        return self.cursor().execute(sql, values)

    def executemany(self, sql: str, values: Any, /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 has it
        self.changes.append(Sent(sql, list(values)))
        return super().executemany(sql, self.changes[-1].values)


class _Cursor(sqlite3.Cursor):
    """A cursor that counts the rows that are read."""

    def execute(self, sql: str, values: Any = (), /) -> Self:  # noqa: ANN401 - as sqlite3 has it
        assert isinstance(self.connection, _Recorder)
        self._sent = Sent(sql, values)
        self.connection.searches.append(self._sent)
        return super().execute(sql, values)

    def fetchone(self) -> Any:  # noqa: ANN401 - a row
        self._sent.read += 1
        return super().fetchone()

    def fetchall(self) -> list[Any]:
        rows = super().fetchall()
        self._sent.read += len(rows) + 1
        return rows

    def __next__(self) -> Any:  # noqa: ANN401 - a row
        self._sent.read += 1
        return super().__next__()


def load(url: str, batches: Sequence[Sequence[IndexEntry]]) -> Callable[[], None]:
    """Prepare rows for a new index of our tables; return what inserts them, a transaction for each batch."""
    prepared = _prepared(batches)
    open_index(url).close()  # which makes the tables

    def write() -> None:
        with closing(connection_to(url)) as connection:
            for changes in prepared:
                connection.execute("BEGIN IMMEDIATE")
                for change in changes:
                    connection.executemany(change.sql, change.values)
                connection.execute("COMMIT")

    return write


@contextmanager
def searcher(url: str, _index: SearchIndex) -> Iterator[Callable[[SearchQuery], Callable[[], object]]]:
    """Yield what prepares the search that our adapter makes for a query as bare statements."""
    with closing(connection_to(url)) as connection, closing(connection_to(url, _Recorder)) as recorder:
        tables = generations(connection).live
        assert isinstance(recorder, _Recorder)

        def prepared(query: SearchQuery) -> Callable[[], object]:
            recorder.searches = []
            listed, ours = Statements(connection, tables).listed, Statements(recorder, tables)
            search_in_steps(query, listed, partial(answer, ours, query), kept=True)
            return partial(_ask, connection, recorder.searches)

        yield prepared


def _prepared(batches: Sequence[Sequence[IndexEntry]]) -> list[list[Sent]]:
    """Return what our adapter inserts for each batch, but for the list of odd words."""
    tables, prepared = Tables(1), list[list[Sent]]()
    with closing(sqlite3.connect(":memory:", isolation_level=None, factory=_Recorder)) as recorder:
        tables.create(recorder)
        for batch in batches:
            recorder.changes = []
            put_entries(recorder, tables, batch, Known())
            prepared.append([sent for sent in recorder.changes if tables.spellings not in sent.sql])
    return prepared


def _ask(connection: sqlite3.Connection, sent: Sequence[Sent]) -> object:
    found = []
    for each in sent:
        with closing(connection.execute(each.sql, each.values)) as cursor:
            found.append(cursor.fetchmany(each.read))
    return found


def connection_to(url: str, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    connection = sqlite3.connect(url.partition(":")[2], isolation_level=None, factory=factory)
    connection.execute("PRAGMA journal_mode = PERSIST")
    connection.execute("PRAGMA cache_size = -32000")
    return connection
