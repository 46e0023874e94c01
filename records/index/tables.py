"""The tables of the SQLite index. A rebuild fills a set of its own; `generations` says which set is searched."""

import sqlite3
from dataclasses import dataclass

GENERATIONS = """CREATE TABLE generations (live INTEGER NOT NULL, draft INTEGER, last INTEGER NOT NULL)"""
"""One row: the set that is searched, the one being filled if any, the number that was given last."""

_SETTINGS = "line, content = '', columnsize = 0, tokenize = \"ascii tokenchars '=^~@'\""
"""Of the words alone, in places: phrases need those. The tokenizer takes every byte beyond ASCII for a letter."""

_SEGMENTS = 8
"""Segments of one level that FTS5 merges into one; with 4, its own choice, it needs a fifth more CPU time to load."""

_GATHERED = 8 << 20
"""Bytes that FTS5 gathers in memory of one transaction before it writes a segment: a batch of papers is one. With its
own choice, 1 MB, it needs a tenth more CPU time to load."""


@dataclass(frozen=True, slots=True)
class Tables:
    """One set of tables, by its number."""

    number: int

    @property
    def entries(self) -> str:
        return f"entries_{self.number}"

    @property
    def texts(self) -> str:
        """What excerpts are cut from, apart: rows of entries stay small, so that looking at many reads few pages.

        It is also what an entry's line is made of once more when the entry is deleted.
        """
        return f"texts_{self.number}"

    @property
    def words(self) -> str:
        """Full text: of each entry the one line that `records.index.marking` makes. FTS5 keeps no copy of it."""
        return f"words_{self.number}"

    @property
    def spellings(self) -> str:
        """Odd words by their keys (`records.index.slips`); a word stays when its last entry goes."""
        return f"spellings_{self.number}"

    @property
    def all(self) -> tuple[str, ...]:
        return self.entries, self.texts, self.words, self.spellings

    def create(self, connection: sqlite3.Connection) -> None:
        for statement in (
            f"""CREATE TABLE {self.entries} (
                number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, dossier TEXT NOT NULL,
                agencies TEXT NOT NULL, owner TEXT NOT NULL, type TEXT NOT NULL, procedure TEXT NOT NULL,
                state INTEGER NOT NULL, received TEXT NOT NULL, month TEXT NOT NULL, revision INTEGER NOT NULL)""",
            f"CREATE TABLE {self.texts} (entry INTEGER PRIMARY KEY, head TEXT NOT NULL, text TEXT NOT NULL)",
            f"CREATE VIRTUAL TABLE {self.words} USING fts5({_SETTINGS})",
            f"INSERT INTO {self.words} ({self.words}, rank) VALUES ('automerge', {_SEGMENTS})",  # noqa: S608 - our own name
            f"INSERT INTO {self.words} ({self.words}, rank) VALUES ('hashsize', {_GATHERED})",  # noqa: S608 - likewise
            f"CREATE TABLE {self.spellings} (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID",
        ):
            connection.execute(statement)

    def drop(self, connection: sqlite3.Connection) -> None:
        for table in self.all:
            connection.execute(f"DROP TABLE IF EXISTS {table}")


@dataclass(frozen=True, slots=True)
class Generations:
    """Which sets of tables there are."""

    live: Tables
    draft: Tables | None

    @property
    def written(self) -> tuple[Tables, ...]:
        """The sets that take what is put and deleted."""
        return (self.live,) if self.draft is None else (self.live, self.draft)


def generations(connection: sqlite3.Connection) -> Generations:
    """Return which sets there are in the transaction of `connection`."""
    live, draft = connection.execute("SELECT live, draft FROM generations").fetchone()
    return Generations(Tables(live), None if draft is None else Tables(draft))


def begin_empty(connection: sqlite3.Connection) -> None:
    """Have new tables searched, in place of those that were. No set is emptied: what it held once, it holds."""
    old = generations(connection).live
    connection.execute("UPDATE generations SET last = last + 1, live = last + 1")
    generations(connection).live.create(connection)
    old.drop(connection)


def begin_draft(connection: sqlite3.Connection) -> Tables:
    """Make the tables of a draft, in place of all that rebuilds left behind; return them."""
    live = generations(connection).live
    ours = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'entries_[0-9]*'"
    for (name,) in connection.execute(ours).fetchall():
        if name != live.entries:
            Tables(int(name.removeprefix("entries_"))).drop(connection)
    connection.execute("UPDATE generations SET last = last + 1, draft = last + 1")
    draft = generations(connection).draft
    assert draft is not None  # set in the line above, in the same transaction
    draft.create(connection)
    return draft
