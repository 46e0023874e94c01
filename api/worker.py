"""The worker: takes jobs from the record store, and brings changes to the search index. Any number may run."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

from api.backends import open_context
from api.ledger_book import witness_of
from api.ledger_watch import watching
from api.page_pool import ProcessPagePool
from api.page_queue import BULK_TURN
from api.services.context import Context
from api.services.debts import Debts
from api.services.digitise import Patience, work_one
from api.services.pages import PagePool
from api.services.search import follow
from api.settings import Settings
from models.errors import ServiceError
from models.job import Lane

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.2
"""Pause of the outbox's follower after finding nothing to do."""

WAIT_SECONDS = 0.5
"""Longest wait for word of a new job before looking again; it also bounds how long a worker takes to stop."""

LONGEST_WAIT_SECONDS = 5.0
"""Longest pause between tries while a back end is down; the pauses double up to this. It is part of the time that
catching up takes once the back end is there again."""


@dataclass(frozen=True, slots=True)
class Work:
    """One worker's parts."""

    context: Context
    pool: PagePool
    patience: Patience


def run_worker(settings: Settings, stop: Event, ready: Callable[[], None]) -> None:
    """Work until `stop` is set; `ready` is called before the first job.

    Raises ServiceError when a back end is wrong at the start. One thread per page process takes jobs, so that small
    papers keep all cores busy; pages of one paper share the same pool. One more thread follows the outbox.
    """
    with open_context(settings) as context:
        pool = ProcessPagePool(settings, behind_all=True)
        work = Work(context, pool, Patience(settings.lease_seconds, settings.max_attempts))
        ready()
        try:
            with watching(context, witness_of(settings), settings.anchor_seconds):
                run_threads(work, stop, settings.workers)
        finally:
            pool.close()


def run_threads(work: Work, stop: Event, jobs_at_once: int) -> None:
    """Take jobs with `jobs_at_once` threads and follow the outbox with one, until `stop` is set.

    One thread more takes jobs that a person waits for, and no others, so that long bulk jobs never hold up all.
    """
    debts = Debts()
    takers = [_Taker(work, debts, bulk=number < jobs_at_once) for number in range(jobs_at_once + 1)]
    threads = [Thread(target=_loop, args=(taker.work, taker.rest, stop), name="job") for taker in takers]
    follower = (lambda: follow(work.context) > 0, lambda: stop.wait(IDLE_SECONDS), stop)
    threads.append(Thread(target=_loop, args=follower, name="outbox"))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class _Taker:
    """Takes one job after the other in one thread."""

    def __init__(self, work: Work, debts: Debts, *, bulk: bool) -> None:
        self._work = work
        self._debts = debts
        self._bulk = bulk
        self._turn = 0
        self._signal = 0

    def work(self) -> bool:
        """Do one job; return whether there was one."""
        self._signal = self._work.context.records.work_signal()
        self._turn = (self._turn + 1) % BULK_TURN
        return work_one(self._work.context, self._work.pool, self._work.patience, self._lanes(), self._debts)

    def rest(self) -> None:
        self._work.context.records.wait_for_work(self._signal, WAIT_SECONDS)

    def _lanes(self) -> Sequence[Lane]:
        if not self._bulk:
            return (Lane.INTERACTIVE,)
        return (Lane.INTERACTIVE, Lane.BULK) if self._turn else (Lane.BULK, Lane.INTERACTIVE)


def _loop(task: Callable[[], bool], rest: Callable[[], object], stop: Event) -> None:
    """Repeat `task` until `stop`; it returns whether it found something to do, and `rest` follows when not.

    An outage is waited out.
    """
    wait = IDLE_SECONDS
    while not stop.is_set():
        try:
            busy = task()
            wait = IDLE_SECONDS
        except ServiceError as error:
            logger.warning("%s; next try in %.1f s", error, wait)
            busy = True
            stop.wait(wait)
            wait = min(2 * wait, LONGEST_WAIT_SECONDS)
        except Exception:
            # A defect must be seen, not waited out: without its threads a worker only looks alive. Its lease runs
            # out and the job goes to another worker.
            logger.critical("the worker stops because of a defect", exc_info=True)
            os._exit(70)
        if not busy and not stop.is_set():
            rest()
