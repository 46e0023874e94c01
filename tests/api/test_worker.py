"""The threads of a worker: what a person waits for is done while bulk work takes its time; a stop ends them all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from api.clock import SystemClock
from api.processing import wait_until_settled
from api.services.context import Context
from api.services.digitise import Patience
from api.services.intake import Handed, add_component
from api.worker import Work, run_threads
from ingest.limits import Limits
from models.component import Component, ComponentStatus
from models.job import JobState, Lane
from records.index import open_index
from records.objects import open_objects
from records.store import open_records
from tests.api.parts import AGENCIES, PROCEDURES, ScriptedPool
from tests.api.services.steps import CLERK, open_at, picture, store
from tests.records.build import ledger_key

PATIENCE_SECONDS = 60


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """Back ends with a clock that runs: leases are renewed."""
    records = open_records(f"sqlite:{tmp_path}/records.db", None, ledger_key)
    index = open_index(f"sqlite:{tmp_path}/index.db")
    with records.write() as all_records:
        all_records.catalogue.load(AGENCIES, PROCEDURES)
    yield Context(records, open_objects(f"file:{tmp_path}/objects"), index, SystemClock(), Limits())
    index.close()
    records.close()


@contextmanager
def working(context: Context, pool: ScriptedPool, jobs: int) -> Iterator[None]:
    stop = Event()
    work = Work(context, pool, Patience(lease_seconds=60, max_attempts=3))
    thread = Thread(target=run_threads, args=(work, stop, jobs))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def hand_in(context: Context, shade: int, lane: Lane) -> Component:
    dossier = open_at(context)
    handed = Handed(store(context, dossier, picture(shade)), "giấy.jpg", lane=lane)
    return add_component(context, CLERK, dossier.code, handed).component


class Slow(ScriptedPool):
    """Pages of the bulk lane wait until they are let go."""

    def __init__(self) -> None:
        super().__init__(before=self._hold)
        self.held, self.let_go = Event(), Event()

    def _hold(self) -> None:
        if self.lanes and self.lanes[-1] is Lane.BULK:
            self.held.set()
            self.let_go.wait(PATIENCE_SECONDS)


def test_a_counter_does_not_wait_for_bulk_work(context: Context) -> None:
    pool = Slow()
    bulk = hand_in(context, 1, Lane.BULK)
    with working(context, pool, jobs=1):
        assert pool.held.wait(PATIENCE_SECONDS)
        (counter,) = wait_until_settled(context, [hand_in(context, 2, Lane.INTERACTIVE).id], lambda: None)
        with context.records.read() as records:
            assert [job.component for job in records.jobs.find(state=JobState.LEASED)] == [bulk.id]
        pool.let_go.set()
        (later,) = wait_until_settled(context, [bulk.id], lambda: None)
    assert [each.status for each in (counter, later)] == [ComponentStatus.DIGITISED] * 2


def test_every_job_is_done_once_by_many_threads_and_indexed(context: Context) -> None:
    papers = [hand_in(context, shade, Lane.BULK if shade % 2 else Lane.INTERACTIVE) for shade in range(8)]
    pool = ScriptedPool()
    with working(context, pool, jobs=3):
        wait_until_settled(context, [paper.id for paper in papers], lambda: None)
        while context.index.count() < len(papers):
            continue
    with context.records.read() as records:
        assert [(job.state, job.attempts) for job in records.jobs.find()] == [(JobState.DONE, 1)] * len(papers)
    assert len(pool.tasks) == len(papers)
