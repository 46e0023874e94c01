"""The back ends that every suite of this folder runs over: a new one is one more line, its id the scheme of its URL.

Servers are among them when `./hoso test --services` has started some.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from api.engines.keeper import SECOND
from models.ports.index import SearchIndex
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore
from records.index import open_index
from records.objects import open_objects
from records.store import open_records
from tests.contract import servers
from tests.records.build import PAPER, component, dossier, ledger_key

SERVER = "server"


def embedded(**urls: str) -> list[ParameterSet]:
    return [pytest.param(url, id=scheme) for scheme, url in urls.items()]


def server(scheme: str) -> list[ParameterSet]:
    marks = [pytest.mark.services, pytest.mark.allow_hosts(["127.0.0.1"])]
    return [pytest.param(SERVER, id=scheme, marks=marks)] if servers.running() else []


def second_s3() -> list[ParameterSet]:
    """Return a server that is told from the first S3 by its name, as both have the same scheme."""
    marks = [pytest.mark.services, pytest.mark.allow_hosts(["127.0.0.1"])]
    return [pytest.param(SECOND, id=SECOND, marks=marks)] if servers.running() else []


OBJECTS = [*embedded(memory="memory:", file="file:{folder}/objects"), *server("s3"), *second_s3()]
RECORDS = [*embedded(sqlite="sqlite:{folder}/records.db"), *server("postgresql")]
INDEXES = [*embedded(memory="memory:", sqlite="sqlite:{folder}/index.db"), *server("elasticsearch")]


@pytest.fixture(params=OBJECTS)
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ObjectStore]:
    if request.param in {SERVER, SECOND}:
        with servers.new_objects(SECOND if request.param == SECOND else "minio") as store:
            yield store
        return
    yield open_objects(str(request.param).format(folder=tmp_path))


@pytest.fixture(params=RECORDS)
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RecordStore]:
    if request.param == SERVER:
        with servers.new_records() as store:
            yield store
        return
    store = open_records(str(request.param).format(folder=tmp_path), None, ledger_key)
    yield store
    store.close()


@pytest.fixture(scope="session", autouse=True)
def _no_template_stays() -> Iterator[None]:
    yield
    servers.drop_template()


@pytest.fixture
def filled(records: RecordStore) -> RecordStore:
    """A store with one dossier of one component, whose id is `PAPER`."""
    with records.write() as now:
        now.dossiers.add(dossier())
        now.components.add(component(id=PAPER))
    return records


@pytest.fixture(params=INDEXES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    if request.param == SERVER:
        with servers.new_index() as made:
            yield made
        return
    opened = open_index(str(request.param).format(folder=tmp_path))
    yield opened
    opened.close()
