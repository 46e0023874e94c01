"""Programmes that install, build and fetch others; each is run to its end and its last words are kept."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from models.errors import MissingTool, ServiceError


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Let one process at a time do what `file` stands for; another waits."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_tool(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    uid: int | None = None,
    gid: int | None = None,
    folder: Path = Path("/"),
) -> None:
    """Run `command` in `folder`.

    Raises MissingTool when it is not installed, ServiceError with its last lines when it fails.
    """
    if shutil.which(command[0]) is None:
        raise MissingTool(
            f"Thiếu chương trình “{command[0]}”; hãy cài nó rồi chạy lại.",
            f"The programme “{command[0]}” is missing; install it, then run this again.",
        )
    done = subprocess.run(  # noqa: S603 - commands of ours
        command,
        env=None if environment is None else dict(environment),
        user=uid,
        group=gid,
        extra_groups=None if uid is None else [],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
        words = " ".join(lines[-3:])[-400:] or f"status {done.returncode}"
        raise ServiceError(
            f"Lệnh “{Path(command[0]).name}” không thành công ({words}); hãy xem lý do rồi chạy lại.",
            f"The command “{Path(command[0]).name}” failed ({words}); see why, then run this again.",
        )


def need_packages(*names: str) -> None:
    """Install Debian packages; they are known to be missing. Raises MissingTool when we may not."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise MissingTool(
            f"Thiếu gói hệ thống {' '.join(names)}; nhờ quản trị viên cài (apt-get install) rồi chạy lại.",
            f"System packages are missing: {' '.join(names)}; have them installed (apt-get install), then run again.",
        )
    run_tool(["apt-get", "update", "-qq"])
    run_tool(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", *names])
