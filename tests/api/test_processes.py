"""Child processes that give way."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from api.processes import run_behind, run_behind_all

AUTOGROUP = Path("/proc/self/autogroup")


def standing(give_way: Callable[[], None]) -> tuple[int, bool, str]:
    """Give way, and return how nice this process now is, whether it leads a session, and what its group says."""
    give_way()
    return os.nice(0), os.getsid(0) == os.getpid(), AUTOGROUP.read_text("ascii") if AUTOGROUP.exists() else ""


def in_a_child(give_way: Callable[[], None]) -> tuple[int, bool, str]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(standing, give_way).result()


def test_a_process_lets_others_of_its_session_go_first() -> None:
    nice, leads, _ = in_a_child(run_behind)
    assert nice == min(19, os.nice(0) + 10)
    assert not leads


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel does not group sessions")
def test_a_process_lets_other_sessions_go_first() -> None:
    nice, leads, group = in_a_child(run_behind_all)
    assert nice == min(19, os.nice(0) + 10)
    assert leads
    assert group.strip().endswith("nice 10")


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel does not group sessions")
def test_the_session_that_it_left_stays_as_it_was() -> None:
    before = AUTOGROUP.read_text("ascii")
    in_a_child(run_behind_all)
    assert AUTOGROUP.read_text("ascii") == before
