"""The embedded back ends in a folder of the test's own, and a clock that stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.services.context import Context
from ingest.limits import Limits
from records.index import open_index
from records.objects import open_objects
from records.store import open_records
from tests.api.parts import AGENCIES, PROCEDURES, StandingClock
from tests.records.build import ledger_key


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def context(tmp_path: Path, clock: StandingClock) -> Iterator[Context]:
    records = open_records(f"sqlite:{tmp_path}/records.db", None, ledger_key)
    index = open_index(f"sqlite:{tmp_path}/index.db")
    with records.write() as all_records:
        all_records.catalogue.load(AGENCIES, PROCEDURES)
    yield Context(records, open_objects(f"file:{tmp_path}/objects"), index, clock, Limits())
    index.close()
    records.close()
