"""CPU time of the servers on this machine, so that a slow answer is told from a busy client."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
SERVERS = {"elasticsearch": ("java", "org.elasticsearch"), "postgresql": ("postgres", "")}
"""How the processes of each server are told: their name, and a word of their command line."""


def server_seconds(server: str) -> float:
    """Return the CPU seconds that the processes of a server have used so far, with those that have ended under them.

    0 where the server runs elsewhere.
    """
    name, word = SERVERS[server]
    return sum(_seconds(folder) for folder in Path("/proc").iterdir() if _is(folder, name, word))


def _is(folder: Path, name: str, word: str) -> bool:
    if not folder.name.isdigit():
        return False
    try:
        command = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
        return (folder / "comm").read_text().strip() == name and word in command
    except (FileNotFoundError, ProcessLookupError):
        return False  # it ended while we looked


def _seconds(folder: Path) -> float:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it ended while we looked
    return sum(map(int, fields[11:15])) / _TICKS
