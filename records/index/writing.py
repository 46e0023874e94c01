"""How entries are written into a set of tables of the SQLite index, many at a time.

FTS5 gathers what is written in memory as long as rows come by rising number, and starts anew at each that does not: so
all changes of a batch are made in that order, and a row that is replaced is taken out just before it is put in.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from sqlite3 import Connection

from models.search import IndexEntry
from records.index.facets import month_of
from records.index.head import head, received
from records.index.known import Known
from records.index.marking import Attributes, Forms, document
from records.index.numbering import Numbers
from records.index.slips import keys, odd_words
from records.index.tables import Tables
from records.index.words import clean, forms


@dataclass(frozen=True, slots=True)
class _Held:
    """An entry that is in the tables: its number, its revision and its line."""

    number: int
    revision: int
    line: str


@dataclass(frozen=True, slots=True)
class _New:
    """An entry to be put in: the rows of `entries` and `texts`, its line, its odd words."""

    number: int
    row: tuple[str | int, ...]
    top: str
    text: str
    line: str
    odd: frozenset[str]


def put_entries(connection: Connection, tables: Tables, entries: Sequence[IndexEntry], known: Known) -> frozenset[str]:
    """Add or replace entries, except where a newer revision is held or follows.

    Returns their odd words, which are listed once the transaction ends; those that are `known` to be are left out.
    """
    newest = _newest(entries)
    held = _held(connection, tables, newest)
    due = {id: entry for id, entry in newest.items() if id not in held or held[id].revision <= entry.revision}  # noqa: A001 - the domain's word
    numbers = Numbers(connection, tables)
    new = [_new(entry, numbers.next(entry.received_at, _number(held.get(id)))) for id, entry in due.items()]  # noqa: A001 - likewise
    _write(connection, tables, [held[id] for id in due if id in held], sorted(new, key=attrgetter("number")))  # noqa: A001 - likewise
    odd = frozenset[str]().union(*(each.odd for each in new))
    _list(connection, tables, known.new(tables.entries, odd))
    return odd


def delete_entries(connection: Connection, tables: Tables, ids: Iterable[str]) -> None:
    _write(connection, tables, list(_held(connection, tables, ids).values()), ())


def _newest(entries: Iterable[IndexEntry]) -> dict[str, IndexEntry]:
    newest: dict[str, IndexEntry] = {}
    for entry in entries:
        if entry.id not in newest or newest[entry.id].revision <= entry.revision:
            newest[entry.id] = entry
    return newest


def _held(connection: Connection, tables: Tables, ids: Iterable[str]) -> Mapping[str, _Held]:
    asked = (
        "SELECT e.id, e.number, e.revision, t.head, t.text, e.agencies, e.owner, e.type, e.procedure, e.state, e.month"  # noqa: S608 - our own names
        f" FROM json_each(?) j CROSS JOIN {tables.entries} e ON e.id = j.value"
        f" JOIN {tables.texts} t ON t.entry = e.number"
    )
    return {
        id: _Held(number, revision, _line(Attributes(tuple(json.loads(agencies)), *chosen), forms(top), forms(text))[0])
        for id, number, revision, top, text, agencies, *chosen in connection.execute(asked, (json.dumps(list(ids)),))  # noqa: A001 - the domain's word
    }


def _number(held: _Held | None) -> int | None:
    return None if held is None else held.number


def _new(entry: IndexEntry, number: int) -> _New:
    top, text, month = head(entry), clean(entry.text), month_of(entry.received_at)
    about = (entry.owner, entry.type, entry.procedure, entry.state.value)
    when = (received(entry.received_at), month, entry.revision)
    row = (number, entry.id, entry.kind, entry.dossier, json.dumps(entry.agencies), *about, *when)
    printed = forms(top), forms(text)
    return _New(number, row, top, text, *_line(Attributes(tuple(entry.agencies), *about, month), *printed))


def _line(attributes: Attributes, top: Forms, text: Forms) -> tuple[str, frozenset[str]]:
    """Return the line of an entry and its odd words."""
    odd = odd_words(top[1], text[1])
    return document(attributes, top, text, odd), odd


def _write(connection: Connection, tables: Tables, old: Sequence[_Held], new: Sequence[_New]) -> None:
    """Take rows out and put rows in. `delete` in the column that is named like the table has FTS5 take a line out."""
    changes = [("delete", held.number, held.line) for held in old] + [(None, each.number, each.line) for each in new]
    changes.sort(key=lambda change: (change[1], change[0] is None))
    words = tables.words
    connection.executemany(f"INSERT INTO {words} ({words}, rowid, line) VALUES (?, ?, ?)", changes)  # noqa: S608 - our own name
    gone = [(held.number,) for held in old]
    connection.executemany(f"DELETE FROM {tables.texts} WHERE entry = ?", gone)  # noqa: S608 - our own name
    connection.executemany(f"DELETE FROM {tables.entries} WHERE number = ?", gone)  # noqa: S608 - our own name
    rows, texts = [each.row for each in new], [(each.number, each.top, each.text) for each in new]
    connection.executemany(f"INSERT INTO {tables.entries} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608 - our own name
    connection.executemany(f"INSERT INTO {tables.texts} VALUES (?, ?, ?)", texts)  # noqa: S608 - our own name


def _list(connection: Connection, tables: Tables, words: Iterable[str]) -> None:
    """List odd words by their keys; those that are listed stay so."""
    rows = [(key, word) for word in words for key in keys(word)]
    connection.executemany(f"INSERT OR IGNORE INTO {tables.spellings} VALUES (?, ?)", rows)  # noqa: S608 - our own name
