"""Clients that ask one thing after the other, without a pause: as many as are told, for some seconds.

Up to eight are processes of their own, as Python would let threads of one wait for one another; beyond that each
process has several threads, as a web process has. The CPU time that clients use themselves is measured and told: with
as many clients as cores and more it makes every answer wait, the server's too.
"""

import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier

from bench.engines.cpu import spent, used
from bench.engines.queries import queries
from bench.engines.side import Side
from models.errors import ServiceError
from models.identifiers import DossierCode

MOST_PROCESSES = 8
_LONGEST_START = 300  # seconds within which all clients must have opened their stores

Ask = Callable[[int], object]
"""Asks for the thing of this number."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Answers in ms, and the CPU ms that each cost clients and server; `failed` of them were errors of the service."""

    clients: int
    answers: int
    p50: float
    p95: float
    client_ms: float
    server_ms: float
    rate: float
    failed: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the clients of one process saw: seconds of each answer, CPU seconds, how many answers were errors."""

    times: tuple[float, ...]
    cpu: float
    failed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What the clients of one process do."""

    side: Side
    codes: tuple[DossierCode, ...]
    threads: int
    seconds: float


def search(side: Side, clients: int, seconds: float) -> Timing:
    """Time searches of the published list."""
    return _timed(side, (), clients, seconds, side.index_server)


def look_up(side: Side, codes: Sequence[DossierCode], clients: int, seconds: float) -> Timing:
    """Time dossiers with their components and results."""
    return _timed(side, tuple(codes), clients, seconds, side.store_server)


def _timed(side: Side, codes: tuple[DossierCode, ...], clients: int, seconds: float, server: str | None) -> Timing:
    context = multiprocessing.get_context("spawn")
    processes = min(clients, MOST_PROCESSES)
    plan = Plan(side, codes, clients // processes, seconds)
    start, pipes, children = context.Barrier(processes + 1), [], []
    for number in range(processes):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_client, args=(plan, number, start, theirs.send))
        child.start()
        theirs.close()  # so that a client that fails is noticed
        pipes.append(ours)
        children.append(child)
    start.wait(_LONGEST_START)
    before = used(server)
    told: list[Told] = [pipe.recv() for pipe in pipes]
    served = spent(server, before)
    for child in children:
        child.join()
    times = [each for mine in told for each in mine.times]
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    own = sum(mine.cpu for mine in told)
    return Timing(
        clients,
        len(times),
        1000 * cuts[9],
        1000 * cuts[18],
        1000 * own / len(times),
        1000 * served / len(times),
        len(times) / seconds,
        sum(mine.failed for mine in told),
    )


def _client(plan: Plan, number: int, start: Barrier, tell: Callable[[Told], None]) -> None:
    try:
        tell(_look(plan, number, start) if plan.codes else _search(plan, number, start))
    except BaseException:
        start.abort()  # nobody waits for one that failed
        raise


def _look(plan: Plan, number: int, start: Barrier) -> Told:
    with closing(plan.side.open_records()) as store:

        def see(at: int) -> object:
            code = plan.codes[at % len(plan.codes)]
            with store.read() as records:
                found = records.dossiers.get(code), records.components.of_dossier(code)
                return *found, records.results.of_dossier(code)

        return _asked(plan, number, start, see)


def _search(plan: Plan, number: int, start: Barrier) -> Told:
    asked = list(queries().values())
    with closing(plan.side.open_index()) as index:
        return _asked(plan, number, start, lambda at: index.search(asked[at % len(asked)]))


def _asked(plan: Plan, number: int, start: Barrier, ask: Ask) -> Told:
    """Ask until the time is over; each thread begins elsewhere in the list. An error counts as an answer."""
    ask(number)
    start.wait(_LONGEST_START)
    end, began_with = time.monotonic() + plan.seconds, time.process_time()

    def one(thread: int) -> tuple[list[float], int]:
        times, failed, at = list[float](), 0, 7 * (number * plan.threads + thread)
        while (began := time.monotonic()) < end:
            try:
                ask(at)
            except ServiceError:  # a busy server that gave up: told beside the times, and no reason to stop the others
                failed += 1
            times.append(time.monotonic() - began)
            at += 1
        return times, failed

    with ThreadPoolExecutor(plan.threads) as pool:
        seen = list(pool.map(one, range(plan.threads)))
    times = tuple(each for mine, _ in seen for each in mine)
    return Told(times, time.process_time() - began_with, sum(failed for _, failed in seen))
