"""Which back ends a run of the contract suites has really exercised, told by the report of the test runner."""

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from xml.etree import ElementTree as ET

import records.index
import records.objects
from api.engines.keeper import SECOND

SUITES = {"objects": "test_object_store", "records": "test_record_store", "index": "test_search_index"}
"""The modules of `tests/contract` by room of back ends; a long suite is several modules whose names begin so."""


def back_ends() -> set[tuple[str, str]]:
    """Return all back ends there are, as (room, scheme): whatever has an ``open_url``, and both record stores.

    The second S3 server has the scheme of the first and goes by its name.
    """
    found = {("records", "sqlite"), ("records", "postgresql"), ("objects", SECOND)}
    for room, package in (("objects", records.objects), ("index", records.index)):
        for module in iter_modules(package.__path__):
            if hasattr(import_module(f"{package.__name__}.{module.name}"), "open_url"):
                found.add((room, module.name))
    return found


def exercised(report: Path) -> set[tuple[str, str]]:
    """Return the back ends over which at least one test of their suite passed, by a JUnit report of ours."""
    cases = [case for case in ET.parse(report).iter("testcase") if not _bad(case)]
    return {(room, scheme) for room, scheme in back_ends() if any(_over(case, room, scheme) for case in cases)}


def missing(report: Path) -> list[str]:
    """Return a line for each back end that was not exercised, and for each test that was left out for want of one."""
    left = [f"{scheme} ({room})" for room, scheme in sorted(back_ends() - exercised(report))]
    return [*left, *_left_out(ET.parse(report).iter("testcase"))]


def _over(case: ET.Element, room: str, scheme: str) -> bool:
    suite = f"tests.contract.{SUITES[room]}"
    return case.get("classname", "").startswith(suite) and bool(re.search(rf"[\[-]{scheme}[\]-]", case.get("name", "")))


def _bad(case: ET.Element) -> bool:
    return any(case.find(outcome) is not None for outcome in ("failure", "error", "skipped"))


def _left_out(cases: Iterable[ET.Element]) -> list[str]:
    return [
        f"{case.get('classname')}.{case.get('name')}"
        for case in cases
        if (skipped := case.find("skipped")) is not None and "--services" in skipped.get("message", "")
    ]
