"""The SQLite file of the index: its schema, its connections, its transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from models.errors import ServiceError, StorageFull
from records.backends import make_folder

SCHEMA = 1
"""Raise when a table or the splitting and folding of words changes: older indexes are then cleared at opening."""

_APPLICATION = 0x484F5349  # "HOSI" in the file's header: what is not ours is never cleared
_WAIT_SECONDS = 30
_TABLES = (
    """CREATE TABLE entries (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, dossier TEXT NOT NULL,
        owner TEXT NOT NULL, type TEXT NOT NULL, received TEXT NOT NULL, revision INTEGER NOT NULL,
        head TEXT NOT NULL, text TEXT NOT NULL)""",
    "CREATE TABLE agencies (entry INTEGER, agency TEXT, PRIMARY KEY (entry, agency)) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE words USING fts5(he, hf, te, tf, tokenize = 'ascii')",
)


class Database:
    """Connections to one file, kept for the next use; any thread may take one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        make_folder(path.parent)
        with self.transaction(write=True) as connection:
            self._prepare(connection)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[sqlite3.Connection]:
        """Run the block in one transaction; what SQLite complains of becomes a ServiceError."""
        try:
            connection = self._take()
            try:
                connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.close()  # which rolls back
                raise
            self._idle.put(connection)
        except sqlite3.Error as exc:
            raise self._ours(exc) from exc

    def probe(self) -> None:
        """Write, read back and undo; also say when another programme has taken or changed the file."""
        with self.transaction(write=True) as connection:
            version = _pragma(connection, "user_version")
            if _pragma(connection, "application_id") != _APPLICATION or version != SCHEMA:
                raise ServiceError(
                    f"Chỉ mục “{self._path}” đã bị bản khác của chương trình thay đổi; hãy khởi động lại.",
                    f"Another version of the programme has changed the index “{self._path}”; start again.",
                )
            connection.execute("SAVEPOINT probe")
            connection.execute("INSERT INTO words (rowid, hf) VALUES (-1, 'probe')")
            found = connection.execute("SELECT hf FROM words WHERE rowid = -1").fetchone()
            connection.execute("ROLLBACK TO probe")
        if found != ("probe",):
            raise ServiceError(
                f"Chỉ mục “{self._path}” trả lại dữ liệu khác với dữ liệu đã ghi; hãy xóa tệp này rồi lập lại chỉ mục.",
                f"The index “{self._path}” gives back other data than was written; delete the file and reindex.",
            )

    def close(self) -> None:
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            connection = sqlite3.connect(
                self._path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode = TRUNCATE")  # not WAL: 3.40.1 has the WAL-reset bug
            return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables, anew where they are of another version of ours."""
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
        if tables and _pragma(connection, "application_id") != _APPLICATION:
            raise ServiceError(
                f"“{self._path}” là cơ sở dữ liệu khác, không phải chỉ mục; hãy chọn tệp khác.",
                f"“{self._path}” is some other database, not an index; choose another file.",
            )
        if tables and _pragma(connection, "user_version") == SCHEMA:
            return
        ours = "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'"
        for (name,) in connection.execute(ours).fetchall():
            connection.execute(f'DROP TABLE "{name}"')
        for statement in (*_TABLES, f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {SCHEMA}"):
            connection.execute(statement)

    def _ours(self, exc: sqlite3.Error) -> ServiceError:
        name = getattr(exc, "sqlite_errorname", "")
        reason = " ".join(str(exc).split())
        if name == "SQLITE_FULL":
            return StorageFull(
                "Ổ đĩa của chỉ mục đã đầy; hãy báo quản trị viên giải phóng chỗ.",
                "The index's disk is full; free some space.",
            )
        return ServiceError(
            f"Chỉ mục “{self._path}” không đọc ghi được ({reason}); nếu tệp hỏng, hãy xóa nó rồi lập lại chỉ mục.",
            f"The index “{self._path}” cannot be used ({reason}); if it is damaged, delete it and reindex.",
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
