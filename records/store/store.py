"""Transactions over the records."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from models.errors import StorageFailed
from records.backends import Credentials
from records.store.catalogue import SqlCatalogue
from records.store.components import SqlComponents
from records.store.dialects import connect, make_engine
from records.store.dossiers import SqlDossiers
from records.store.errors import translated
from records.store.events import SqlEvents
from records.store.idempotency import SqlIdempotency
from records.store.jobs import SqlJobs
from records.store.outbox import SqlOutbox
from records.store.readings import SqlReadings
from records.store.results import SqlResults
from records.store.schema import check_schema, migrate


@dataclass(frozen=True, slots=True)
class SqlRecords:
    """All repositories over one connection, that is inside one transaction."""

    catalogue: SqlCatalogue
    dossiers: SqlDossiers
    events: SqlEvents
    components: SqlComponents
    readings: SqlReadings
    results: SqlResults
    jobs: SqlJobs
    outbox: SqlOutbox
    idempotency: SqlIdempotency


class SqlRecordStore:
    """A relational record store; shared by the threads of a process, each transaction on a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def write(self) -> Iterator[SqlRecords]:
        with translated(), connect(self._engine, write=True) as connection, connection.begin():
            yield _records(connection)

    @contextmanager
    def read(self) -> Iterator[SqlRecords]:
        with translated(), connect(self._engine, write=False) as connection, connection.begin():
            yield _records(connection)

    def probe(self) -> None:
        """Write, read back and undo; also say when another version of the programme has changed the schema."""
        with translated(), connect(self._engine, write=True) as connection, connection.begin() as transaction:
            check_schema(connection)
            records, key = _records(connection), f"probe-{uuid4().hex}"
            records.idempotency.put(key, "probe", key, datetime.now(UTC))
            found = records.idempotency.get(key)
            transaction.rollback()
        if found != ("probe", key):
            raise StorageFailed(
                "Kho hồ sơ trả lại dữ liệu khác với dữ liệu đã ghi; hãy kiểm tra cơ sở dữ liệu.",
                "The record store gives back other data than was written; check the database.",
            )

    def close(self) -> None:
        self._engine.dispose()


def open_store(url: str, credentials: Credentials | None = None) -> SqlRecordStore:
    """Open the store at `url` and migrate it. Raises ServiceError with one line."""
    engine = make_engine(url, credentials)
    try:
        with translated():
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlRecordStore(engine)


def _records(connection: Connection) -> SqlRecords:
    return SqlRecords(
        catalogue=SqlCatalogue(connection),
        dossiers=SqlDossiers(connection),
        events=SqlEvents(connection),
        components=SqlComponents(connection),
        readings=SqlReadings(connection),
        results=SqlResults(connection),
        jobs=SqlJobs(connection),
        outbox=SqlOutbox(connection),
        idempotency=SqlIdempotency(connection),
    )
