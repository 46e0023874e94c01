"""Servers are frozen or killed under load and come back: no paper is lost, none doubled, and nobody has to step in."""

import math
from pathlib import Path

import pytest

from bench.outage.drill import Outcome, drill, house
from bench.outage.engines import engines
from tests.contract import servers

AWAY_SECONDS = 10.0

DRILLS = (("postgresql", "killed"), ("postgresql", "frozen"), ("minio", "frozen"), ("elasticsearch", "killed"))
"""`./hoso bench failure` has them all, each for two minutes."""


@pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
@pytest.mark.services
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.timeout(600)
def test_outages_lose_and_double_nothing_and_are_told(tmp_path: Path) -> None:
    """One test, so that the servers, which are not those that other tests use, are started once."""
    with engines() as made, house(made, tmp_path, workers=2) as at:
        seen = [drill(at, server, harm, AWAY_SECONDS) for server, harm in DRILLS]
    assert [faults(outcome) for outcome in seen] == [[]] * len(DRILLS), seen


def faults(seen: Outcome) -> list[str]:
    """Return what was not as it must be; a time that never came is NaN."""
    found = {
        "papers were lost or read twice": seen.lost > 0,
        "papers were stored that no client was told of": seen.extra > 0,
        "processes ended": seen.dead > 0,
        "refusals were no 503 with Retry-After": seen.unclear > 0,
        "readyz did not name the part while it was away": math.isnan(seen.told),
        "readyz did not say that all is well again": math.isnan(seen.ready),
        "what was handed in was not all read and indexed": math.isnan(seen.caught_up),
        "nothing was handed in": seen.acknowledged == 0,
    }
    return [fault for fault, is_so in found.items() if is_so]
