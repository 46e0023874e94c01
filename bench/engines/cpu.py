"""CPU time of the servers on this machine, so that a slow answer is told from a busy client."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Kind:
    """How the processes of a server are told: their name, and a word of their command line.

    `parts` says that it works in processes that come and go below one that stays, which then has their time.
    """

    name: str
    word: str
    parts: bool


SERVERS = {
    "elasticsearch": Kind("java", "org.elasticsearch", parts=False),
    "postgresql": Kind("postgres", "", parts=True),
}

Used = Mapping[int, float]
"""CPU seconds by process, with those of processes that have ended below it."""


def used(server: str | None) -> Used:
    """Return what the processes of a server have used so far; nothing where it runs elsewhere or there is none."""
    if server is None:
        return {}
    found = (folder for folder in Path("/proc").iterdir() if folder.name.isdigit())
    times = {int(folder.name): _seconds(folder, SERVERS[server]) for folder in found}
    return {process: seconds for process, seconds in times.items() if seconds is not None}


def spent(server: str | None, before: Used) -> float:
    """Return the CPU seconds that a server has used since `before`."""
    now = used(server)
    if server is not None and SERVERS[server].parts:
        return sum(now.values()) - sum(before.values())
    return sum(now[process] - seconds for process, seconds in before.items() if process in now)


def _seconds(folder: Path, kind: Kind) -> float | None:
    """Return what a process has used, None when it is of another kind or ends while we look."""
    try:
        if (folder / "comm").read_text().strip() != kind.name:
            return None
        if kind.word not in (folder / "cmdline").read_bytes().decode("utf-8", "replace"):
            return None
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return sum(map(int, fields[11:15])) / _TICKS
