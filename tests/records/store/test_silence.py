"""A PostgreSQL that says nothing any more: played by a listener that takes lines and never answers."""

import socket
import threading
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import ConnectionTimeout
from sqlalchemy import make_url

from models.errors import ServiceError
from records.store import open_records, silence
from records.store.silence import SecondLine
from tests.contract import servers

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def mute() -> Iterator[int]:
    """The port of a listener whose kernel takes lines, as a frozen server's does."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def refused() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_server_that_takes_lines_and_says_nothing_does_not_answer(mute: int) -> None:
    assert not SecondLine({"host": "127.0.0.1", "port": mute}).is_answered()


def test_a_server_that_refuses_is_there(refused: int) -> None:
    assert SecondLine({"host": "127.0.0.1", "port": refused}).is_answered()


def test_what_one_thread_has_found_out_the_others_believe(mute: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def connect(**parameters: int) -> None:
        tried.append(parameters["port"])
        raise ConnectionTimeout

    monkeypatch.setattr(psycopg, "connect", connect)
    line = SecondLine({"port": mute})
    assert [line.is_answered() for _ in range(5)] == [False] * 5
    assert tried == [mute]


def test_a_mute_server_is_told_in_one_line(mute: int) -> None:
    with pytest.raises(ServiceError, match="HOSO_RECORDS"):
        open_records(f"postgresql://127.0.0.1:{mute}/hoso")


@pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
@pytest.mark.services
class TestOverAServer:
    def connect(self, second_line: SecondLine) -> silence.WatchedConnection:
        login = servers.record_login()
        there = servers.settings().records
        connection = silence.WatchedConnection.connect(there, user=login.user, password=login.password)
        connection.second_line = second_line
        return connection

    def test_the_second_line_is_to_the_server_that_was_found(self, refused: int) -> None:
        login, there = servers.record_login(), make_url(servers.settings().records)
        hosts = {"host": "127.0.0.1,127.0.0.1", "port": f"{refused},{there.port}", "dbname": there.database}
        logged_in = {"user": login.user, "password": login.password}
        with silence.Lines().connect({**hosts, **logged_in, "target_session_attrs": "read-write"}) as connection:
            assert connection.info.port == there.port
            assert connection.second_line is not None
            assert connection.second_line.is_answered()

    def test_a_slow_statement_is_waited_for_while_the_server_answers_others(self) -> None:
        login = servers.record_login()
        there = {"conninfo": servers.settings().records, "user": login.user, "password": login.password}
        with self.connect(SecondLine(there)) as connection:
            assert connection.execute("SELECT 7 FROM pg_sleep(%s)", [2 * silence.SILENCE_SECONDS]).fetchone() == (7,)

    def test_a_statement_ends_when_nobody_is_answered_any_more(self, mute: int) -> None:
        connection = self.connect(SecondLine({"host": "127.0.0.1", "port": mute}))
        with pytest.raises(psycopg.OperationalError, match="fallen silent"):
            connection.execute("SELECT pg_sleep(60)")
        assert connection.closed

    def test_who_waits_for_notifications_is_left_alone(self, mute: int) -> None:
        with self.connect(SecondLine({"host": "127.0.0.1", "port": mute})) as connection:
            connection.autocommit = True
            connection.execute("LISTEN nothing")
            assert list(connection.notifies(timeout=1.5 * silence.SILENCE_SECONDS)) == []
            assert not connection.closed

    def test_several_threads_give_up_together(self, mute: int) -> None:
        line = SecondLine({"host": "127.0.0.1", "port": mute})
        errors: list[psycopg.OperationalError] = []

        def ask() -> None:
            try:
                self.connect(line).execute("SELECT pg_sleep(60)")
            except psycopg.OperationalError as error:
                errors.append(error)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert len(errors) == 4
