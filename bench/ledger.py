"""The ledger: transactions with a note beside the same without one, and the audit of a long chain.

A transaction adds one row to the outbox; with the ledger it also appends one entry. Both take turns in rounds on the
same database. PostgreSQL is measured too where `CONTRACT_SERVERS` names the settings of running servers. The audit is
the very command, in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.ledger_book import key_in, open_book
from api.settings import environment_at, read_settings
from bench.document import keep, machine
from models.ports.records import RecordStore
from records.store import open_records
from tests.contract import servers
from tests.records.build import NOW, ledger_key, note

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT
"""The folder whose `docs` and `bench/results` are written."""

ROUNDS = 5
FILLED_AT_ONCE = 10_000

Row = Mapping[str, str | int | float]


def run(arguments: Sequence[str]) -> int:
    """Measure; write `docs/measurements.md` and the figures when asked to. Return 1 when the audit finds a breach."""
    parser = argparse.ArgumentParser(prog="hoso bench ledger", description=__doc__)
    parser.add_argument("--transactions", type=int, default=1_000, help="of each kind, for each number of writers")
    parser.add_argument("--entries", type=int, default=1_000_000, help="of the chain that is audited")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    options = parser.parse_args(arguments)
    where = machine()
    appends = [row for name, store in _stores() for row in _appends(name, store, options.transactions)]
    audit = _audit(options.entries)
    if options.write:
        _write(where, appends, audit)
    return int(audit["status"])


def _stores() -> Iterator[tuple[str, RecordStore]]:
    with TemporaryDirectory() as folder:
        store = open_records(f"sqlite:{folder}/records.db", None, ledger_key)
        yield "SQLite", store
        store.close()
    if servers.running():
        try:
            with servers.new_records() as server:
                yield "PostgreSQL", server
        finally:
            servers.drop_template()


def _appends(name: str, store: RecordStore, transactions: int) -> list[Row]:
    rows: list[Row] = []
    for writers in (1, 8):
        seconds = {False: 0.0, True: 0.0}
        each = max(1, transactions // ROUNDS // writers)
        for turn in range(2 * ROUNDS):
            noted = turn % 2 == 1
            seconds[noted] += _timed(store, writers, each, noted=noted)
        done = ROUNDS * each * writers
        plain, noted_rate = done / seconds[False], done / seconds[True]
        row: Row = {
            "store": name,
            "writers": writers,
            "transactions": done,
            "plain": round(plain),
            "noted": round(noted_rate),
            "ratio": round(noted_rate / plain, 2),
        }
        print(row, flush=True)
        rows.append(row)
    return rows


def _timed(store: RecordStore, writers: int, each: int, *, noted: bool) -> float:
    def work(writer: int) -> None:
        for turn in range(each):
            with store.write() as now:
                now.outbox.add(f"{writer}.{turn}")
                if noted:
                    now.ledger.add(note(item=f"{writer}.{turn}"))

    began = time.monotonic()
    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(work, range(writers)))
    return time.monotonic() - began


def _audit(entries: int) -> Row:
    with _ledger_of(entries) as home:
        began = time.monotonic()
        command = [sys.executable, "-m", "api", "audit", "--json"]
        done = subprocess.run(command, cwd=ROOT, env=environment_at(home), capture_output=True, text=True, check=False)
        seconds = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        size = (home / "var" / "records.db").stat().st_size / 1e6
    made = json.loads(done.stdout)
    row: Row = {
        "entries": made["entries"],
        "file_mb": round(size),
        "seconds": round(seconds, 1),
        "per_second": round(made["entries"] / seconds),
        "peak_mb": peak,
        "status": done.returncode,
    }
    print(row, flush=True)
    return row


@contextmanager
def _ledger_of(entries: int) -> Iterator[Path]:
    """Yield a folder with a record store on SQLite whose ledger has so many entries."""
    with TemporaryDirectory() as folder:
        settings = read_settings({"HOSO_HOME": folder})
        store = open_records(settings.records, None, key_in(settings.ledger_key))
        open_book(store, settings.ledger_key, NOW)
        for begin in range(1, entries, FILLED_AT_ONCE):
            with store.write() as now:
                for number in range(begin, min(begin + FILLED_AT_ONCE, entries)):
                    now.ledger.add(note(item=f"{number:032x}", dossier=f"H99.01-260302-{number:07d}"))
        store.close()
        yield Path(folder)


def _write(where: str, appends: Sequence[Row], audit: Row) -> None:
    head = "| store | writers | transactions each | /s without ledger | /s with ledger | ratio |\n" + 6 * "|---" + "|"
    line = "| {store} | {writers} | {transactions} | {plain} | {noted} | {ratio:.2f} |"
    table = "\n".join(line.format(**row) for row in appends)
    told = (
        "`./hoso audit` of {entries:,} entries on SQLite ({file_mb} MB), start included: {seconds} s, {per_second:,}"
        " entries/s, peak {peak_mb} MB."
    ).format(**audit)
    text = (
        f"## The ledger (`./hoso bench ledger`)\n\n{where}. A transaction adds one row; with the ledger also one"
        f" entry. Both kinds take turns on one database.\n\n{head}\n{table}\n\n{told}"
    )
    keep(RESULTS, "ledger", text, {"appends": list(appends), "audit": audit})
