"""The records go away while a job runs: it is given back when they return, and its attempt does not count."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import cast

import pytest

from api.services.context import Context
from api.services.debts import Debts
from api.services.digitise import work_one
from models.component import Component
from models.errors import ServiceError
from models.job import JobState
from models.ports.records import Records, RecordStore
from tests.api.parts import ScriptedPool
from tests.api.services.steps import PATIENCE, hand_in, open_at, picture


class Leaving:
    """A record store that can be away."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self.away = False

    @contextmanager
    def write(self) -> Iterator[Records]:
        self._need()
        with self._store.write() as records:
            yield records

    def read(self) -> AbstractContextManager[Records]:
        self._need()
        return self._store.read()

    def _need(self) -> None:
        if self.away:
            raise ServiceError("kho hồ sơ tạm ngừng", "the record store is away")


@pytest.fixture
def leaving(context: Context) -> Leaving:
    return Leaving(context.records)


@pytest.fixture
def at(context: Context, leaving: Leaving) -> Context:
    return replace(context, records=cast("RecordStore", leaving))


def run_while_the_records_leave(at: Context, leaving: Leaving, debts: Debts) -> Component:
    """Run a job during which the records go away; they come back after the worker has given up."""
    component = hand_in(at, open_at(at), picture()).component
    pool = ScriptedPool(before=lambda: setattr(leaving, "away", True))
    with pytest.raises(ServiceError, match="away"):
        work_one(at, pool, PATIENCE, debts=debts)
    leaving.away = False
    return component


def test_it_is_given_back_and_done_at_the_first_attempt(context: Context, at: Context, leaving: Leaving) -> None:
    debts = Debts()
    component = run_while_the_records_leave(at, leaving, debts)
    with context.records.read() as records:
        (job,) = records.jobs.find(component.id)
    assert (job.state, job.attempts) == (JobState.LEASED, 1)  # nobody could say otherwise

    assert work_one(at, ScriptedPool(), PATIENCE, debts=debts)
    with context.records.read() as records:
        (job,) = records.jobs.find(component.id)
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_a_debt_outlasts_several_tries(context: Context, at: Context, leaving: Leaving) -> None:
    debts = Debts()
    component = run_while_the_records_leave(at, leaving, debts)
    leaving.away = True
    for _ in range(3):
        with pytest.raises(ServiceError):
            debts.settle(at)
    leaving.away = False
    debts.settle(at)
    with context.records.read() as records:
        (job,) = records.jobs.find(component.id)
    assert (job.state, job.attempts) == (JobState.READY, 0)


def test_a_job_that_another_worker_has_taken_is_left_to_it(context: Context, at: Context, leaving: Leaving) -> None:
    debts = Debts()
    component = run_while_the_records_leave(at, leaving, debts)
    with context.records.read() as records:
        (lapsed,) = records.jobs.find(component.id)
    assert lapsed.leased_until is not None
    with context.records.write() as records:
        taken = records.jobs.lease(lapsed.leased_until, lapsed.leased_until.replace(year=2099))
    debts.settle(at)
    with context.records.read() as records:
        assert records.jobs.find(component.id) == [taken]
