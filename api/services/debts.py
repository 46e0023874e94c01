"""Jobs that could not be given back, because the records were away as well.

Without this such a job would wait until its lease runs out, and the run that failed through no fault of its paper would
count as one of its attempts.
"""

from threading import Lock

from api.services.context import Context
from models.errors import HosoError
from models.job import Job, JobState


class Debts:
    """What the threads of one worker owe; safe between them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._owed: tuple[tuple[Job, str], ...] = ()

    def give_back(self, context: Context, job: Job, error: HosoError) -> None:
        """Make a job ready again, its attempt not counted. Raises ServiceError; then it is owed."""
        with self._lock:
            self._owed = (*self._owed, (job, f"{error.code}: {error.vi}"))
        self.settle(context)

    def settle(self, context: Context) -> None:
        """Give back what is owed; a job that another worker has taken meanwhile is left to it. Raises ServiceError."""
        with self._lock:
            if not self._owed:
                return
            with context.records.write() as records:
                for job, reason in self._owed:
                    records.jobs.finish(job.id, job.lease, JobState.READY, reason)
            self._owed = ()
