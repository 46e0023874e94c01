"""How soon a job starts after its upload, and how long a counter waits while a bulk file of 200 pages is read."""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

from PIL import Image

from api.backends import open_context
from api.page_pool import ProcessPagePool
from api.processing import wait_until_settled
from api.services.context import Context
from api.services.digitise import Patience
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, add_component, receive
from api.services.pages import PagePool
from api.settings import Settings, read_settings
from api.worker import Work, run_threads
from bench.document import keep, machine
from bench.outage.load import paper
from models.caller import OPERATOR
from models.component import Component
from models.identifiers import AgencyCode, DossierCode, ProcedureCode
from models.job import Lane
from records.policy import Action
from tests.api.parts import ScriptedPool
from tests.contract import servers

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT
"""The folder whose `docs` and `bench/results` are written."""

BULK_PAGES, HEAD_START_SECONDS = 200, 3.0

Row = dict[str, str | int | float]


def run(arguments: Sequence[str]) -> int:
    """Measure; write `docs/measurements.md` and the figures when asked to."""
    parser = argparse.ArgumentParser(prog="hoso bench work", description=__doc__)
    parser.add_argument("--uploads", type=int, default=50)
    parser.add_argument("--counter", type=int, default=10, help="papers handed in while the bulk file is read")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    options = parser.parse_args(arguments)
    where = machine()
    starts = [starting(name, settings, options.uploads) for name, settings in _stores()]
    with tempfile.TemporaryDirectory() as home:
        waits = beside_bulk(read_settings({"HOSO_HOME": home}), options.counter)
    if options.write:
        _write(where, starts, waits)
    return 0


def starting(name: str, settings: Settings, uploads: int) -> Row:
    """Measure from the commit of an upload to the moment when its first page is handed to the page processes."""
    began: list[float] = []
    pool = ScriptedPool(before=lambda: began.append(time.monotonic()))
    waits = []
    with open_context(settings) as desk, open_context(settings) as works, _working(works, pool, 2):
        code = _dossier(desk)
        for _ in range(uploads):
            time.sleep(random.uniform(0.1, 0.5))
            component = hand_in(desk, code, paper())
            handed = time.monotonic()
            wait_until_settled(desk, [component.id], lambda: None)
            waits.append(1000 * (began[-1] - handed))
    row: Row = {"store": name, "uploads": uploads, **_spread(waits)}
    print(row, flush=True)
    return row


def beside_bulk(settings: Settings, papers: int) -> list[Row]:
    """Measure how long single papers take to be read, on idle page processes and beside a bulk file."""
    pool = ProcessPagePool(settings)
    try:
        with open_context(settings) as desk, _working(desk, pool, settings.workers):
            code = _dossier(desk)
            _one_by_one(desk, code, 2)  # the page processes load what they need
            idle: Row = {"beside": "nothing", "papers": papers, **_spread(_one_by_one(desk, code, papers))}
            began = time.monotonic()
            bulk = hand_in(desk, code, _bulk_file(), Lane.BULK)
            time.sleep(HEAD_START_SECONDS)
            waits = _one_by_one(desk, code, papers)
            counter = time.monotonic() - began
            wait_until_settled(desk, [bulk.id], lambda: None)
            whole = time.monotonic() - began
    finally:
        pool.close()
    name = f"a bulk file of {BULK_PAGES} pages"
    busy: Row = {"beside": name, "papers": papers, **_spread(waits), "counter_s": counter, "bulk_s": whole}
    for row in (idle, busy):
        print(row, flush=True)
    return [idle, busy]


def hand_in(context: Context, code: DossierCode, content: bytes, lane: Lane = Lane.INTERACTIVE) -> Component:
    """Hand in a paper as the holder of the machine."""
    stored = receive(context, OPERATOR, Action.HAND_IN, code, [content])
    return add_component(context, OPERATOR, code, Handed(stored, "to.png", lane=lane)).component


def _one_by_one(context: Context, code: DossierCode, papers: int) -> list[float]:
    """Hand in papers, each when the last one was read; return what each took, in ms."""
    waits = []
    for _ in range(papers):
        began = time.monotonic()
        component = hand_in(context, code, paper())
        wait_until_settled(context, [component.id], lambda: None)
        waits.append(1000 * (time.monotonic() - began))
    return waits


def _bulk_file() -> bytes:
    pages = [Image.open(BytesIO(paper())) for _ in range(BULK_PAGES)]
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw", dpi=(200, 200))
    return out.getvalue()


def _dossier(context: Context) -> DossierCode:
    owner = owner_of("011196004217", "Lò Thị Mẩy")
    filing = Filing(ProcedureCode("1.001776"), AgencyCode("000.03.23.H99"), owner)
    return open_dossier(context, OPERATOR, filing).code


@contextmanager
def _working(context: Context, pool: PagePool, jobs: int) -> Iterator[None]:
    stop = Event()
    work = Work(context, pool, Patience(lease_seconds=60, max_attempts=3))
    thread = Thread(target=run_threads, args=(work, stop, jobs), name="worker")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _stores() -> Iterator[tuple[str, Settings]]:
    with tempfile.TemporaryDirectory() as home:
        yield "SQLite", read_settings({"HOSO_HOME": home})
    if servers.running():
        with tempfile.TemporaryDirectory() as home, servers.new_database() as url:
            given = {name: value for name, value in servers.variables().items() if name.startswith("HOSO_RECORDS")}
            yield "PostgreSQL", read_settings({**given, "HOSO_HOME": home, "HOSO_RECORDS": url})


def _spread(milliseconds: Sequence[float]) -> Row:
    p95 = quantiles(milliseconds, n=20, method="inclusive")[-1]
    return {"p50_ms": round(median(milliseconds)), "p95_ms": round(p95), "max_ms": round(max(milliseconds))}


def _write(where: str, starts: Sequence[Row], waits: Sequence[Row]) -> None:
    head = "| store | uploads | p50, ms | p95, ms | slowest, ms |\n" + 5 * "|---" + "|"
    line = "| {store} | {uploads} | {p50_ms} | {p95_ms} | {max_ms} |"
    table = "\n".join(line.format(**row) for row in starts)
    second_head = "| beside | papers | p50, ms | p95, ms | slowest, ms |\n" + 5 * "|---" + "|"
    second_line = "| {beside} | {papers} | {p50_ms} | {p95_ms} | {max_ms} |"
    second = "\n".join(second_line.format(**row) for row in waits)
    text = (
        f"## Work (`./hoso bench work`)\n\n{where}.\n\nFrom the commit of an upload to the moment when its first page"
        " is handed to the page processes; the worker was idle.\n\n"
        f"{head}\n{table}\n\n"
        "From handing in a paper of one line to its being read, one after the other, on real page processes.\n\n"
        f"{second_head}\n{second}\n\n"
        f"The bulk file was read in {waits[1]['bulk_s']:.0f} s; the papers beside it were all read after"
        f" {waits[1]['counter_s']:.0f} s."
    )
    keep(RESULTS, "work", text, {"starts": list(starts), "waits": list(waits)})
