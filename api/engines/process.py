"""Processes that outlive the command which started them, known again by pid and start time."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from api.engines.server import Launch, Place
from models.errors import ServiceError

STOP_SECONDS = 60
"""How long a server may take to end in order before it is killed."""


@dataclass(frozen=True, slots=True)
class Running:
    """A process: a pid alone could since have been given to another. `port` is the one that it was told."""

    pid: int
    started: str
    port: int | None = None


def launch(place: Place, how: Launch) -> Running:
    """Start a server in a session of its own, its words added to ``log/output``; keep who it is in ``pid``."""
    try:
        with (place.log / "output").open("ab") as output:
            process = subprocess.Popen(  # noqa: S603 - commands of ours
                how.command,
                env=dict(how.environment),
                user=place.account.uid,
                group=place.account.gid,
                extra_groups=None if place.account.uid is None else [],
                cwd=place.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
    except OSError as exc:
        raise ServiceError(
            f"Không chạy được {place.folder.name} ({exc.strerror}: {exc.filename}); hãy kiểm tra quyền vào thư mục.",
            f"Cannot run {place.folder.name} ({exc.strerror}: {exc.filename}); check who may enter the folders.",
        ) from exc
    running = Running(process.pid, _started(process.pid) or "", place.port)
    process.returncode = 0  # it is not ours to wait for: silences the warning of a child still running
    (place.folder / "pid").write_text(f"{running.pid} {running.started} {running.port}\n", encoding="ascii")
    return running


def find(folder: Path) -> Running | None:
    """Return the process that was started last in `folder`, or None when it is gone."""
    file = folder / "pid"
    if not file.exists():
        return None
    pid, started, *port = file.read_text(encoding="ascii").split()
    running = Running(int(pid), started, int(port[0]) if port else None)
    return running if is_alive(running) else None


def is_alive(running: Running) -> bool:
    """Return whether the very process runs."""
    return bool(running.started) and _started(running.pid) == running.started


def end(running: Running, politely: signal.Signals) -> bool:
    """Ask a process to end and wait; False when it had to be killed with what it had started."""
    os.kill(running.pid, politely)
    limit = time.monotonic() + STOP_SECONDS
    while is_alive(running):
        if time.monotonic() > limit:
            os.killpg(running.pid, signal.SIGKILL)
            return False
        time.sleep(0.1)
    return True


def _started(pid: int) -> str | None:
    """Return when a process began, in clock ticks after boot (proc(5), field 22); None for none or a dead one."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = line.rpartition(")")[2].split()
    if fields[0] in "ZX":
        _reap(pid)
        return None
    return fields[19]


def _reap(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return  # not our child: whoever started it, or init, does this
