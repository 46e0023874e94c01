"""Work that waits in the record store, and the outbox that feeds the search index."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.identifiers import ComponentId, JobId


class JobState(StrEnum):
    """Life of a job. DONE and PARKED are final; PARKED jobs carry a reason and can be retried by a person."""

    READY = "ready"
    LEASED = "leased"
    DONE = "done"
    PARKED = "parked"


class Lane(StrEnum):
    """Who waits for a job: a person at a counter, or nobody in particular."""

    INTERACTIVE = "interactive"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class Job:
    """Digitise one component. `attempts` is counted before the run, so a job that kills its worker is counted too.

    `lease` is the fencing token of the current holder: only who shows it may renew, finish or give back the job.
    """

    id: JobId
    component: ComponentId
    state: JobState
    attempts: int
    created_at: datetime
    lease: str = ""
    leased_until: datetime | None = None
    reason: str = ""
    lane: Lane = Lane.INTERACTIVE


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One component or result whose index entry must be written anew; `sequence` grows with every change."""

    sequence: int
    document: str
