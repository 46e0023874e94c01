"""The page processes: capped, replaceable, and gone with their worker."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from api import page_pool
from api.page_pool import ProcessPagePool
from api.services.pages import PageTask, PageWork
from api.settings import read_settings
from models.errors import PageCrashed, PageTooBig, PageTooSlow, UsageError
from models.page import PageFailure

PAPERS = Path(__file__).resolve().parents[2] / "api" / "demo" / "papers"
SETTINGS = replace(read_settings({}), workers=1, page_seconds=20)


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPagePool]:
    found = ProcessPagePool(SETTINGS)
    yield found
    found.close()


@pytest.fixture
def hasty() -> Iterator[ProcessPagePool]:
    found = ProcessPagePool(replace(SETTINGS, page_seconds=1))
    yield found
    found.close()


def compute(seconds: float) -> None:
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def devour() -> int:
    return len(bytearray(SETTINGS.page_memory_mb << 20))


def quarrel() -> None:
    raise UsageError("sai", "wrong")


def test_a_real_page_is_read_with_its_image(pool: ProcessPagePool) -> None:
    task = PageTask(PAPERS / "can-cuoc-cong-dan.jpg", "image/jpeg", 1)
    work = pool.read(task, image=True).result()
    assert isinstance(work, PageWork)
    assert "CỘNG HÒA XÃ HỘI" in work.reading.text
    assert work.image.startswith(b"\xff\xd8")


def test_a_page_that_is_not_there_is_a_failure_not_an_exception(pool: ProcessPagePool) -> None:
    outcome = pool.read(PageTask(PAPERS / "can-cuoc-cong-dan.jpg", "image/jpeg", 2), image=False).result()
    assert isinstance(outcome, PageFailure)
    assert outcome.number == 2


def test_what_a_function_raises_comes_through(pool: ProcessPagePool) -> None:
    with pytest.raises(UsageError, match="sai"):
        pool.run(quarrel)


def test_page_processes_of_a_worker_are_sessions_of_their_own() -> None:
    behind = ProcessPagePool(SETTINGS, behind_all=True)
    try:
        assert (behind.run(os.getsid, 0) != os.getsid(0)) == Path("/proc/self/autogroup").exists()
    finally:
        behind.close()


def test_a_dying_process_fails_one_task_and_the_next_is_done(pool: ProcessPagePool) -> None:
    with pytest.raises(PageCrashed):
        pool.run(die)
    assert pool.run(abs, -3) == 3


def test_the_processes_outlive_the_thread_that_hands_in_the_first_task() -> None:
    fresh = ProcessPagePool(SETTINGS)
    try:
        first = Thread(target=fresh.run, args=(abs, -1))
        first.start()
        first.join()
        assert [fresh.run(abs, -number) for number in (2, 3)] == [2, 3]
    finally:
        fresh.close()


def test_memory_is_capped(pool: ProcessPagePool) -> None:
    with pytest.raises(PageTooBig):
        pool.run(devour)


def test_time_is_capped(hasty: ProcessPagePool) -> None:
    with pytest.raises(PageTooSlow, match="một tờ"):
        hasty.run(compute, 30)


def test_the_next_page_has_all_its_time_again(hasty: ProcessPagePool) -> None:
    for _ in range(3):
        hasty.run(compute, 0.4)


def test_a_page_that_waits_for_the_processor_is_not_too_slow(hasty: ProcessPagePool) -> None:
    assert hasty.run(sleep, 1.5) == 1.5


def test_a_machine_too_busy_for_a_page_is_told(hasty: ProcessPagePool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pool, "PATIENCE", 1)
    with pytest.raises(PageTooSlow, match="quá bận"):
        hasty.run(sleep, 30)
