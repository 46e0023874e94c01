"""Reuse: what an owner with 200 papers is offered among a million components, and what a stranger's guesses bring.

Each store is filled with made-up records (`bench.world`). `reusable` is the use case behind `GET …/reusable` without
HTTP, asked for a dossier of the owner with many papers and for dossiers of ordinary owners in turn. The guesses are
made through the door that every request passes, half of them codes that exist; a clock that moves as the guesser is
told to wait says how long so many guesses take.
"""

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.services.access import admit
from api.services.context import Context
from api.services.filing import Filing, open_dossier
from api.services.offers import reusable
from bench.document import keep, machine
from bench.world import World, fill
from ingest.limits import Limits
from models.caller import OPERATOR, Caller, Role
from models.dossier import Dossier, Owner
from models.errors import NotFound, TooManyAttempts
from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from records.index import open_index
from records.objects import open_objects
from records.policy import Action
from records.store import open_records
from tests.contract import servers
from tests.records.build import ledger_key

RESULTS = Path(__file__).resolve().parent.parent
LIMIT_MS = 60.0
AGENCY, PROCEDURE = AgencyCode("000.00.02.H99"), ProcedureCode("2.000488")
STRANGER = Caller("stranger", Role.CITIZEN, "stranger", owner=OwnerId("001090999999"))

Row = dict[str, Any]


@dataclass(slots=True)
class MovedClock:
    """Stands still until it is moved."""

    moment: datetime = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def run(arguments: Sequence[str]) -> int:
    """Measure; return 1 when the 95th percentile of the heavy owner is over the limit or a guess disclosed anything."""
    parser = argparse.ArgumentParser(prog="hoso bench reuse", description=__doc__)
    parser.add_argument("--components", type=int, default=1_000_000)
    parser.add_argument("--papers", type=int, default=200, help="of the owner with many")
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--guesses", type=int, default=10_000)
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    options = parser.parse_args(arguments)
    offered, guessed = [], []
    for name, context in _contexts():
        began = time.monotonic()
        world = fill(context.records, options.components, options.papers)  # type: ignore[arg-type]  # both stores are relational
        offered.append(_offers(name, context, world, options.calls) | {"filled_s": round(time.monotonic() - began)})
        print(offered[-1], flush=True)
        guessed.append(_guesses(name, context, options.guesses))
        print(guessed[-1], flush=True)
    if options.write:
        _write(offered, guessed)
    return int(any(row["p95"] > LIMIT_MS for row in offered) or any(row["disclosed"] for row in guessed))


@contextmanager
def _opened(records: Any) -> Iterator[Context]:  # noqa: ANN401 - a record store of either kind
    with closing(open_index("memory:")) as index:
        yield Context(records, open_objects("memory:"), index, MovedClock(), Limits())


def _contexts() -> Iterator[tuple[str, Context]]:
    with (
        TemporaryDirectory() as folder,
        closing(open_records(f"sqlite:{folder}/records.db", None, ledger_key)) as store,
        _opened(store) as context,
    ):
        yield "SQLite", context
    if servers.running():
        with servers.new_records() as server, _opened(server) as context:
            yield "PostgreSQL", context


def _offers(name: str, context: Context, world: World, calls: int) -> Row:
    heavy = _target(context, world.heavy)
    others = [_target(context, owner) for owner in world.owners[:50]]
    officers = Caller("officer", Role.OFFICER, "officer", agency=AGENCY)
    times: dict[str, list[float]] = {"heavy": [], "other": []}
    for turn in range(-5, calls):
        for kind, target in (("heavy", heavy), ("other", others[turn % len(others)])):
            began = time.perf_counter()
            reusable(context, officers, target.code)
            if turn >= 0:
                times[kind].append(1000 * (time.perf_counter() - began))
    return {
        "store": name,
        "components": world.components,
        "calls": calls,
        **_percentiles(times["heavy"], ""),
        **_percentiles(times["other"], "other_"),
    }


def _target(context: Context, owner: Owner) -> Dossier:
    return open_dossier(context, OPERATOR, Filing(PROCEDURE, AGENCY, owner))


def _percentiles(times: Sequence[float], prefix: str) -> Row:
    cuts = statistics.quantiles(times, n=100)
    return {f"{prefix}p50": round(cuts[49], 1), f"{prefix}p95": round(cuts[94], 1)}


def _guesses(name: str, context: Context, guesses: int) -> Row:
    """Guess codes as a stranger, waiting as long as told; return what came of it."""
    clock: Any = context.clock
    with context.records.read() as records:
        real = [dossier.code for dossier in records.dossiers.page(1000)]
    began, answers, waited, real_ms, unreal_ms = clock.moment, set[str](), 0, list[float](), list[float]()
    for number in range(guesses):
        exists = number % 2 == 0
        code = real[number // 2 % len(real)] if exists else DossierCode(f"{AGENCY}-260101-{number:07d}")
        started = time.perf_counter()
        try:
            admit(context, STRANGER, Action.SEE, code)
            answers.add("shown")
        except NotFound as error:
            answers.add(error.vi.replace(code, "…"))
            (real_ms if exists else unreal_ms).append(1000 * (time.perf_counter() - started))
        except TooManyAttempts as error:
            waited += 1
            clock.moment += timedelta(seconds=int(error.facts["retry_after"]))
    return {
        "store": name,
        "guesses": guesses,
        "answered": guesses - waited,
        "kept_out": waited,
        "disclosed": len(answers) - 1,
        "days": round((clock.moment - began) / timedelta(days=1), 1),
        "ms_existing": round(statistics.median(real_ms), 2),
        "ms_unknown": round(statistics.median(unreal_ms), 2),
    }


def _write(offered: Sequence[Row], guessed: Sequence[Row]) -> None:
    head = (
        "| store | components | calls | heavy owner p50 ms | p95 ms | other owners p50 ms | p95 ms |\n"
        + 7 * "|---"
        + "|"
    )
    line = "| {store} | {components} | {calls} | {p50} | {p95} | {other_p50} | {other_p95} |"
    guess_head = (
        "| store | guesses | answered | told to wait | different answers beyond one | days it takes |"
        " median ms, code exists | does not |\n" + 8 * "|---" + "|"
    )
    guess_line = (
        "| {store} | {guesses} | {answered} | {kept_out} | {disclosed} | {days} | {ms_existing} | {ms_unknown} |"
    )
    told = (
        f"{machine()}. A heavy owner has 200 papers, others have twelve. Limit of the heavy owner's 95th percentile:"
        f" {LIMIT_MS:.0f} ms."
    )
    text = "\n".join(
        [
            f"## Reuse (`./hoso bench reuse`)\n\n{told}\n",
            head,
            *(line.format(**row) for row in offered),
            "\nA stranger's guesses, half of them of codes that exist, each waiting as long as it is told:\n",
            guess_head,
            *(guess_line.format(**row) for row in guessed),
        ]
    )
    keep(RESULTS, "reuse", text, {"offers": list(offered), "guesses": list(guessed)})
