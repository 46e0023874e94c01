"""The SQLite file of the index: its schema, its connections, its transactions."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from models.errors import ServiceError, StorageFull
from records.backends import make_folder
from records.index.tables import GENERATIONS, Tables, generations

logger = logging.getLogger(__name__)

SCHEMA = 3
"""Raise when a table, the splitting, folding and marking of words or the keys of slips change: older indexes are made
anew."""

_APPLICATION = 0x484F5349  # "HOSI" in the file's header: what is not ours is never cleared
_WAIT_SECONDS = 30
_JOURNAL_BYTES = 1 << 20  # of the rollback journal that stay between transactions, so that their blocks are used again
_CACHE_KB = 32_000  # of a connection; SQLite's own 2 MB hold too little of the index for searches of common words


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
            words = generations(connection).live.words
            connection.execute("SAVEPOINT probe")
            connection.execute(f"INSERT INTO {words} (rowid, line) VALUES (1, 'probe')")  # noqa: S608 - our own name
            asked = f"SELECT rowid FROM {words} WHERE {words} MATCH 'probe' AND rowid = 1"  # noqa: S608 - our own name
            found = connection.execute(asked).fetchone()
            connection.execute("ROLLBACK TO probe")
        if found != (1,):
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
            connection.execute("PRAGMA journal_mode = PERSIST")  # not WAL: 3.40.1 has the WAL-reset bug
            connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_BYTES}")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables, anew where they are of an older version of ours. Raises ServiceError for other files."""
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
        if tables and _pragma(connection, "application_id") != _APPLICATION:
            raise ServiceError(
                f"“{self._path}” là cơ sở dữ liệu khác, không phải chỉ mục; hãy chọn tệp khác.",
                f"“{self._path}” is some other database, not an index; choose another file.",
            )
        version = _pragma(connection, "user_version")
        if tables and version == SCHEMA:
            return
        if version > SCHEMA:
            raise ServiceError(
                f"Chỉ mục “{self._path}” do bản mới hơn của chương trình tạo ra; hãy chạy bản đó, hoặc chọn tệp khác.",
                f"A newer version of the programme made the index “{self._path}”; run that one or choose another file.",
            )
        if tables:
            said = "the index “%s” is of version %d, now %d: it is made anew and filled from the records"
            logger.warning(said, self._path, version, SCHEMA)
        ours = "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'"
        for (name,) in connection.execute(ours).fetchall():
            connection.execute(f'DROP TABLE "{name}"')
        Tables(1).create(connection)
        for statement in (
            GENERATIONS,
            "INSERT INTO generations VALUES (1, NULL, 1)",
            f"PRAGMA application_id = {_APPLICATION}",
            f"PRAGMA user_version = {SCHEMA}",
        ):
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
