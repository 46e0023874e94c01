"""Processes that outlive their starter: really started, found again, ended."""

import os
import signal
import sys
from pathlib import Path

import pytest

from api.engines import process
from api.engines.account import Account
from api.engines.server import Launch, Place
from models.errors import ServiceError


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "log").mkdir()
    return Place(tmp_path, tmp_path / "cache", 1, Account(), "hoso", "s3cret")


def run(place: Place, script: str = "import time; print('up', flush=True); time.sleep(60)") -> process.Running:
    return process.launch(place, Launch([sys.executable, "-c", script], {"PATH": "/usr/bin:/bin"}))


def wait_for_words(place: Place) -> None:
    while not (place.log / "output").read_bytes():
        os.sched_yield()


def test_a_process_is_found_again_until_it_is_ended(place: Place) -> None:
    assert process.find(place.folder) is None
    running = run(place)
    assert process.find(place.folder) == running
    assert process.end(running, signal.SIGTERM)
    assert process.find(place.folder) is None


def test_the_port_it_was_told_is_remembered_and_may_be_missing_from_an_older_note(place: Place) -> None:
    running = run(place)
    assert running.port == place.port
    (place.folder / "pid").write_text(f"{running.pid} {running.started}\n")
    found = process.find(place.folder)
    assert found is not None
    assert (found.pid, found.port) == (running.pid, None)
    assert process.end(running, signal.SIGTERM)


def test_another_process_with_the_same_number_is_not_taken_for_it(place: Place) -> None:
    running = run(place)
    (place.folder / "pid").write_text(f"{os.getpid()} {running.started}1\n")
    assert process.find(place.folder) is None
    assert process.end(running, signal.SIGTERM)


def test_one_that_does_not_listen_is_killed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "STOP_SECONDS", 0.3)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    running = run(place, deaf)
    wait_for_words(place)
    assert not process.end(running, signal.SIGTERM)
    while process.is_alive(running):
        os.sched_yield()


def test_its_words_are_kept_and_it_sees_none_of_our_environment(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS", "1")
    running = run(place, "import os; print('OURS' in os.environ, os.environ['PATH'], flush=True)")
    while process.is_alive(running):
        os.sched_yield()
    assert (place.log / "output").read_text() == "False /usr/bin:/bin\n"


def test_a_programme_that_is_not_there_is_named(place: Place) -> None:
    with pytest.raises(ServiceError, match="no-such-programme"):
        process.launch(place, Launch(["/no-such-programme"], {}))


def test_a_password_is_never_shown(place: Place) -> None:
    assert "s3cret" not in repr(place)
