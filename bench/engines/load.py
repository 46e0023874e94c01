"""Filling an index through our adapter: as many writers as bring the outbox to it, each a process as in service."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from api.services.search import BATCH
from bench.engines.corpus import PIECE, piece_of
from bench.engines.cpu import spent, used
from bench.engines.side import Side


@dataclass(frozen=True, slots=True)
class Load:
    """How an index was filled. CPU times are in ms of each component: of the writers, and of the index's server."""

    components: int
    seconds: float
    writer_ms: float
    server_ms: float

    @property
    def rate(self) -> float:
        """Components a second."""
        return self.components / self.seconds


def load(side: Side, count: int, folder: Path) -> Load:
    """Write the first `count` papers; return how long it took. Papers must have been made before."""
    side.open_index().close()  # made by one, before the writers come
    pieces = -(-count // PIECE)
    shares = [range(writer, pieces, side.writers) for writer in range(side.writers)]
    with ProcessPoolExecutor(side.writers, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_warm, shares))
        began, before = time.monotonic(), used(side.index_server)
        own = sum(pool.map(_write, *zip(*((side, share, count, folder) for share in shares), strict=True)))
        seconds, served = time.monotonic() - began, spent(side.index_server, before)
    return Load(count, seconds, 1000 * own / count, 1000 * served / count)


def _warm(_share: range) -> None:
    """Have the process of a writer started and its modules loaded."""


def _write(side: Side, share: range, count: int, folder: Path) -> float:
    """Write some pieces in batches as the outbox's follower does; return the CPU seconds used."""
    began, index = time.process_time(), side.open_index()
    for number in share:
        entries = piece_of(number, folder)[: count - number * PIECE]
        for start in range(0, len(entries), BATCH):
            index.put(entries[start : start + BATCH])
    index.close()
    return time.process_time() - began
