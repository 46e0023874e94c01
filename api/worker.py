"""The worker: takes jobs from the record store, and brings changes to the search index. Any number may run."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

from api.backends import open_context
from api.page_pool import ProcessPagePool
from api.services.context import Context
from api.services.digitise import Patience, work_one
from api.services.pages import PagePool
from api.services.search import follow
from api.settings import Settings
from models.errors import ServiceError

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.2
"""Pause after finding nothing to do: a new job starts within this time."""

LONGEST_WAIT_SECONDS = 30.0
"""Longest pause between tries while a back end is down; the pauses double up to this."""


@dataclass(frozen=True, slots=True)
class Work:
    """One worker's parts."""

    context: Context
    pool: PagePool
    patience: Patience


def run_worker(settings: Settings, stop: Event) -> None:
    """Work until `stop` is set. Raises ServiceError when a back end is wrong at the start.

    One thread per page process takes jobs, so that small papers keep all cores busy; pages of one paper share the
    same pool. One more thread follows the outbox.
    """
    with open_context(settings) as context:
        pool = ProcessPagePool(settings)
        work = Work(context, pool, Patience(settings.lease_seconds, settings.max_attempts))
        try:
            run_threads(work, stop, settings.workers)
        finally:
            pool.close()


def run_threads(work: Work, stop: Event, jobs_at_once: int) -> None:
    """Take jobs with `jobs_at_once` threads and follow the outbox with one, until `stop` is set."""
    tasks = [lambda: work_one(work.context, work.pool, work.patience)] * jobs_at_once
    threads = [Thread(target=_loop, args=(task, stop), name="job") for task in tasks]
    threads.append(Thread(target=_loop, args=(lambda: follow(work.context) > 0, stop), name="outbox"))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _loop(task: Callable[[], bool], stop: Event) -> None:
    """Repeat `task` until `stop`; it returns whether it found something to do. An outage is waited out."""
    wait = IDLE_SECONDS
    while not stop.is_set():
        try:
            busy = task()
            wait = IDLE_SECONDS
        except ServiceError as error:
            logger.warning("%s; next try in %.1f s", error, wait)
            busy = False
            stop.wait(wait)
            wait = min(2 * wait, LONGEST_WAIT_SECONDS)
        except Exception:
            # A defect must be seen, not waited out: without its threads a worker only looks alive. Its lease runs
            # out and the job goes to another worker.
            logger.critical("the worker stops because of a defect", exc_info=True)
            os._exit(70)
        if not busy:
            stop.wait(IDLE_SECONDS)
