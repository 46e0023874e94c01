"""How long an upload waits for its answer with the advice in it, alone and beside a worker that reads pages.

A real web server and a real worker, embedded back ends, uploads one after the other over HTTP: from the first byte of a
request to the last of its answer. Every upload is a picture of its own. The worker has more papers before it than it
can read meanwhile. Both cases take turns, so that other work on the machine strikes both.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

from bench.advice import LIMIT_MS, enlarged
from bench.document import keep, machine
from bench.outage.load import ACCEPTED, Client
from bench.outage.programme import Programme, programme
from bench.pages import ROOT
from bench.processes import family_seconds
from tests.samples.files import jpeg_file
from tests.samples.photos.cases import cases

_SEED = 8_303
_BACKLOG, _FIRST = 60, 3
"""Papers that the worker is given before; uploads before the first that counts, which load what they need."""

_PAUSE_SECONDS = 0.15  # as soon as a person could send the next
_HEAD_START_SECONDS = 5.0  # in which the worker's page processes load what they need
_METHOD = (
    "{machine}; embedded back ends; {rounds} turns of {uploads} uploads each, of pictures of up to 12 megapixels, "
    "{megabytes:.1f} MB on average, one after the other over HTTP; processor time is that of the web server and its "
    "advice process. The goal is {limit:.0f} ms."
)


@dataclass(slots=True)
class Waits:
    """What uploads of one case took, in ms, and the processor time spent on them, in seconds."""

    milliseconds: list[float] = field(default_factory=list)
    processor: float = 0.0


def run(arguments: Sequence[str]) -> int:
    """Measure; return 1 when over 5 in 100 uploads beside a worker wait longer than the limit."""
    parser = argparse.ArgumentParser(prog="hoso bench uploads", description=__doc__)
    parser.add_argument("--uploads", type=int, default=30, help="in each turn")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each case")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    options = parser.parse_args(arguments)
    where, made = machine(), pictures(options.uploads)
    alone, beside = Waits(), Waits()
    for _ in range(options.rounds):
        turn(made, alone, workers=0)
        turn(made, beside, workers=1)
    megabytes = sum(map(len, made)) / len(made) / 1e6
    facts = {"machine": where, "rounds": options.rounds, "uploads": options.uploads, "megabytes": megabytes}
    rows = {"no worker": _figures(alone), "a worker reading": _figures(beside)}
    text = _text(facts, rows)
    print(text)
    if options.write:
        keep(ROOT, "uploads", text, {**facts, "rows": rows})
    return 0 if rows["a worker reading"]["p95"] <= LIMIT_MS else 1


def pictures(count: int) -> list[bytes]:
    """Return pictures of the check family as JPEG; every tenth has 12 megapixels."""
    made = enumerate(cases(_SEED, count, "check"))
    images = [enlarged(case) if not number % 10 and case.setting == "photo" else case.image for number, case in made]
    return [jpeg_file(image, 300, 90) for image in images]


def turn(made: Sequence[bytes], waits: Waits, workers: int) -> None:
    """Send every picture once to a programme of its own, with a worker beside or without; add what that took."""
    with tempfile.TemporaryDirectory() as home, _busy(Path(home), made, workers) as (running, client, code):
        before = family_seconds(running.web.pid)
        for picture in made:
            waits.milliseconds.append(_send(client, code, picture))
            time.sleep(_PAUSE_SECONDS)
        waits.processor += family_seconds(running.web.pid) - before


@contextmanager
def _busy(home: Path, made: Sequence[bytes], workers: int) -> Iterator[tuple[Programme, Client, str]]:
    with programme(home, {}, workers) as running:
        client = Client(running)
        code = client.open_dossier()
        for picture in islice(cycle(made), _BACKLOG if workers else _FIRST):
            _send(client, code, picture)
        time.sleep(_HEAD_START_SECONDS if workers else 0)
        yield running, client, code


def _send(client: Client, code: str, picture: bytes) -> float:
    """Hand in a picture; return what the answer took in ms."""
    content = marked(picture)
    began = time.perf_counter()
    answer = client.hand_in(code, uuid4().hex, content)
    took = 1000 * (time.perf_counter() - began)
    if answer.status != ACCEPTED or answer.json()["quality"] is None:
        raise RuntimeError(f"no advice: {answer.status} {answer.data[:300]!r}")
    return took


def marked(picture: bytes) -> bytes:
    """Return a JPEG with a comment of its own, so that its bytes are stored anew (ITU-T T.81, B.2.4.5)."""
    comment = uuid4().hex.encode()
    return picture[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + picture[2:]


def _figures(waits: Waits) -> dict[str, float]:
    took = waits.milliseconds
    return {
        "p50": median(took),
        "p95": quantiles(took, n=20)[-1],
        "max": max(took),
        "processor": 1000 * waits.processor / len(took),
    }


def _text(facts: dict[str, object], rows: Mapping[str, Mapping[str, float]]) -> str:
    table = ["| beside | median, ms | 95 of 100 | slowest | processor time, ms |", "|---|---|---|---|---|"]
    for beside, row in rows.items():
        table.append(f"| {beside} | {row['p50']:.0f} | {row['p95']:.0f} | {row['max']:.0f} | {row['processor']:.0f} |")
    head = "## An upload and its advice (`./hoso bench uploads`)"
    return "\n\n".join((head, _METHOD.format(**facts, limit=LIMIT_MS), "\n".join(table))) + "\n"
