"""CPU time and memory of this process with everything below it, read from /proc (Linux)."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PARENT, _CPU, _RSS = 1, slice(11, 15), 21  # fields of /proc/PID/stat after the name: ppid, utime … cstime, rss
_OWN_CPU = slice(11, 13)  # utime, stime: without what ended below


def _stats() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while the list was read
    return found


def _family(stats: dict[int, list[str]], root: int) -> list[int]:
    """Return `root` and all its descendants."""
    members = [root]
    for member in members:
        members += [pid for pid, fields in stats.items() if int(fields[_PARENT]) == member]
    return members


def family(root: int) -> list[int]:
    """Return the ids of a process and of all below it, sessions of their own included."""
    return _family(_stats(), root)


def cpu_seconds() -> float:
    """Return user and system time of this process, of all below it, and of those of them that have ended."""
    return _seconds(os.getpid(), _CPU)


def family_seconds(root: int) -> float:
    """Return user and system time of a process and of all below it that still run."""
    return _seconds(root, _OWN_CPU)


def _seconds(root: int, times: slice) -> float:
    stats = _stats()
    return sum(int(ticks) for pid in _family(stats, root) for ticks in stats[pid][times]) / _TICKS


class PeakMemory:
    """Largest resident memory seen of one direct child with everything below it, in MB."""

    def __init__(self) -> None:
        self.megabytes = 0.0

    def look(self) -> None:
        """Compare with the present moment."""
        stats = _stats()
        children = [pid for pid, fields in stats.items() if int(fields[_PARENT]) == os.getpid()]
        for child in children:
            pages = sum(int(stats[pid][_RSS]) for pid in _family(stats, child))
            self.megabytes = max(self.megabytes, pages * _PAGE / 1e6)


@contextmanager
def watching(peak: PeakMemory, every: float = 0.05) -> Iterator[None]:
    """Look at the memory of the children `every` so many seconds while the block runs; shorter peaks are missed."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(every):
            peak.look()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
