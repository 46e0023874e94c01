"""A worker is killed with -9 in the middle of a page: nothing is lost, and the job is finished exactly once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.backends import open_context
from api.services.context import Context
from api.services.files import chunks_of
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, add_component, receive
from api.settings import read_settings
from models.caller import OPERATOR
from models.component import Component, ComponentStatus
from models.identifiers import AgencyCode, ProcedureCode
from models.job import Job, JobState
from records.policy import Action

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT / "api" / "demo" / "papers" / "trich-luc-ket-hon.tif"
CLERK = OPERATOR
PATIENCE_SECONDS = 60


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"HOSO_HOME": str(tmp_path), "HOSO_LEASE_SECONDS": "6", "HOSO_WORKERS": "1"}


@pytest.fixture
def context(environment: dict[str, str]) -> Iterator[Context]:
    with open_context(read_settings(environment)) as found:
        yield found


@pytest.fixture
def start_worker(environment: dict[str, str]) -> "Iterator[Callable[[], subprocess.Popen[bytes]]]":
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "api", "worker"]
        started.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def hand_in(context: Context) -> Component:
    owner = owner_of("011196004217", "Lò Thị Mẩy")
    dossier = open_dossier(context, CLERK, Filing(ProcedureCode("1.001776"), AgencyCode("000.03.23.H99"), owner))
    stored = receive(context, CLERK, Action.HAND_IN, dossier.code, chunks_of(PAPER))
    return add_component(context, CLERK, dossier.code, Handed(stored, PAPER.name)).component


def job_of(context: Context, component: Component) -> Job:
    with context.records.read() as records:
        (job,) = records.jobs.find(component=component.id)
    return job


def wait_for(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.02)


def page_processes(worker: int) -> list[int]:
    """Children of the worker that have loaded Tesseract: they are reading."""
    reading = []
    for task in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((task / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == worker and "tesseract" in (task / "maps").read_text():
                reading.append(int(task.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it ended while we looked
    return reading


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_killed_in_the_middle_of_a_page_the_job_is_finished_exactly_once(
    context: Context, start_worker: "Callable[[], subprocess.Popen[bytes]]"
) -> None:
    component = hand_in(context)
    victim = start_worker()
    wait_for(lambda: bool(page_processes(victim.pid)))
    children = page_processes(victim.pid)
    assert job_of(context, component).state is JobState.LEASED
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    wait_for(lambda: not any(map(alive, children)))
    assert job_of(context, component).state is JobState.LEASED  # nobody has noticed yet

    start_worker()
    wait_for(lambda: job_of(context, component).state is JobState.DONE)
    with context.records.read() as records:
        read = records.components.get(component.id)
        kinds = [event.kind for event in records.events.of_dossier(component.dossier)]
        digitisation = records.readings.get(component.version.id)
    assert (read.status, read.revision) == (ComponentStatus.DIGITISED, component.revision + 1)
    assert kinds.count("component-digitised") == 1
    assert digitisation is not None
    assert [page.number for page in digitisation.reading.pages] == [1, 2]
    assert job_of(context, component).attempts == 2


def test_two_workers_share_a_queue_without_doing_a_page_twice(
    context: Context, start_worker: "Callable[[], subprocess.Popen[bytes]]"
) -> None:
    components = [hand_in(context) for _ in range(4)]
    start_worker()
    start_worker()
    wait_for(lambda: all(job_of(context, one).state is JobState.DONE for one in components))
    assert [job_of(context, one).attempts for one in components] == [1] * 4
    with context.records.read() as records:
        assert all(records.components.get(one.id).revision == one.revision + 1 for one in components)
