"""The programme itself: a web server and workers, each a process of its own, over given servers."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.settings import environment_at

ROOT = Path(__file__).resolve().parents[2]
END_SECONDS = 90
"""How long a process may take to end once asked."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A web server at `base`, and workers; `token` is the machine's."""

    base: str
    token: str
    web: "subprocess.Popen[str]"
    workers: "Sequence[subprocess.Popen[str]]"

    def dead(self) -> Sequence[int]:
        """Return the exit statuses of processes that ended by themselves."""
        ended = [process.poll() for process in (self.web, *self.workers)]
        return [status for status in ended if status is not None]


@contextmanager
def programme(home: Path, variables: Mapping[str, str], workers: int = 1) -> Iterator[Programme]:
    """Yield the programme running in `home` with these settings; its words go to ``home/web`` and ``home/worker-N``."""
    environment = {**environment_at(home), **variables, "HOSO_PORT": "0", "OMP_THREAD_LIMIT": "1"}
    started: list[subprocess.Popen[str]] = []
    try:
        web = _start(["serve", "--no-worker"], environment, home / "web", output=subprocess.PIPE)
        started.append(web)
        base = _base(web, home / "web")
        logs = [home / f"worker-{number}" for number in range(workers)]
        started += [_start(["worker"], environment, log, output=subprocess.DEVNULL) for log in logs]
        for worker, log in zip(started[1:], logs, strict=True):
            _await_work(worker, log)
        token = (home / "var" / "token").read_text("ascii").strip()
        yield Programme(base, token, web, started[1:])
    finally:
        _end(started)


def run_once(home: Path, variables: Mapping[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    environment = {**environment_at(home), **variables}
    command = [sys.executable, "-m", "api", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=END_SECONDS
    )


def _start(
    arguments: Sequence[str], environment: Mapping[str, str], words: Path, output: int
) -> "subprocess.Popen[str]":
    with words.open("a") as errors:
        command = [sys.executable, "-m", "api", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=output, stderr=errors, text=True)


def _base(web: "subprocess.Popen[str]", words: Path) -> str:
    """Return where the web server says that it is."""
    assert web.stdout is not None
    for line in web.stdout:
        if "http://" in line:
            return line[line.index("http://") :].split("/dang-nhap")[0]
    raise RuntimeError(f"the web server did not start: {words.read_text('utf-8')[-500:]}")


def _await_work(worker: "subprocess.Popen[str]", log: Path) -> None:
    """Wait until a worker says that it waits for work."""
    limit = time.monotonic() + END_SECONDS
    while "waiting for work" not in log.read_text("utf-8"):
        if worker.poll() is not None or time.monotonic() > limit:
            raise RuntimeError(f"the worker did not start: {log.read_text('utf-8')[-500:]}")
        time.sleep(0.1)


def _end(started: "Sequence[subprocess.Popen[str]]") -> None:
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
