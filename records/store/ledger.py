"""The ledger in the database: notes are appended at the very end of their transaction, under the lock of the head."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Row, Select, cast, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError as DuplicateKey

from models.errors import IntegrityError, MissingData
from models.identifiers import DossierCode, OwnerId
from models.ledger import LedgerEntry, LedgerHead, LedgerKind, LedgerNote, LedgerRow
from records import ledger as chain
from records.store.tables import ledger, ledger_head, reuses

LedgerKey = Callable[[], bytes]
"""Gives the key when it is first needed: reading the records needs none."""


class SqlLedger:
    """Entries of the ledger, and the notes that wait for this transaction's end."""

    def __init__(self, connection: Connection, *, write: bool) -> None:
        self._connection = connection
        self._write = write
        self._noted: list[tuple[str, datetime]] = []

    def add(self, note: LedgerNote) -> None:
        if not self._write:
            raise RuntimeError("a note needs a write transaction; in one that only reads it would be lost")
        self._noted.append((chain.encode(note), note.at))

    def append_to(self, connection: Connection, key: LedgerKey | None) -> None:
        """Append what was noted. The head's lock is taken last of all locks, so writers cannot wait in a circle."""
        if not self._noted:
            return
        if key is None:
            raise MissingData(
                "Kho hồ sơ được mở không có khóa sổ nhật ký nên không ghi được; hãy đặt HOSO_LEDGER_KEY.",
                "The record store was opened without the ledger's key and cannot note this; set HOSO_LEDGER_KEY.",
            )
        sealed = chain.seal(key(), _head(connection, lock=True), [body for body, _ in self._noted])
        _insert(connection, [_values(row, at) for row, (_, at) in zip(sealed, self._noted, strict=True)])
        end = {"number": sealed[-1].number, "digest": sealed[-1].digest}
        connection.execute(update(ledger_head).where(ledger_head.c.id == 1).values(end))

    def head(self) -> LedgerHead:
        return _head(self._connection, lock=False)

    def range(self, after: int, limit: int) -> Sequence[LedgerEntry]:
        return self._entries(_ENTRIES.where(ledger.c.number > after).order_by(ledger.c.number).limit(limit))

    def of_owner(self, ids: Collection[OwnerId], limit: int, after: int | None = None) -> Sequence[LedgerEntry]:
        query = _ENTRIES.where(ledger.c.owner.in_(ids)).order_by(ledger.c.number.desc()).limit(limit)
        return self._entries(query if after is None else query.where(ledger.c.number < after))

    def of_dossier(self, code: DossierCode) -> Sequence[LedgerEntry]:
        return self._entries(_ENTRIES.where(ledger.c.dossier == code).order_by(ledger.c.number))

    def _entries(self, query: Select[Any]) -> Sequence[LedgerEntry]:
        return [
            LedgerEntry(row.number, chain.decode(row.body), row.previous, row.digest)
            for row in self._connection.execute(query)
        ]


class SqlLedgerAudit:
    """The ledger as stored, read byte for byte."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stored = _stored(connection)

    def rows(self, after: int | None, limit: int) -> Sequence[LedgerRow]:
        query = self._stored.order_by(ledger.c.number).limit(limit)
        found = self._connection.execute(query if after is None else query.where(ledger.c.number > after))
        return [_row(row) for row in found]

    def ends(self) -> tuple[LedgerRow | None, LedgerRow | None]:
        first, last = (
            self._connection.execute(self._stored.order_by(order).limit(1)).first()
            for order in (ledger.c.number, ledger.c.number.desc())
        )
        return None if first is None else _row(first), None if last is None else _row(last)

    def digests(self, numbers: Collection[int]) -> Mapping[int, str]:
        query = self._stored.where(ledger.c.number.in_(numbers))
        return {row.number: row.digest for row in map(_row, self._connection.execute(query))}

    def last_use(self) -> int:
        return int(self._connection.execute(select(func.max(reuses.c.number))).scalar() or 0)

    def unwritten(self, after: int, until: int) -> Sequence[tuple[DossierCode, str]]:
        window = (reuses.c.number > after) & (reuses.c.number <= until)
        query = select(reuses.c.target, reuses.c.component).where(window, ~exists().where(_SAME_USE))
        return [(DossierCode(row.target), row.component) for row in self._connection.execute(query)]

    def unrecorded(self, after: int, until: int) -> Sequence[tuple[int, str, str]]:
        dossier, item = (_octets(self._connection, ledger.c[name]).label(name) for name in ("dossier", "item"))
        window = (ledger.c.number > after) & (ledger.c.number <= until)
        query = select(ledger.c.number, dossier, item).where(
            window, ledger.c.kind == LedgerKind.USE.value, ~exists().where(_SAME_USE)
        )
        rows = self._connection.execute(query.order_by(ledger.c.number))
        return [(row.number, _text(row.dossier) or "", _text(row.item) or "") for row in rows]


_SAME_USE = (
    (ledger.c.kind == LedgerKind.USE.value)
    & (ledger.c.dossier == reuses.c.target)
    & (ledger.c.item == reuses.c.component)
)
_ENTRIES = select(ledger.c.number, ledger.c.body, ledger.c.previous, ledger.c.digest)
_TEXTS = (*(name for name in chain.COLUMNS if name != "at"), "body", "previous", "digest")


def _head(connection: Connection, *, lock: bool) -> LedgerHead:
    octets = _octets(connection, ledger_head.c.digest).label("digest")
    query = select(ledger_head.c.number, octets).where(ledger_head.c.id == 1)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None or not isinstance(row.number, int):  # SQLite lets a word stand in a column of numbers
        raise _broken("no head")
    return LedgerHead(row.number, _text(row.digest) or "")


def _values(row: LedgerRow, at: datetime) -> dict[str, Any]:
    sealed = {"number": row.number, "body": row.body, "previous": row.previous, "digest": row.digest}
    return {**row.columns, "at": at, **sealed}


def _insert(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    try:
        connection.execute(insert(ledger), list(rows))
    except DuplicateKey as exc:
        raise _broken(f"there is an entry {rows[0]['number']} behind the head") from exc


def _broken(reason: str) -> IntegrityError:
    return IntegrityError(
        "Sổ nhật ký không ghi tiếp được vì dấu cuối sổ sai; chưa lưu gì. Hãy chạy ./hoso audit.",
        f"The ledger cannot be continued ({reason}) and nothing was stored; run ./hoso audit.",
    )


def _stored(connection: Connection) -> Select[Any]:
    moment: ColumnElement[Any] = _octets(connection, ledger.c.at)
    if connection.dialect.name == "postgresql":
        moment = func.to_char(func.timezone("UTC", ledger.c.at), "YYYY-MM-DD HH24:MI:SS.US")
    texts = (_octets(connection, ledger.c[name]).label(name) for name in _TEXTS)
    return select(ledger.c.number, moment.label("at"), *texts)


def _octets(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return `column` as it lies there. SQLite keeps any bytes in a column of text: they come as bytes, undecoded."""
    return column if connection.dialect.name == "postgresql" else cast(column, LargeBinary)


def _row(row: Row[Any]) -> LedgerRow:
    texts = {name: _text(getattr(row, name)) for name in ("at", *_TEXTS)}
    body, previous, digest = (texts.pop(name) or "" for name in ("body", "previous", "digest"))
    return LedgerRow(row.number, texts, body, previous, digest)


def _text(value: bytes | str | None) -> str | None:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value
