"""A page process keeps the memory that it frees."""

import subprocess
import sys

import pytest

from api.allocator import keep_memory

_ROUNDS = """
import resource
from api.allocator import keep_memory
told = keep_memory() if {keep} else False

def faults() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    held = [bytearray(b"x") * (8 << 20) for _ in range(8)]
    del held
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

faults()
print(told, faults())
"""


def second_round(*, keep: bool) -> tuple[str, int]:
    """Return what `keep_memory` said in a new process, and how often the kernel gave memory to its second round."""
    code = _ROUNDS.format(keep=keep)
    told, faults = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    return told, int(faults)


def test_freed_memory_serves_the_next_arrays() -> None:
    told, kept = second_round(keep=True)
    if told == "False":
        pytest.skip("this C library has no mallopt")
    _, anew = second_round(keep=False)
    assert anew > 1000
    assert kept < anew / 20


def test_a_library_without_the_switch_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    assert keep_memory() is False


def test_what_is_loaded_is_not_looked_at_for_cycles_again() -> None:
    code = """
import gc
from api.allocator import collect_seldom
loaded = len(gc.get_objects())
collect_seldom()
print(loaded, gc.get_freeze_count(), gc.get_threshold()[0])
"""
    loaded, frozen, made = map(
        int, subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert frozen > loaded / 2
    assert made > 10_000
