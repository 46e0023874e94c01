"""One drill: a server is harmed under load, stays away for a while and comes back; what was seen is measured."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import urllib3

from api.backends import open_context
from api.services.context import Context
from api.settings import read_settings
from bench.outage.engines import HARMS, Engines
from bench.outage.load import ACCEPTED, UNAVAILABLE, Client, Log, by_status, load
from bench.outage.programme import Programme, programme
from models.component import ComponentStatus
from models.identifiers import ComponentId
from models.job import JobState

PARTS = {"postgresql": "records", "minio": "objects", "elasticsearch": "index"}
"""What `/readyz` calls each server."""

CLIENTS, EVERY_SECONDS, BEFORE_SECONDS = 2, 1.0, 5.0
LIMIT_SECONDS = 180.0
"""When catching up is given up on."""

_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one drill showed; times in seconds.

    `told` is from the harm to the first `/readyz` that names the part, `ready` from the return to the first that says
    all is well, `caught_up` from the return to the end of all work and indexing; each NaN when it did not happen.
    `answers` counts the uploads sent during the outage by status (0: none came), `slowest` is the longest that one
    took, `unclear` how many refusals were no 503 with Retry-After, `acknowledged` all papers that got a 202, `lost`
    those of them that are not digitised and indexed exactly once, `extra` papers stored that no client was told of.
    """

    server: str
    harm: str
    away: float
    told: float
    ready: float
    caught_up: float
    answers: Mapping[int, int]
    slowest: float
    unclear: int
    acknowledged: int
    lost: int
    extra: int
    dead: int


@dataclass(frozen=True, slots=True)
class House:
    """Servers, the programme over them, and a view of its back ends for the examination afterwards."""

    engines: Engines
    programme: Programme
    settings: Mapping[str, str]


@contextmanager
def house(engines: Engines, home: Path, workers: int = 1) -> Iterator[House]:
    """Yield the programme over running servers, in a database, bucket and index that nobody else uses."""
    settings = {**engines.rooms(uuid4().hex[:8]), "HOSO_HOME": str(home), "HOSO_WORKERS": "1"}
    with programme(home, settings, workers) as running:
        yield House(engines, running, settings)


def drill(at: House, server: str, harm: str, away: float) -> Outcome:
    """Harm a server for `away` seconds under load, and measure until all work is done."""
    hurt, heal = HARMS[harm]
    log, started = Log(), len(at.programme.dead())
    with load(at.programme, log, CLIENTS, EVERY_SECONDS):
        time.sleep(BEFORE_SECONDS)
        begin = time.monotonic()
        with _alongside(lambda: hurt(at.engines, server)):
            told = _wait(lambda: _down(at.programme, PARTS[server]), begin, away)
        time.sleep(max(0.0, begin + away - time.monotonic()))
        back = time.monotonic()
        heal(at.engines, server)
        end = time.monotonic()  # from here on it answers
        ready = _wait(lambda: _all_well(at.programme), end, LIMIT_SECONDS)
    with open_context(read_settings(at.settings)) as context:
        caught_up = _wait(lambda: _is_done(context), end, LIMIT_SECONDS)
        lost, extra = examine(context, log)
    during = log.between(begin, back)
    refused = [each for each in during if each.status != ACCEPTED]
    return Outcome(
        server=server,
        harm=harm,
        away=end - begin,
        told=told,
        ready=ready,
        caught_up=caught_up,
        answers=by_status(during),
        slowest=max((each.seconds for each in during), default=0.0),
        unclear=sum(each.status != UNAVAILABLE or not each.again for each in refused),
        acknowledged=len(log.acknowledged),
        lost=lost,
        extra=extra,
        dead=len(at.programme.dead()) - started,
    )


def examine(context: Context, log: Log) -> tuple[int, int]:
    """Return how many acknowledged papers were not digitised exactly once, and how many are there that nobody was told.

    Only the dossiers of this log are looked at.
    """
    known = set(log.acknowledged.values())
    lost, there = 0, set[str]()
    with context.records.read() as records:
        for dossier in {records.components.get(ComponentId(each)).dossier for each in known}:
            done = [
                event.detail["component"]
                for event in records.events.of_dossier(dossier)
                if event.kind == "component-digitised"
            ]
            for component in records.components.of_dossier(dossier):
                there.add(component.id)
                whole = component.status is ComponentStatus.DIGITISED and done.count(component.id) == 1
                lost += component.id in known and not whole
    return lost + len(known - there) + (len(log.acknowledged) - len(known)), len(there - known)


def _is_done(context: Context) -> bool:
    """Return whether no job waits or runs, and the index holds every paper."""
    with context.records.read() as records:
        waiting = any(records.jobs.find(state=state) for state in (JobState.READY, JobState.LEASED))
        papers = len(records.jobs.find())
        behind = bool(records.outbox.read(1))
    return not waiting and not behind and context.index.count() == papers


def _down(at: Programme, part: str) -> bool:
    answer = Client(at).get("/readyz")
    return answer.status == UNAVAILABLE and answer.json()["parts"][part] != "ok"


def _all_well(at: Programme) -> bool:
    return Client(at).get("/readyz").status == 200


def _wait(condition: Callable[[], bool], begin: float, limit: float) -> float:
    """Look until `condition`; return the time since `begin`, NaN when it took longer than `limit`."""
    while (passed := time.monotonic() - begin) < limit:
        try:
            if condition():
                return time.monotonic() - begin
        except urllib3.exceptions.HTTPError:
            continue  # no answer at all is neither
        time.sleep(_LOOK_SECONDS)
    return float("nan") if passed >= limit else passed


@contextmanager
def _alongside(action: Callable[[], None]) -> Iterator[None]:
    """Carry out what takes its time, such as an orderly end, while the block runs; raises what it raised."""
    errors: list[BaseException] = []

    def act() -> None:
        try:
            action()
        except BaseException as error:  # noqa: BLE001  # raised below, in the thread that asked
            errors.append(error)

    thread = threading.Thread(target=act, name="harm")
    thread.start()
    yield
    thread.join()
    if errors:
        raise errors[0]
