"""Transactions over the records."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from models.errors import StorageFailed
from models.job import OutboxEntry
from records.backends import Credentials
from records.store.catalogue import SqlCatalogue
from records.store.changes import SqlChanges
from records.store.components import SqlComponents
from records.store.consents import SqlConsents
from records.store.dialects import connect, make_engine, shares_rows, snapshot
from records.store.dossiers import SqlDossiers
from records.store.errors import translated
from records.store.events import SqlEvents
from records.store.idempotency import SqlIdempotency
from records.store.jobs import SqlJobs
from records.store.ledger import LedgerKey, SqlLedger, SqlLedgerAudit
from records.store.outbox import SqlOutbox
from records.store.owners import SqlOwners
from records.store.readings import SqlReadings
from records.store.results import SqlResults
from records.store.reuses import SqlIntakes, SqlReRequests, SqlReuses
from records.store.schema import check_schema, head, migrate
from records.store.signals import signals_of
from records.store.standings import SqlStandings
from records.store.tokens import SqlAttempts, SqlTokens
from records.store.transfer import LinesOut, dump, load


@dataclass(frozen=True, slots=True)
class SqlRecords:
    """All repositories over one connection, that is inside one transaction."""

    catalogue: SqlCatalogue
    dossiers: SqlDossiers
    events: SqlEvents
    changes: SqlChanges
    components: SqlComponents
    readings: SqlReadings
    results: SqlResults
    jobs: SqlJobs
    outbox: SqlOutbox
    idempotency: SqlIdempotency
    tokens: SqlTokens
    attempts: SqlAttempts
    consents: SqlConsents
    owners: SqlOwners
    reuses: SqlReuses
    standings: SqlStandings
    re_requests: SqlReRequests
    intakes: SqlIntakes
    ledger: SqlLedger
    ledger_audit: SqlLedgerAudit


class SqlRecordStore:
    """A relational record store; shared by the threads of a process, each transaction on a connection of its own."""

    def __init__(self, engine: Engine, ledger_key: LedgerKey | None = None) -> None:
        self._engine = engine
        self._ledger_key = ledger_key
        self._signals = signals_of(engine)

    @contextmanager
    def write(self) -> Iterator[SqlRecords]:
        with translated(), connect(self._engine, write=True) as connection, connection.begin():
            records = _records(connection, write=True)
            yield records
            records.ledger.append_to(connection, self._ledger_key)

    @contextmanager
    def read(self) -> Iterator[SqlRecords]:
        with translated(), connect(self._engine, write=False) as connection, connection.begin():
            yield _records(connection, write=False)

    @contextmanager
    def claim(self, limit: int) -> Iterator[Sequence[OutboxEntry]]:
        """Keep the rows locked meanwhile on PostgreSQL; on SQLite that would make every writer wait for the index."""
        if shares_rows(self._engine):
            with self.write() as records:
                entries = records.outbox.take(limit)
                yield entries
                records.outbox.delete([entry.sequence for entry in entries])
            return
        with self.read() as records:
            entries = records.outbox.read(limit)
        yield entries
        if entries:
            with self.write() as records:
                records.outbox.delete([entry.sequence for entry in entries])

    def schema(self) -> str:
        return head()

    def dump(self, out: LinesOut) -> None:
        with translated(), snapshot(self._engine) as connection:
            dump(connection, out)

    def load(self, source: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        with translated(), connect(self._engine, write=True) as connection, connection.begin():
            load(connection, source)

    def work_signal(self) -> int:
        return self._signals.current()

    def wait_for_work(self, signal: int, seconds: float) -> None:
        self._signals.wait(signal, seconds)

    def probe(self) -> None:
        """Write, read back and undo; also say when another version of the programme has changed the schema."""
        with translated(), connect(self._engine, write=True) as connection, connection.begin() as transaction:
            check_schema(connection)
            records, key = _records(connection, write=True), f"probe-{uuid4().hex}"
            records.idempotency.put(key, "probe", key, datetime.now(UTC))
            found = records.idempotency.get(key)
            transaction.rollback()
        if found != ("probe", key):
            raise StorageFailed(
                "Kho hồ sơ trả lại dữ liệu khác với dữ liệu đã ghi; hãy kiểm tra cơ sở dữ liệu.",
                "The record store gives back other data than was written; check the database.",
            )

    def close(self) -> None:
        self._signals.close()
        self._engine.dispose()


def open_store(url: str, credentials: Credentials | None = None, ledger_key: LedgerKey | None = None) -> SqlRecordStore:
    """Open the store at `url` and migrate it. Raises ServiceError with one line."""
    engine = make_engine(url, credentials)
    try:
        with translated():
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlRecordStore(engine, ledger_key)


def _records(connection: Connection, *, write: bool) -> SqlRecords:
    return SqlRecords(
        catalogue=SqlCatalogue(connection),
        dossiers=SqlDossiers(connection),
        events=SqlEvents(connection),
        changes=SqlChanges(connection),
        components=SqlComponents(connection),
        readings=SqlReadings(connection),
        results=SqlResults(connection),
        jobs=SqlJobs(connection),
        outbox=SqlOutbox(connection),
        idempotency=SqlIdempotency(connection),
        tokens=SqlTokens(connection),
        attempts=SqlAttempts(connection),
        consents=SqlConsents(connection),
        owners=SqlOwners(connection),
        reuses=SqlReuses(connection),
        standings=SqlStandings(connection),
        re_requests=SqlReRequests(connection),
        intakes=SqlIntakes(connection),
        ledger=SqlLedger(connection, write=write),
        ledger_audit=SqlLedgerAudit(connection),
    )
