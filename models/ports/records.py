"""The record store: all repositories inside one transaction."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from models.job import OutboxEntry
from models.ports.catalogue import Catalogue
from models.ports.components import Components, Readings
from models.ports.dossiers import Changes, Dossiers, Events, Results
from models.ports.ledger import Ledger, LedgerAudit
from models.ports.reuse import Intakes, ReRequests, Reuses, Standings
from models.ports.rights import Attempts, Consents, Owners, Tokens
from models.ports.work import Idempotency, Jobs, Outbox


class Records(Protocol):
    """All repositories inside one transaction."""

    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def dossiers(self) -> Dossiers: ...
    @property
    def events(self) -> Events: ...
    @property
    def changes(self) -> Changes: ...
    @property
    def components(self) -> Components: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def results(self) -> Results: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def idempotency(self) -> Idempotency: ...
    @property
    def tokens(self) -> Tokens: ...
    @property
    def attempts(self) -> Attempts: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def owners(self) -> Owners: ...
    @property
    def reuses(self) -> Reuses: ...
    @property
    def standings(self) -> Standings: ...
    @property
    def re_requests(self) -> ReRequests: ...
    @property
    def intakes(self) -> Intakes: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def ledger_audit(self) -> LedgerAudit: ...


class RecordStore(Protocol):
    """Transactions over the records."""

    def write(self) -> AbstractContextManager[Records]:
        """Open a transaction that commits at the end of the block and rolls back on any exception."""
        ...

    def read(self) -> AbstractContextManager[Records]:
        """Open a consistent, read-only view."""
        ...

    def claim(self, limit: int) -> AbstractContextManager[Sequence[OutboxEntry]]:
        """Open up to `limit` of the oldest outbox entries; they are deleted when the block ends well, else they stay.

        Where the database can keep rows from others (PostgreSQL), followers at the same time get different entries. On
        SQLite they may get the same: then work is done twice and none is lost.
        """
        ...

    def schema(self) -> str:
        """Return the version of the tables."""
        ...

    def dump(self, out: Callable[[str, Iterable[bytes]], None]) -> None:
        """Give `out` every table by name, its rows as lines that are the same from every database of this schema.

        All from one state; `out` must take the lines before it returns.
        """
        ...

    def load(self, source: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        """Fill an empty store with what `dump` gave, in its order, in one transaction.

        Raises Conflict when the store holds more than a catalogue, DamagedFile for a line that is no row.
        """
        ...

    def work_signal(self) -> int:
        """Return a number that changes when a job may have come; look at it before looking for a job."""
        ...

    def wait_for_work(self, signal: int, seconds: float) -> None:
        """Return when a job may have come since `signal` was looked at, at the latest after `seconds`.

        It may return early for no reason; a server that is down is no error here.
        """
        ...

    def probe(self) -> None:
        """Write, read back and delete. Raises ServiceError with one line that says what is wrong."""
        ...

    def close(self) -> None: ...
