"""What becomes of papers while PostgreSQL, MinIO or Elasticsearch is frozen, stopped or killed under load.

Servers of our own are harmed, one after the other; two clients go on handing in papers all the time. See
`bench.outage.drill` for what each figure means.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from api.engines.keeper import NAMES
from bench.document import keep, machine
from bench.outage.drill import CLIENTS, Outcome, drill, house
from bench.outage.engines import HARMS, engines

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT
"""The folder whose `docs` and `bench/results` are written."""

TOLD_SECONDS, CAUGHT_UP_SECONDS = 5.0, 60.0
"""What is promised: `/readyz` names the part within the first, all work is done within the second after the return."""


def run(arguments: Sequence[str]) -> int:
    """Measure; write `docs/measurements.md` and the figures when asked to. Return 1 when a promise was not kept."""
    parser = argparse.ArgumentParser(prog="hoso bench failure", description=__doc__)
    parser.add_argument("--away", type=float, default=120.0, help="seconds of an outage")
    parser.add_argument("--server", choices=NAMES, action="append", help="only these (default: each in turn)")
    parser.add_argument("--harm", choices=HARMS, action="append", help="only these (default: each in turn)")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    options = parser.parse_args(arguments)
    where, outcomes = machine(), list[Outcome]()
    with engines() as servers, tempfile.TemporaryDirectory() as home, house(servers, Path(home)) as at:
        for harm in options.harm or HARMS:
            for server in options.server or NAMES:
                outcomes.append(drill(at, server, harm, options.away))
                print(outcomes[-1], flush=True)
    if options.write:
        write(where, outcomes)
    return 0 if all(map(kept, outcomes)) else 1


def kept(outcome: Outcome) -> bool:
    """Return whether what is promised was kept; a time that never came is NaN and not below any limit."""
    whole = not (outcome.lost or outcome.extra or outcome.dead or outcome.unclear)
    return whole and outcome.told <= TOLD_SECONDS and outcome.caught_up <= CAUGHT_UP_SECONDS


def write(where: str, outcomes: Sequence[Outcome]) -> None:
    """Write the table and the figures."""
    head = (
        "| server | harm | away, s | told by `/readyz` after | ready after its return | all caught up after | uploads"
        " during it: 202 | 503 | slowest answer | papers acknowledged | lost or doubled |\n" + 11 * "|---" + "|"
    )
    table = "\n".join(map(_line, outcomes))
    text = (
        f"## Outages under load (`./hoso bench failure`)\n\n{where}. A web process, a worker with one page process and"
        f" {CLIENTS} clients, each handing in a paper a second after its last one was acknowledged, and trying again"
        " after a refusal. *Away* ends when the server answers again. Refusals that were no 503 with `Retry-After`:"
        f" {sum(each.unclear for each in outcomes)}; processes that ended: {sum(each.dead for each in outcomes)}.\n\n"
        f"{head}\n{table}"
    )
    keep(RESULTS, "failure", text, [asdict(each) for each in outcomes])


def _line(of: Outcome) -> str:
    wrong = of.lost + of.extra
    return (
        f"| {of.server} | {of.harm} | {of.away:.0f} | {of.told:.1f} s | {of.ready:.1f} s | {of.caught_up:.1f} s"
        f" | {of.answers.get(202, 0)} | {of.answers.get(503, 0)} | {of.slowest:.1f} s | {of.acknowledged} | {wrong} |"
    )
