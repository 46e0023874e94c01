"""Our adapters beside bare clients of each engine: the same papers, the same searches, taking turns.

The job is to make papers findable by words with accents and without, newest first, narrowed by attributes, and to
answer a search by a page of hits with excerpts and a total. Three do it, in batches of the same size, on the same
papers, each into an index of its own with the same durability:

- *ours* goes through the port, as the programme does;
- *prepared* sends what ours would have sent, made before the clock runs, without the list of odd words, over one plain
  connection; of a search it sends what ours sent and reads the answer, without spellings and excerpts. What ours costs
  beyond it is our own work in Python;
- *plain* is what one would write without us (`plain_sqlite`, `plain_elastic`): the printed text handed to the engine's
  own analysis, excerpts by the engine. What ours costs beyond it is the price of our index: slips of reading, đ, ranks.

Told are seconds, and CPU seconds of the client and of the server, which other work on the machine changes less.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from tempfile import TemporaryDirectory

from api.services.search import BATCH
from bench.engines import bare_elastic, bare_sqlite, plain_elastic, plain_sqlite
from bench.engines.cpu import spent, used
from bench.engines.queries import queries
from bench.engines.side import EMBEDDED, Side
from models.ports.index import SearchIndex
from models.search import IndexEntry, SearchQuery
from records.index import open_index
from tests.contract import servers

ROUNDS = 3
"""Turns of each kind; the median counts."""

WAYS = ("ours", "prepared", "plain")

Task = Callable[[], object]
Batches = Sequence[Sequence[IndexEntry]]
Searcher = Callable[[SearchQuery], Task]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a paper or a search, and CPU seconds of our process and of the engine's server for it."""

    seconds: float
    client: float
    server: float

    @property
    def cpu(self) -> float:
        return self.client + self.server


@dataclass(frozen=True, slots=True)
class Costs:
    """The same work in the three ways."""

    ours: Cost
    prepared: Cost
    plain: Cost


def loads(side: Side, entries: Sequence[IndexEntry]) -> Costs:
    """Measure one writer in each way, each into a new index; return what a paper costs."""
    batches = [entries[start : start + BATCH] for start in range(0, len(entries), BATCH)]
    turns: list[dict[str, Cost]] = []
    for _ in range(ROUNDS):
        turns.append({})
        for way in WAYS:
            with _new_index(side) as url:
                turns[-1][way] = _cost(side, _writing(side, way, url, batches))
    return _each(_median(turns), len(entries))


def searches(side: Side, entries: Sequence[IndexEntry]) -> Costs:
    """Measure the published list of searches in each way, over the same papers; return what a search costs."""
    batches, asked = [entries[start : start + BATCH] for start in range(0, len(entries), BATCH)], queries().values()
    with ExitStack() as stack:
        url, other = (stack.enter_context(_new_index(side)) for _ in range(2))
        index = stack.enter_context(closing(open_index(url)))
        _put(index, batches)
        _writing(side, "plain", other, batches)()
        makers: dict[str, Searcher] = {
            "ours": lambda query: partial(index.search, query),
            "prepared": stack.enter_context(_prepared(side, url, index)),
            "plain": stack.enter_context(_plain(side, other)),
        }
        tasks = {way: [make(query) for query in asked] for way, make in makers.items()}
        for several in tasks.values():
            _all(several)
        turns = [{way: _cost(side, partial(_all, several)) for way, several in tasks.items()} for _ in range(ROUNDS)]
    return _each(_median(turns), len(asked))


def _writing(side: Side, way: str, url: str, batches: Batches) -> Task:
    """Make what is needed before the clock runs; return what is measured."""
    if way == "ours":
        return partial(_put_and_close, open_index(url), batches)
    if way == "plain":
        return plain_sqlite.load(url, batches) if side.name == EMBEDDED else plain_elastic.load(url, batches)
    return bare_sqlite.load(url, batches) if side.name == EMBEDDED else bare_elastic.load(url, batches)


def _put_and_close(index: SearchIndex, batches: Batches) -> None:
    with closing(index):
        _put(index, batches)


def _put(index: SearchIndex, batches: Batches) -> None:
    for batch in batches:
        index.put(batch)


def _all(tasks: Sequence[Task]) -> None:
    for task in tasks:
        task()


def _cost(side: Side, task: Task) -> Cost:
    before, own, began = used(side.index_server), time.process_time(), time.monotonic()
    task()
    seconds, client = time.monotonic() - began, time.process_time() - own
    return Cost(seconds, client, spent(side.index_server, before))


def _median(turns: Sequence[dict[str, Cost]]) -> Costs:
    """Return the turn of each way whose CPU time is in the middle."""
    by_cpu = (sorted((turn[way] for turn in turns), key=attrgetter("cpu")) for way in WAYS)
    return Costs(*(costs[len(costs) // 2] for costs in by_cpu))


def _each(costs: Costs, count: int) -> Costs:
    ways = (costs.ours, costs.prepared, costs.plain)
    return Costs(*(Cost(way.seconds / count, way.client / count, way.server / count) for way in ways))


def _plain(side: Side, url: str) -> AbstractContextManager[Searcher]:
    return plain_sqlite.searcher(url) if side.name == EMBEDDED else plain_elastic.searcher(url)


def _prepared(side: Side, url: str, index: SearchIndex) -> AbstractContextManager[Searcher]:
    return bare_sqlite.searcher(url, index) if side.name == EMBEDDED else bare_elastic.searcher(url, index)


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


def _timed(task: Task) -> float:
    began = time.monotonic()
    task()
    return time.monotonic() - began
