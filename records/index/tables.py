"""The tables of the SQLite index. A rebuild fills a set of its own; `generations` says which set is searched."""

import sqlite3
from dataclasses import dataclass

GENERATIONS = """CREATE TABLE generations (live INTEGER NOT NULL, draft INTEGER, last INTEGER NOT NULL)"""
"""One row: the set that is searched, the one being filled if any, the number that was given last."""


@dataclass(frozen=True, slots=True)
class Tables:
    """One set of tables, by its number."""

    number: int

    @property
    def entries(self) -> str:
        return f"entries_{self.number}"

    @property
    def texts(self) -> str:
        """What excerpts are cut from, apart: rows of entries stay small, so that looking at many reads few pages."""
        return f"texts_{self.number}"

    @property
    def agencies(self) -> str:
        """The agency of each entry and all above it."""
        return f"agencies_{self.number}"

    @property
    def words(self) -> str:
        """Full text: `he`, `hf`, `te`, `tf` are the words of head and text, exact and folded."""
        return f"words_{self.number}"

    @property
    def spellings(self) -> str:
        """Odd words by their keys (`records.index.slips`); a word stays when its last entry goes."""
        return f"spellings_{self.number}"

    @property
    def all(self) -> tuple[str, ...]:
        return self.entries, self.texts, self.agencies, self.words, self.spellings

    def create(self, connection: sqlite3.Connection) -> None:
        for statement in (
            f"""CREATE TABLE {self.entries} (
                number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, dossier TEXT NOT NULL,
                agency TEXT NOT NULL, owner TEXT NOT NULL, type TEXT NOT NULL, procedure TEXT NOT NULL,
                state INTEGER NOT NULL, received TEXT NOT NULL, month TEXT NOT NULL, revision INTEGER NOT NULL)""",
            f"CREATE TABLE {self.texts} (entry INTEGER PRIMARY KEY, head TEXT NOT NULL, text TEXT NOT NULL)",
            f"CREATE TABLE {self.agencies} (entry INTEGER, agency TEXT, PRIMARY KEY (entry, agency)) WITHOUT ROWID",
            f"CREATE VIRTUAL TABLE {self.words} USING fts5(he, hf, te, tf, tokenize = 'ascii')",
            f"CREATE TABLE {self.spellings} (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID",
        ):
            connection.execute(statement)

    def empty(self, connection: sqlite3.Connection) -> None:
        for table in self.all:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

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
