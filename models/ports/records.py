"""The record store: all repositories inside one transaction."""

from contextlib import AbstractContextManager
from typing import Protocol

from models.ports.catalogue import Catalogue
from models.ports.components import Components, Readings
from models.ports.dossiers import Dossiers, Events, Results
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


class RecordStore(Protocol):
    """Transactions over the records."""

    def write(self) -> AbstractContextManager[Records]:
        """Open a transaction that commits at the end of the block and rolls back on any exception."""
        ...

    def read(self) -> AbstractContextManager[Records]:
        """Open a consistent, read-only view."""
        ...

    def probe(self) -> None:
        """Write, read back and delete. Raises ServiceError with one line that says what is wrong."""
        ...

    def close(self) -> None: ...
