"""Our adapters beside the bare client of each engine: the same documents, the same searches, taking turns.

The bare load sends what our adapter would have sent, made before the clock runs, over one plain connection: no
splitting, no folding, no list of odd words, no check of what the server answered. The bare search sends the statements
or bodies that our adapter sent, and reads the answer: no spellings to look up, no excerpts.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryDirectory

from api.services.search import BATCH
from bench.engines import bare_elastic as elastic
from bench.engines import bare_sqlite as sqlite
from bench.engines.queries import queries
from bench.engines.side import EMBEDDED, Side
from models.ports.index import SearchIndex
from models.search import IndexEntry, SearchQuery
from records.index import open_index
from tests.contract import servers

ROUNDS = 3
"""Turns of each kind; the median counts."""

Task = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Seconds of ours and of the bare client for the same work."""

    ours: float
    bare: float

    @property
    def overhead(self) -> float:
        """How much longer ours takes: 0.25 is a quarter more."""
        return self.ours / self.bare - 1


def loads(side: Side, entries: Sequence[IndexEntry]) -> Ratio:
    """Time one writer of ours and a bare one, each into a new index."""
    ours, bare = list[float](), list[float]()
    batches = [entries[start : start + BATCH] for start in range(0, len(entries), BATCH)]
    for _ in range(ROUNDS):
        with _new_index(side) as url, closing(open_index(url)) as index:
            ours.append(_timed(partial(_put, index, batches)))
        with _new_index(side) as url:
            bare.append((sqlite if side.name == EMBEDDED else elastic).load(url, batches))
    return Ratio(statistics.median(ours), statistics.median(bare))


def searches(side: Side) -> Ratio:
    """Time every search of the published list by ours and by the bare client, on the index as it was filled."""
    ours, bare = 0.0, 0.0
    with closing(side.open_index()) as index, _bare(side, index) as prepared:
        for query in queries().values():
            task = prepared(query)
            ours += statistics.median([_timed(partial(index.search, query)) for _ in range(ROUNDS + 1)][1:])
            bare += statistics.median([_timed(task) for _ in range(ROUNDS + 1)][1:])
    count = len(queries())
    return Ratio(ours / count, bare / count)


def _timed(task: Task) -> float:
    began = time.monotonic()
    task()
    return time.monotonic() - began


def _put(index: SearchIndex, batches: Sequence[Sequence[IndexEntry]]) -> None:
    for batch in batches:
        index.put(batch)


def _bare(side: Side, index: SearchIndex) -> AbstractContextManager[Callable[[SearchQuery], Task]]:
    return sqlite.searcher(side.index, index) if side.name == EMBEDDED else elastic.searcher(side.index, index)


@contextmanager
def _new_index(side: Side) -> Iterator[str]:
    if side.name != EMBEDDED:
        with servers.new_index_url() as url:
            yield url
    else:
        with TemporaryDirectory(prefix="hoso-engines-") as folder:
            yield f"sqlite:{folder}/index.db"


def kinds(side: Side) -> dict[str, float]:
    """Return the ms of each search of the published list, alone on the machine: the median of some turns."""
    with closing(side.open_index()) as index:
        return {
            kind: round(
                1000 * statistics.median([_timed(partial(index.search, query)) for _ in range(ROUNDS + 1)][1:]), 1
            )
            for kind, query in queries().items()
        }
