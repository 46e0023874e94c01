"""All that differs between SQLite and PostgreSQL: engines, how a transaction begins, locks, and upserts.

SQLite: one writer at a time, who says so at once (``BEGIN IMMEDIATE``), so that no transaction fails half-way for want
of the lock; rollback journal, because Debian's 3.40.1 is in the range of the WAL-reset bug; ``synchronous=FULL``.
PostgreSQL: rows are locked by ``FOR UPDATE [SKIP LOCKED]``, which SQLAlchemy leaves out of SQL for SQLite.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from models.errors import ServiceError
from records.backends import Credentials, make_folder, path_of, scheme_of
from records.store.postgresql import postgresql_engine
from records.store.rows import Values

WAIT_SECONDS = 30
"""How long a transaction waits for another writer, or for a connection of the pool, before it gives up."""

_JOURNAL_BYTES = 1 << 20
"""What of the rollback journal stays between transactions: its blocks are used again, so that syncing it writes no
metadata of the file system."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA journal_mode = PERSIST",
    f"PRAGMA journal_size_limit = {_JOURNAL_BYTES}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
_SCHEMA_LOCK = 0x686F736F  # "hoso": any number that nothing else in the database locks
_FEED_LOCK = 0x66656564  # "feed": likewise


def make_engine(url: str, credentials: Credentials | None = None) -> Engine:
    """Return an engine for ``sqlite:path`` or ``postgresql://…``; nothing is connected yet. Raises ServiceError."""
    scheme = scheme_of(url)
    if scheme == "sqlite":
        return _sqlite(path_of(url))
    if scheme == "postgresql":
        return postgresql_engine(url, credentials)
    raise ServiceError(
        f"Không có kho hồ sơ loại “{scheme}”; hãy dùng sqlite:var/records.db hoặc postgresql://….",
        f"There is no record store “{scheme}”; use sqlite:var/records.db or postgresql://….",
    )


def connect(engine: Engine, *, write: bool) -> Connection:
    """Return a connection whose next transaction may write, or sees one unchanging state and may not."""
    if engine.dialect.name == "postgresql":
        level = "READ COMMITTED" if write else "REPEATABLE READ"
        return engine.connect().execution_options(isolation_level=level, postgresql_readonly=not write)
    return engine.connect().execution_options(hoso_write=write)


def shares_rows(engine: Engine) -> bool:
    """Return whether writers can work on different rows at the same time."""
    return engine.dialect.name == "postgresql"


def lock_schema(connection: Connection) -> None:
    """Let one process at a time change the schema; on SQLite the write transaction does so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})


def lock_feed(connection: Connection) -> None:
    """Let one transaction at a time give places in the change feed; on SQLite a write transaction does so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _FEED_LOCK})


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one state for as long as it takes and keeps no writer waiting.

    PostgreSQL keeps old versions of rows; of SQLite's file a copy is made, in one step, and read instead: readers of
    the file itself would keep writers from committing.
    """
    if engine.dialect.name == "postgresql":
        with connect(engine, write=False) as connection, connection.begin():
            connection.execute(text("SELECT 1"))  # the state is that of the first statement, not of BEGIN
            yield connection
        return
    with TemporaryDirectory(dir=Path(str(engine.url.database)).parent, prefix="snapshot-") as folder:
        copy = _sqlite(Path(folder) / "records.db")
        try:
            with engine.connect() as source, copy.connect() as target:
                source.connection.driver_connection.backup(target.connection.driver_connection)  # type: ignore[union-attr]  # sqlite3's own
            with connect(copy, write=False) as connection, connection.begin():
                yield connection
        finally:
            copy.dispose()


def lock_table(connection: Connection, table: Table) -> None:
    """Let one transaction at a time change `table`, others may read it; on SQLite a write transaction does so already.

    PostgreSQL lets nobody lock in a read-only transaction, so this is for writers.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))


def upsert(connection: Connection, table: Table, rows: Sequence[Values], keys: Sequence[str]) -> None:
    """Insert `rows`, all with the same columns; where one with the same `keys` is there, replace its other columns."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        pg = postgresql.insert(table)
        changed = {name: pg.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(pg.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))
    else:
        lite = sqlite.insert(table)
        changed = {name: lite.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(lite.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def _sqlite(path: Path) -> Engine:
    make_folder(path.parent)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        pool_size=8,
        max_overflow=24,
        pool_timeout=WAIT_SECONDS,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing on its own; `begin` below does
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("hoso_write", False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
