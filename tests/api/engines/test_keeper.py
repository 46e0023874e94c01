"""The keeper over a real PostgreSQL: started once, kept, stopped, started again. Part of `./hoso test --services`."""

import os
import shutil
import signal
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.backends import read_credentials
from api.engines.keeper import Keeper
from api.settings import Settings, read_settings
from models.errors import ServiceError
from models.identifiers import AgencyCode
from records.store import open_records
from tests.contract import servers
from tests.records.build import DAY, agency

pytestmark = [
    pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services"),
    pytest.mark.services,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
ONE = ("postgresql",)


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def settings() -> Iterator[Settings]:
    """A home that the account of the servers may pass through, which pytest's own folders do not allow."""
    home = Path(tempfile.mkdtemp(prefix="hoso-keeper-"))
    home.chmod(0o711)
    yield read_settings({"HOSO_HOME": str(home), "HOSO_POSTGRESQL_PORT": str(free_port())})
    shutil.rmtree(home)


@pytest.fixture
def keeper(settings: Settings) -> Iterator[Keeper]:
    made = Keeper(settings, print)
    yield made
    made.stop(ONE)


def test_what_is_started_answers_to_its_settings_and_starting_again_changes_nothing(keeper: Keeper) -> None:
    assert keeper.state("postgresql").pid is None
    keeper.start(ONE)
    first = keeper.state("postgresql")
    assert first.healthy
    keeper.start(ONE)
    assert keeper.state("postgresql") == first
    lines = dict(line.split("=", 1) for line in keeper.settings_file.read_text().splitlines())
    found = read_settings(lines)
    open_records(found.records, read_credentials(found.records_login)).close()


def test_secrets_are_in_files_of_their_owner_alone_and_nowhere_else(keeper: Keeper) -> None:
    keeper.start(ONE)
    folder = keeper.settings_file.parent
    password = (folder / "postgresql.password").read_text().strip()
    for file in (folder / "postgresql.password", keeper.settings_file):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "postgresql").stat().st_mode) == 0o700
    assert password not in keeper.settings_file.read_text()
    assert password not in (folder / "postgresql" / "log" / "output").read_text()
    assert not (folder / "postgresql" / "initial").exists()
    pid = keeper.state("postgresql").pid
    assert password.encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()


def test_data_outlives_a_stop_and_a_kill(keeper: Keeper, settings: Settings) -> None:
    keeper.start(ONE)
    found = read_settings(dict(line.split("=", 1) for line in keeper.settings_file.read_text().splitlines()))
    login = read_credentials(found.records_login)
    store = open_records(found.records, login)
    with store.write() as records:
        records.catalogue.load([agency("H99")], [])
    store.close()
    keeper.stop(ONE)
    assert keeper.state("postgresql").pid is None
    keeper.start(ONE)
    pid = keeper.state("postgresql").pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while keeper.state("postgresql").pid is not None:
        os.sched_yield()
    Keeper(settings, print).start(ONE)
    store = open_records(found.records, login)
    with store.read() as records:
        assert records.catalogue.agency(AgencyCode("H99"), DAY).code == "H99"
    store.close()


def test_a_port_that_is_taken_is_named(keeper: Keeper, settings: Settings) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", settings.ports.postgresql))
        taken.listen()
        with pytest.raises(ServiceError, match=str(settings.ports.postgresql)):
            keeper.start(ONE)
    assert keeper.state("postgresql").pid is None


def test_a_port_that_was_changed_while_it_ran_is_noticed(keeper: Keeper, settings: Settings) -> None:
    keeper.start(ONE)
    before = settings.ports.postgresql
    elsewhere = {"HOSO_HOME": str(settings.home), "HOSO_POSTGRESQL_PORT": str(free_port())}
    changed = Keeper(read_settings(elsewhere), print)
    seen = changed.state("postgresql")
    assert (seen.port, seen.healthy, seen.moved) == (before, True, True)
    with pytest.raises(ServiceError, match=f"runs at port {before} but HOSO_POSTGRESQL_PORT says"):
        changed.start(ONE)
    changed.stop(ONE)
    changed.start(ONE)
    assert changed.state("postgresql").port == int(elsewhere["HOSO_POSTGRESQL_PORT"])
    assert elsewhere["HOSO_POSTGRESQL_PORT"] in changed.settings_file.read_text()


def test_a_server_that_ends_at_once_is_told_by_its_own_last_words(keeper: Keeper) -> None:
    keeper.start(ONE)
    keeper.stop(ONE)
    (keeper.settings_file.parent / "postgresql" / "data" / "postgresql.conf").write_text("no_such_parameter = 1\n")
    with pytest.raises(ServiceError, match="no_such_parameter") as caught:
        keeper.start(ONE)
    assert "\n" not in str(caught.value)
