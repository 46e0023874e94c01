"""What the database says, in the words of the house."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from models.errors import Conflict, HosoError, NotFound, ServiceError, StorageFailed, StorageFull
from records.store.refusals import refusal_of

_FULL = frozenset({"SQLITE_FULL", "53100"})
_READ_ONLY = "25006"
_BUSY = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01"})


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of SQLAlchemy and the driver into ours."""
    try:
        yield
    except PoolTimeout as exc:
        raise _busy() from exc
    except DBAPIError as exc:
        raise _ours(_first(exc)) from exc


@contextmanager
def unique(connection: Connection, vi: str, en: str) -> Iterator[None]:
    """Run the block under a savepoint; a key that is already there undoes it and raises Conflict with these words."""
    try:
        with connection.begin_nested():
            yield
    except IntegrityError as exc:
        raise Conflict(vi, en) from exc


def missing(vi: str, en: str, key: str) -> NotFound:
    """Say that there is no `vi`/`en` (“hồ sơ”, “dossier”) with this key."""
    shown = key[:80]
    return NotFound(f"Không tìm thấy {vi} “{shown}”; hãy kiểm tra lại mã.", f"No {en} “{shown}”; check the code.")


def _busy() -> ServiceError:
    return ServiceError(
        "Kho hồ sơ đang bận quá lâu; hãy thử lại sau ít phút.",
        "The record store has been busy for too long; try again in a few minutes.",
    )


def _first(exc: DBAPIError) -> DBAPIError:
    """Return the error that came first.

    A full disk undoes SQLite's whole transaction; undoing the savepoint then fails too, and is what is seen last.
    """
    first, before = exc, exc.__context__
    while before is not None:
        first = before if isinstance(before, DBAPIError) else first
        before = before.__context__
    return first


def _ours(exc: DBAPIError) -> HosoError:
    kind = _kind(exc)
    reason = " ".join(str(exc.orig).split())[:200]
    if isinstance(exc, IntegrityError):
        return Conflict(
            "Dữ liệu trùng hoặc trỏ tới hồ sơ không có; hãy tải lại rồi thử lại.",
            f"The data is a duplicate or names something that is not there ({reason}); reload and try again.",
        )
    if _of_server(exc) and (refusal := refusal_of(kind, reason)) is not None:
        return refusal
    if any(kind.startswith(busy) for busy in _BUSY):
        return _busy()
    if kind == _READ_ONLY:
        return StorageFailed(
            "Kho hồ sơ đang ở chế độ chỉ đọc (có thể là máy dự phòng), chưa lưu được gì; hãy báo quản trị viên.",
            "The record store is read-only (it may be a standby) and nothing was stored; tell the administrator.",
        )
    if kind in _FULL:
        return StorageFull(
            "Ổ đĩa của kho hồ sơ đã đầy, chưa lưu được gì; hãy báo quản trị viên giải phóng chỗ.",
            f"The record store's disk is full ({reason}) and nothing was stored; free some space.",
        )
    return StorageFailed(
        f"Kho hồ sơ không đọc ghi được ({reason}); hãy báo quản trị viên kiểm tra cơ sở dữ liệu.",
        f"The record store cannot be read or written ({reason}); check the database.",
    )


def _of_server(exc: DBAPIError) -> bool:
    return isinstance(exc, OperationalError) and not isinstance(exc.orig, sqlite3.Error)


def _kind(exc: DBAPIError) -> str:
    """Return the driver's own name of the error: SQLite's error name or SQLSTATE, empty when it gives none."""
    if isinstance(exc.orig, sqlite3.Error):
        return getattr(exc.orig, "sqlite_errorname", "")
    return str(getattr(exc.orig, "sqlstate", "") or "")
