"""The back ends that every suite of this folder runs over: a new one is one more line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.ports.index import SearchIndex
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore
from records.index import open_index
from records.objects import open_objects
from records.store import open_records
from tests.records.build import PAPER, component, dossier

OBJECTS = ("memory:", "file:{folder}/objects")
RECORDS = ("sqlite:{folder}/records.db",)
INDEXES = ("memory:", "sqlite:{folder}/index.db")


@pytest.fixture(params=OBJECTS)
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    return open_objects(str(request.param).format(folder=tmp_path))


@pytest.fixture(params=RECORDS)
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RecordStore]:
    store = open_records(str(request.param).format(folder=tmp_path))
    yield store
    store.close()


@pytest.fixture
def filled(records: RecordStore) -> RecordStore:
    """A store with one dossier of one component, whose id is `PAPER`."""
    with records.write() as now:
        now.dossiers.add(dossier())
        now.components.add(component(id=PAPER))
    return records


@pytest.fixture(params=INDEXES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    opened = open_index(str(request.param).format(folder=tmp_path))
    yield opened
    opened.close()
