"""Jobs, the outbox, and requests already carried out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from models.identifiers import ComponentId, JobId
from models.job import Job, JobState, Lane, OutboxEntry


class Jobs(Protocol):
    """The job table. Attempts are counted before the run; a lease that ran out may be taken by another worker."""

    def add(self, component: ComponentId, at: datetime, lane: Lane = Lane.INTERACTIVE) -> Job: ...

    def lease(self, at: datetime, until: datetime, lanes: Sequence[Lane] = tuple(Lane)) -> Job | None:
        """Take the oldest job that is ready or whose lease ran out, and count the attempt; None when there is none.

        Only jobs of these lanes are looked at, those of the first before all others.
        How many attempts are enough is for the caller, who may finish the job as PARKED in the same transaction.
        """
        ...

    def renew(self, id: JobId, lease: str, until: datetime) -> bool:
        """Prolong a lease; False when it is no longer held."""
        ...

    def finish(self, id: JobId, lease: str, state: JobState, reason: str = "") -> bool:
        """End a run in DONE, PARKED or READY; False, and nothing changed, when the lease is not held.

        READY gives the job back without counting the attempt: what failed was a service, not the job.
        """
        ...

    def retry(self, id: JobId) -> None:
        """Make a parked job ready, attempts counted afresh. Raises NotFound, or Conflict when it is not parked."""
        ...

    def find(self, component: ComponentId | None = None, state: JobState | None = None) -> Sequence[Job]:
        """Return jobs that fit, oldest first."""
        ...


class Outbox(Protocol):
    """Documents whose index entries must be written anew, in the order of their changes."""

    def add(self, document: str) -> None: ...

    def read(self, limit: int) -> Sequence[OutboxEntry]:
        """Return the oldest entries."""
        ...

    def delete(self, sequences: Sequence[int]) -> None: ...

    def add_all(self) -> int:
        """Enter every component and result, for a rebuild; return how many."""
        ...


class Idempotency(Protocol):
    """Keys of requests already carried out, kept in the transaction of their effect: a repeat changes nothing."""

    def get(self, key: str) -> tuple[str, str] | None:
        """Return (fingerprint of the request, id of what it made), or None for a new key."""
        ...

    def put(self, key: str, fingerprint: str, reference: str, at: datetime) -> None:
        """Keep a key. Raises Conflict when it is already there."""
        ...
