"""The tools of `./hoso bench failure` and `./hoso bench work`, without servers."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bench import failure
from bench.outage.drill import Outcome
from bench.outage.engines import _NODE_TO_NODE, free_port
from bench.outage.load import Answered, Log, by_status, paper
from bench.processes import family

KEPT = Outcome(
    server="minio",
    harm="frozen",
    away=120.2,
    told=3.04,
    ready=0.12,
    caught_up=8.81,
    answers={202: 3, 503: 41},
    slowest=20.09,
    unclear=0,
    acknowledged=30,
    lost=0,
    extra=0,
    dead=0,
)


@pytest.mark.parametrize(
    "broken",
    [
        {"lost": 1},
        {"extra": 1},
        {"dead": 1},
        {"unclear": 1},
        {"told": 5.1},
        {"told": float("nan")},
        {"caught_up": 60.1},
        {"caught_up": float("nan")},
    ],
)
def test_a_promise_that_was_not_kept_is_seen(broken: dict[str, float]) -> None:
    assert failure.kept(KEPT)
    assert not failure.kept(replace(KEPT, **broken))  # type: ignore[arg-type]  # names and types fit


def test_what_was_seen_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failure, "RESULTS", tmp_path)
    failure.write("some machine", [KEPT, replace(KEPT, harm="killed", unclear=2, lost=4, extra=1)])
    written = (tmp_path / "docs" / "measurements.md").read_text("utf-8")
    assert "| minio | frozen | 120 | 3.0 s | 0.1 s | 8.8 s | 3 | 41 | 20.1 s | 30 | 0 |" in written
    assert "| minio | killed | 120 | 3.0 s | 0.1 s | 8.8 s | 3 | 41 | 20.1 s | 30 | 5 |" in written
    assert "no 503 with `Retry-After`: 2; processes that ended: 0" in written
    figures = json.loads((tmp_path / "bench" / "results" / "failure.json").read_text("utf-8"))
    assert figures[0]["answers"] == {"202": 3, "503": 41}


def test_the_log_tells_what_came_back_in_a_time() -> None:
    log = Log()
    for sent, status in ((1.0, 202), (2.0, 503), (2.5, 503), (3.0, 202)):
        log.note(Answered(sent, 0.1, status, again=status == 503))
    assert by_status(log.between(1.5, 3.0)) == {503: 2}
    assert by_status(log.between(0.0, 9.0)) == {202: 2, 503: 2}


def test_papers_are_small_and_each_differs_in_its_bytes_alone(tmp_path: Path) -> None:
    one, other = paper(), paper()
    assert one != other
    files = [tmp_path / "1.png", tmp_path / "2.png"]
    for file, content in zip(files, (one, other), strict=True):
        file.write_bytes(content)
    pixels = [Image.open(file).tobytes() for file in files]
    assert pixels[0] == pixels[1]
    assert len(one) < 30_000


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_ports_are_below_those_of_outgoing_lines() -> None:
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text("ascii").split()[0])
    assert free_port() + _NODE_TO_NODE < max(lowest, 30_000)


def test_a_family_includes_those_with_sessions_of_their_own() -> None:
    script = "import subprocess, sys; subprocess.run(['sleep', '60'], start_new_session=True)"
    parent = subprocess.Popen([sys.executable, "-c", script])
    try:
        while len(found := family(parent.pid)) < 2:
            time.sleep(0.01)
    finally:
        for pid in family(parent.pid):
            os.kill(pid, signal.SIGKILL)
        parent.wait()
    assert found[0] == parent.pid
    assert os.getpid() not in found
