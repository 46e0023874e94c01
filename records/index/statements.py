"""The searches in SQL. Only numbers and names of ours are written into a statement; all that was typed is a value."""

import json
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from models.search import COUNTED_TO
from records.index.best import Row, Scored
from records.index.facets import ATTRIBUTES
from records.index.numbering import ceiling
from records.index.page import Found
from records.index.ranking import Place
from records.index.tables import Tables


@dataclass(frozen=True, slots=True)
class Statements:
    """One set of tables, asked in one transaction (`records.index.best.Rows`)."""

    connection: Connection
    tables: Tables

    def listed(self, keys: frozenset[str]) -> Sequence[str]:
        """Return the odd words that have one of some keys."""
        sql = f"SELECT DISTINCT word FROM {self.tables.spellings} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own name
        return [word for (word,) in self.connection.execute(sql, (json.dumps(sorted(keys)),)).fetchall()]

    def total(self, match: str) -> int:
        """Return how many rows an expression finds, counted to one more than `COUNTED_TO`."""
        words = self.tables.words
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {words} WHERE {words} MATCH ? LIMIT ?)"  # noqa: S608 - our own name
        return int(self.connection.execute(sql, (match, COUNTED_TO + 1)).fetchone()[0])

    def numbers(self, match: str, most: int | None = None) -> list[int]:
        words = self.tables.words
        sql = f"SELECT rowid FROM {words} WHERE {words} MATCH ? LIMIT ?"  # noqa: S608 - our own name
        return [number for (number,) in self.connection.execute(sql, (match, -1 if most is None else most)).fetchall()]

    def walk(self, match: str, before: Place | None) -> Generator[Row]:
        words, bound, values = self.tables.words, "", tuple[str | int, ...]((match,))
        if before is not None:
            bound, values = "AND w.rowid < ?", (match, ceiling(before.received))
        sql = (
            f"SELECT e.received, e.id, e.number FROM {words} w CROSS JOIN {self.tables.entries} e ON e.number = w.rowid"  # noqa: S608 - our own names
            f" WHERE {words} MATCH ? {bound} ORDER BY w.rowid DESC"
        )
        return self._rows(sql, values)

    def some(self, numbers: Sequence[int], before: Place | None) -> Generator[Row]:
        wanted = numbers if before is None else [number for number in numbers if number < ceiling(before.received)]
        sql = (
            f"SELECT e.received, e.id, e.number FROM json_each(?) j CROSS JOIN {self.tables.entries} e"  # noqa: S608 - our own names
            " ON e.number = j.value"
        )
        return self._rows(sql, (json.dumps(wanted),))

    def found(self, scored: Sequence[Scored]) -> list[Found]:
        """Return hits with all that is shown of them."""
        sql = (
            "SELECT e.number, e.kind, e.dossier, e.type, t.text, t.head"  # noqa: S608 - our own names
            f" FROM json_each(?) j CROSS JOIN {self.tables.entries} e ON e.number = j.value"
            f" JOIN {self.tables.texts} t ON t.entry = e.number"
        )
        asked = self.connection.execute(sql, (json.dumps([row.number for row in scored]),)).fetchall()
        shown = {number: columns for number, *columns in asked}
        return [Found(row.place, *shown[row.number]) for row in scored]

    def counts(self, match: str) -> Mapping[str, Mapping[str, int]]:
        """Return, by the names of `facets.ATTRIBUTES`, each value with how many rows of an expression have it."""
        words = self.tables.words
        sql = (
            f"SELECT e.type, e.agencies, e.procedure, e.state, e.month FROM {words} w"  # noqa: S608 - our own names
            f" CROSS JOIN {self.tables.entries} e ON e.number = w.rowid WHERE {words} MATCH ?"
        )
        counted: dict[str, Counter[str]] = {name: Counter() for name in ATTRIBUTES}
        for (kind, agencies, procedure, state, month), count in Counter(self.connection.execute(sql, (match,))).items():
            values = (("types", kind), ("procedures", procedure), ("states", str(state)), ("months", month))
            for name, value in (*values, *(("agencies", code) for code in set(json.loads(agencies)))):
                counted[name][value] += count
        return counted

    def _rows(self, sql: str, values: tuple[str | int, ...]) -> Generator[Row]:
        cursor = self.connection.execute(sql, values)
        try:
            for received, id, number in cursor:  # noqa: A001 - the domain's word
                yield Row(received, id, number)
        finally:
            cursor.close()  # or the transaction would stay open for reading
