"""How one entry is written into a set of tables of the SQLite index."""

import json
from sqlite3 import Connection

from models.search import IndexEntry
from records.index.facets import month_of
from records.index.head import agency_of, head, received
from records.index.slips import keys, listed_as, worth_listing
from records.index.tables import Tables
from records.index.words import clean, forms


def put_entry(connection: Connection, tables: Tables, entry: IndexEntry) -> None:
    """Add or replace one entry, unless a newer revision is held."""
    held = connection.execute(f"SELECT revision FROM {tables.entries} WHERE id = ?", (entry.id,)).fetchone()  # noqa: S608 - our own name
    if held is not None:
        if held[0] > entry.revision:
            return
        delete_entry(connection, tables, entry.id)
    top, text = head(entry), clean(entry.text)
    where = (entry.dossier, agency_of(entry), entry.owner)
    attributes = (entry.id, entry.kind, *where, entry.type, entry.procedure, entry.state.value)
    when = (received(entry.received_at), month_of(entry.received_at))
    number = connection.execute(
        f"INSERT INTO {tables.entries} (id, kind, dossier, agency, owner, type, procedure, state,"  # noqa: S608 - our own name
        " received, month, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*attributes, *when, entry.revision),
    ).lastrowid
    connection.execute(f"INSERT INTO {tables.texts} VALUES (?, ?, ?)", (number, top, text))  # noqa: S608 - our own name
    (he, hf), (te, tf) = forms(top), forms(text)
    connection.execute(
        f"INSERT INTO {tables.words} (rowid, he, hf, te, tf) VALUES (?, ?, ?, ?, ?)",  # noqa: S608 - our own name
        (number, he, hf, te, tf),
    )
    units = [(number, code) for code in sorted(set(entry.agencies))]
    connection.executemany(f"INSERT INTO {tables.agencies} VALUES (?, ?)", units)  # noqa: S608 - our own name
    _list(connection, tables, set(filter(worth_listing, {*hf.split(), *tf.split()})))


def delete_entry(connection: Connection, tables: Tables, id: str) -> None:
    row = connection.execute(f"SELECT number FROM {tables.entries} WHERE id = ?", (id,)).fetchone()  # noqa: S608 - our own name
    if row is not None:
        connection.execute(f"DELETE FROM {tables.words} WHERE rowid = ?", row)  # noqa: S608 - our own name
        connection.execute(f"DELETE FROM {tables.texts} WHERE entry = ?", row)  # noqa: S608 - our own name
        connection.execute(f"DELETE FROM {tables.agencies} WHERE entry = ?", row)  # noqa: S608 - our own name
        connection.execute(f"DELETE FROM {tables.entries} WHERE number = ?", row)  # noqa: S608 - our own name


def _list(connection: Connection, tables: Tables, words: set[str]) -> None:
    """List odd words by their keys, those that are not listed yet; which these are is asked once for a paper."""
    given = json.dumps([[listed_as(word), word] for word in sorted(words)])
    key, word = "json_extract(j.value, '$[0]')", "json_extract(j.value, '$[1]')"
    known = f"SELECT 1 FROM {tables.spellings} s WHERE s.key = {key} AND s.word = {word}"  # noqa: S608 - our own names
    asked = f"SELECT {word} FROM json_each(?) j WHERE NOT EXISTS ({known})"  # noqa: S608 - likewise
    new = [str(found) for (found,) in connection.execute(asked, (given,)).fetchall()]
    rows = [(each, found) for found in new for each in keys(found)]
    connection.executemany(f"INSERT OR IGNORE INTO {tables.spellings} VALUES (?, ?)", rows)  # noqa: S608 - our own name
