"""Probes side by side: one back end that hangs does not hide what the others say."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any, cast

import pytest

from api.services import health
from api.services.context import Context
from api.services.health import Prober
from models.errors import ServiceError, StorageFull


class Probed:
    """A back end that can only be probed."""

    def __init__(self, probe: Callable[[], object]) -> None:
        self._probe = probe
        self.probes = 0

    def probe(self) -> None:
        self.probes += 1
        self._probe()


def fail(error: BaseException) -> Callable[[], object]:
    def probe() -> None:
        raise error

    return probe


def at(context: Context, **parts: Probed) -> Context:
    return replace(context, **cast("dict[str, Any]", parts))


def test_all_is_well(context: Context) -> None:
    assert Prober().check(context) == {"objects": None, "records": None, "index": None}


def test_the_part_that_fails_is_named_with_its_error(context: Context) -> None:
    full = StorageFull("đầy", "full")
    found = Prober().check(at(context, objects=Probed(fail(full))))
    assert found == {"objects": full, "records": None, "index": None}


def test_one_that_hangs_is_down_and_asked_once_only(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PROBE_SECONDS", 0.2)
    thawed = Event()
    frozen, prober = Probed(thawed.wait), Prober()
    harmed = at(context, index=frozen)
    found = [prober.check(harmed) for _ in range(3)]
    assert [[name for name, error in each.items() if error] for each in found] == [["index"]] * 3
    assert isinstance(found[0]["index"], ServiceError)
    assert frozen.probes == 1
    thawed.set()
    while prober.check(harmed)["index"] is not None:
        continue
    assert frozen.probes >= 1


def test_a_defect_is_not_taken_for_an_outage(context: Context) -> None:
    with pytest.raises(ZeroDivisionError):
        Prober().check(at(context, objects=Probed(fail(ZeroDivisionError()))))
