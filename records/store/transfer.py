"""The whole record store as lines of text, the same from every database, and back into an empty one.

A line is one row: a JSON array of the values in the order of the table's columns, rows in the order of the primary key.
Moments are ISO 8601 in UTC, bytes are base64, and what is kept as JSON stays the text that it is. So the lines of two
stores with the same records are the same, byte for byte, and their hash proves it.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.types import TypeEngine

from models.errors import Conflict, DamagedFile
from records.store.columns import Json, Moment, Packed
from records.store.tables import agencies, chains, idempotency, ledger_head, metadata, procedures

LinesOut = Callable[[str, Iterable[bytes]], None]
"""Takes the name of a table and its rows as lines without line ends."""

_BATCH = 500
_REPLACED = frozenset({agencies.name, procedures.name, chains.name, idempotency.name})
"""Tables that a store in use only by its own start has rows in: the starter catalogue, and probes."""


def tables() -> Sequence[str]:
    """Return the names of all tables, those that others refer to first."""
    return [table.name for table in metadata.sorted_tables]


def dump(connection: Connection, out: LinesOut) -> None:
    """Give every table to `out`, from the one state that the connection's transaction sees."""
    for table in metadata.sorted_tables:
        out(table.name, _lines(connection, _raw(table)))


def load(connection: Connection, source: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Fill an empty store with the lines of :func:`dump`, in its order of tables.

    Raises Conflict when the store holds anything but a catalogue, DamagedFile for a line that is no row.
    """
    _refuse_filled(connection)
    for name in reversed([name for name in tables() if name in _REPLACED]):
        connection.execute(delete(metadata.tables[name]))
    for name, lines in source:
        if name not in metadata.tables:
            raise _damaged(name, 0)
        _fill(connection, _raw(metadata.tables[name]), lines)
    _set_sequences(connection)


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    for row in connection.execute(query):
        yield msgspec.json.encode([_plain(value) for value in row])


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _fill(connection: Connection, table: Table, lines: Iterable[bytes]) -> None:
    columns = list(table.columns)
    numbered = enumerate(lines, start=1)
    while batch := [_values(columns, number, line) for number, line in islice(numbered, _BATCH)]:
        if table.name == ledger_head.name:
            connection.execute(update(table).where(table.c.number < batch[0]["number"]).values(batch[0]))
        else:
            connection.execute(insert(table), batch)


def _values(columns: Sequence[Column[Any]], number: int, line: bytes) -> dict[str, Any]:
    try:
        row = msgspec.json.decode(line, type=list[Any])
        return {column.name: _typed(column.type, value) for column, value in zip(columns, row, strict=True)}
    except (msgspec.DecodeError, ValueError, TypeError) as exc:
        raise _damaged(columns[0].table.name, number) from exc


def _typed(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401 - a value of any column
    if value is None:
        return None
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return base64.b64decode(value, validate=True) if isinstance(kind, LargeBinary) else value


def _raw(table: Table) -> Table:
    """Return the table with JSON as the text, and packed values as the bytes, that they are."""
    columns = [Column(c.name, _raw_type(c.type), primary_key=c.primary_key) for c in table.columns]
    return Table(table.name, MetaData(), *columns)


def _raw_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, Json):
        return Text()
    return LargeBinary() if isinstance(kind, Packed) else kind


def _refuse_filled(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if table.name in _REPLACED:
            continue
        filled = select(func.count()).select_from(table)
        if table.name == ledger_head.name:
            filled = filled.where(table.c.number > 0)
        if connection.execute(filled).scalar_one():
            raise Conflict(
                f"Kho hồ sơ đích đã có dữ liệu (bảng {table.name}); chỉ khôi phục vào kho trống.",
                f"the target record store holds data (table {table.name}); restore into an empty one",
            )


def _set_sequences(connection: Connection) -> None:
    """Have PostgreSQL go on counting behind the highest number; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None or not isinstance(column.type, Integer) or column.autoincrement is False:
            continue
        name = connection.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": column.name})
        sequence = name.scalar()
        if sequence is not None:
            highest = connection.execute(select(func.max(column))).scalar()
            counted = {"s": sequence, "n": highest or 1, "called": highest is not None}
            connection.execute(text("SELECT setval(CAST(:s AS regclass), :n, :called)"), counted)


def _damaged(table: str, number: int) -> DamagedFile:
    return DamagedFile(
        f"Bản sao lưu bị hỏng ở bảng {table}, dòng {number}; hãy dùng bản sao lưu khác.",
        f"the backup is damaged in table {table}, line {number}; use another backup",
    )
