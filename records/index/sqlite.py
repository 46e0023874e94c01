"""An index in one SQLite file: ``sqlite:var/index.db``. FTS5 finds the words, which are ours: split and folded here.

FTS5's own folding leaves đ and decomposed text apart, so it is given words that are already in exact and in folded
form, parted by blanks, and its `ascii` tokenizer takes every byte beyond ASCII for a letter.
"""

from collections.abc import Sequence
from sqlite3 import Connection, Row

from models.search import IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials, path_of
from records.index.cursor import decode
from records.index.database import Database
from records.index.head import head, received
from records.index.page import Found, page
from records.index.query import parse
from records.index.ranking import Place
from records.index.statements import Statement, count_statement, page_statement
from records.index.words import clean, tokens


class SqliteIndex:
    """Entries in SQLite; shared by threads and by processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entries: Sequence[IndexEntry]) -> None:
        with self._database.transaction(write=True) as connection:
            for entry in entries:
                _put(connection, entry)

    def delete(self, ids: Sequence[str]) -> None:
        with self._database.transaction(write=True) as connection:
            for id in ids:  # noqa: A001 - the domain's word
                _delete(connection, id)

    def search(self, query: SearchQuery) -> SearchPage:
        terms, after = parse(query), decode(query)
        with self._database.transaction(write=False) as connection:
            total = _run(connection, count_statement(query, terms))[0][0]
            rows = _run(connection, page_statement(query, terms, after))
        return page(query, terms, [_found(row) for row in rows], total)

    def count(self) -> int:
        with self._database.transaction(write=False) as connection:
            return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])

    def clear(self) -> None:
        with self._database.transaction(write=True) as connection:
            for table in ("words", "agencies", "entries"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the three names above

    def probe(self) -> None:
        self._database.probe()

    def close(self) -> None:
        self._database.close()


def _put(connection: Connection, entry: IndexEntry) -> None:
    held = connection.execute("SELECT revision FROM entries WHERE id = ?", (entry.id,)).fetchone()
    if held is not None:
        if held[0] > entry.revision:
            return
        _delete(connection, entry.id)
    top, text = head(entry), clean(entry.text)
    values = (entry.id, entry.kind, entry.dossier, entry.owner, entry.type, received(entry.received_at))
    number = connection.execute(
        "INSERT INTO entries (id, kind, dossier, owner, type, received, revision, head, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, entry.revision, top, text),
    ).lastrowid
    connection.execute("INSERT INTO words (rowid, he, hf, te, tf) VALUES (?, ?, ?, ?, ?)", (number, *_words(top, text)))
    connection.executemany("INSERT INTO agencies VALUES (?, ?)", [(number, code) for code in set(entry.agencies)])


def _words(top: str, text: str) -> tuple[str, ...]:
    parts = [tuple(tokens(part)) for part in (top, text)]
    return tuple(" ".join(form) for part in parts for form in ((w.exact for w in part), (w.folded for w in part)))


def _delete(connection: Connection, id: str) -> None:
    row = connection.execute("SELECT number FROM entries WHERE id = ?", (id,)).fetchone()
    if row is not None:
        connection.execute("DELETE FROM words WHERE rowid = ?", row)
        connection.execute("DELETE FROM agencies WHERE entry = ?", row)
        connection.execute("DELETE FROM entries WHERE number = ?", row)


def _run(connection: Connection, statement: Statement) -> list[Row]:
    return connection.execute(statement.sql, statement.values).fetchall()


def _found(row: Row) -> Found:
    points, when, id, kind, dossier, type, text, top = row  # noqa: A001 - the domain's words
    return Found(Place(points, when, id), kind, dossier, type, text, top)


def open_url(url: str, _credentials: Credentials | None = None) -> SqliteIndex:
    """Open ``sqlite:path``; an index of another version of the programme is cleared, as it can be rebuilt."""
    return SqliteIndex(Database(path_of(url)))
