"""The job table: leases with a fencing token, attempts counted when a lease is taken."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, insert, select, update

from models.errors import Conflict
from models.identifiers import ComponentId, JobId
from models.job import Job, JobState, Lane
from records.store import rows
from records.store.errors import missing
from records.store.signals import announce
from records.store.tables import jobs

_OLDEST_FIRST = (jobs.c.created_at, jobs.c.number)


class SqlJobs:
    """Jobs. Two workers never hold the same one: a taken row is locked until its transaction ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, component: ComponentId, at: datetime, lane: Lane = Lane.INTERACTIVE) -> Job:
        job = Job(JobId(uuid4().hex), component, JobState.READY, attempts=0, created_at=at, lane=lane)
        self._connection.execute(insert(jobs).values(rows.values_of(job)))
        announce(self._connection)
        return self._get(job.id)

    def lease(self, at: datetime, until: datetime, lanes: Sequence[Lane] = tuple(Lane)) -> Job | None:
        for lane in lanes:
            ready = self._oldest((jobs.c.state == JobState.READY) & (jobs.c.lane == lane))
            lapsed = self._oldest(
                (jobs.c.state == JobState.LEASED) & (jobs.c.lane == lane) & (jobs.c.leased_until <= at)
            )
            waiting = sorted((job for job in (ready, lapsed) if job), key=lambda job: job.created_at)
            if waiting:
                return self._take(waiting[0].id, until)
        return None

    def _take(self, id: JobId, until: datetime) -> Job:
        taken = {"state": JobState.LEASED, "attempts": jobs.c.attempts + 1}
        self._set(id, **taken, lease=uuid4().hex, leased_until=until)
        return self._get(id)

    def renew(self, id: JobId, lease: str, until: datetime) -> bool:
        held = update(jobs).where(_held(id, lease)).values(leased_until=until)
        return self._connection.execute(held).rowcount == 1

    def finish(self, id: JobId, lease: str, state: JobState, reason: str = "") -> bool:
        if state is JobState.LEASED:
            raise ValueError("a run ends in DONE, PARKED or READY")
        counted = jobs.c.attempts - 1 if state is JobState.READY else jobs.c.attempts
        values = {"state": state, "reason": reason, "attempts": counted, "lease": "", "leased_until": None}
        ended = update(jobs).where(_held(id, lease)).values(**values)
        return self._connection.execute(ended).rowcount == 1

    def retry(self, id: JobId) -> None:
        if self._get(id).state is not JobState.PARKED:
            raise Conflict(
                "Chỉ việc đã dừng mới chạy lại được; việc này đang chờ, đang chạy hoặc đã xong.",
                "Only a parked job can be retried; this one waits, runs or is done.",
            )
        self._set(id, state=JobState.READY, attempts=0, reason="")
        announce(self._connection)

    def find(self, component: ComponentId | None = None, state: JobState | None = None) -> Sequence[Job]:
        query = select(jobs).order_by(*_OLDEST_FIRST)
        if component is not None:
            query = query.where(jobs.c.component == component)
        if state is not None:
            query = query.where(jobs.c.state == state)
        return [rows.job(row) for row in self._connection.execute(query)]

    def _oldest(self, wanted: ColumnElement[bool]) -> Job | None:
        query = select(jobs).where(wanted).order_by(*_OLDEST_FIRST).limit(1).with_for_update(skip_locked=True)
        row = self._connection.execute(query).first()
        return None if row is None else rows.job(row)

    def _get(self, id: JobId) -> Job:
        row = self._connection.execute(select(jobs).where(jobs.c.id == id)).first()
        if row is None:
            raise missing("việc", "job", id)
        return rows.job(row)

    def _set(self, id: JobId, **values: object) -> None:
        self._connection.execute(update(jobs).where(jobs.c.id == id).values(**values))


def _held(id: JobId, lease: str) -> ColumnElement[bool]:
    return (jobs.c.id == id) & (jobs.c.state == JobState.LEASED) & (jobs.c.lease == lease)
