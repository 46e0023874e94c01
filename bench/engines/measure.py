"""One size on one side: filled, searched, looked up, counted, weighed, compared with the bare client."""

import statistics
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench import world
from bench.engines import clients, raw
from bench.engines.corpus import entries
from bench.engines.load import load
from bench.engines.side import Side, index_bytes, store_bytes
from models.identifiers import DossierCode
from records.store.store import SqlRecordStore
from records.store.tables import dossiers

CLIENTS = (1, 8, 32)
WARMING, WARM_UP = 8, 3.0
"""Clients that ask a server before it is timed, and how many times as long as it then is.

Java compiles what runs often: some ten thousand searches pass before the server is at its speed.
"""

COMPARED = 5_000
"""Components on which our adapters are compared with bare clients, at most."""

_LOOKED_UP = 2_000
_INDICATOR = (
    "SELECT agency, state, count(*) FROM dossiers"
    " WHERE received_at >= '2024-01-01 00:00:00+00:00' AND received_at < '2024-02-01 00:00:00+00:00'"
    " GROUP BY agency, state"
)
"""Dossiers of a month by agency and state, in plain SQL: what an indicator asks of the records."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to ask: seconds for each number of clients, and how often the indicator is counted."""

    seconds: float = 20.0
    counts: int = 20


def measure(side: Side, size: int, folder: Path, effort: Effort) -> Row:
    """Return what one size on one side gave. What is made goes with the side."""
    row: Row = {"size": size, "side": side.name, "writers": side.writers}
    with closing(side.open_records()) as store:
        began = time.monotonic()
        world.fill(store, size)
        row["filled_s"] = round(time.monotonic() - began)
        row["store_bytes"] = round(store_bytes(side, store) / size)
        row["indicator"] = _indicator(store, effort.counts)
        codes = _codes(store)
    row["lookup"] = [_rounded(clients.look_up(side, codes, each, effort.seconds)) for each in CLIENTS]
    filled = load(side, size, folder)
    row["load"] = {"rate": round(filled.rate), "writer_ms": filled.writer_ms, "server_ms": filled.server_ms}
    row["index_bytes"] = round(index_bytes(side) / size)
    if side.index_server is not None:
        clients.search(side, WARMING, WARM_UP * effort.seconds)
    row["search"] = [_rounded(clients.search(side, each, effort.seconds)) for each in CLIENTS]
    row["kinds"] = raw.kinds(side)
    papers = list(islice(entries(COMPARED, folder), min(size, COMPARED)))
    row["beside"] = {"load": asdict(raw.loads(side, papers)), "search": asdict(raw.searches(side, papers))}
    return row


def _rounded(timing: clients.Timing) -> Row:
    return {name: round(value, 2) for name, value in asdict(timing).items()}


def _indicator(store: SqlRecordStore, counts: int) -> Row:
    times = []
    for _ in range(counts):
        with store.read() as records:
            began = time.perf_counter()
            records.dossiers._connection.exec_driver_sql(_INDICATOR).all()  # noqa: SLF001 - no port counts dossiers yet
            times.append(1000 * (time.perf_counter() - began))
    return {"p50": round(statistics.median(times), 2), "p95": round(sorted(times)[int(0.95 * len(times))], 2)}


def _codes(store: SqlRecordStore) -> Sequence[DossierCode]:
    """Return some codes, from all over the years."""
    with store.read() as records:
        found = records.dossiers._connection.execute(select(dossiers.c.code).order_by(dossiers.c.code)).scalars().all()  # noqa: SLF001 - likewise
    return [DossierCode(code) for code in found[:: max(1, len(found) // _LOOKED_UP)]]
