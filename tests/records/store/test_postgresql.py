"""What only PostgreSQL does: several workers on one queue, sorting, time zones, and what a server says when it won't.

The tests over a real server run with `./hoso test --services`; `tests/contract/servers.py` says where it is.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import create_engine, text

from models.errors import ServiceError, StorageFailed
from models.identifiers import ComponentId
from models.ports.records import RecordStore
from records.backends import Credentials
from records.store import open_records
from records.store.dialects import connect, make_engine
from records.store.refusals import refusal_of
from records.store.schema import head
from tests.contract import servers
from tests.records.build import CODE, DAY, NOW, agency, component, dossier

REPOSITORY = Path(__file__).parents[3]
needs_server = pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")

OPENER = """
import sys
from records.backends import Credentials
from records.store import open_records
store = open_records(sys.argv[1], Credentials(sys.argv[2], open(sys.argv[3]).read().strip()))
"""
LEASER = f"""{OPENER}
import json
from datetime import UTC, datetime, timedelta
at, taken = datetime(2026, 3, 2, 2, tzinfo=UTC), []
while True:
    with store.write() as now:
        job = now.jobs.lease(at, at + timedelta(minutes=1))
    if job is None:
        break
    taken.append(job.id)
print(json.dumps(taken))
"""


@pytest.fixture
def url() -> Iterator[str]:
    with servers.new_database() as made:
        yield made


@pytest.fixture
def store(url: str) -> Iterator[RecordStore]:
    opened = open_records(url, servers.record_login())
    yield opened
    opened.close()


def start(script: str, url: str) -> "subprocess.Popen[str]":
    login = servers.settings().records_login
    assert login is not None
    command = [sys.executable, "-c", script, url, login.user, str(login.password_file)]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@needs_server
def test_processes_that_open_a_new_store_at_once_all_succeed(url: str) -> None:
    for process in [start(OPENER, url) for _ in range(4)]:
        _, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
    engine = make_engine(url, servers.record_login())
    with connect(engine, write=False) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [head()]
    engine.dispose()


@needs_server
def test_four_workers_share_one_queue_without_taking_a_job_twice(store: RecordStore, url: str) -> None:
    with store.write() as now:
        now.dossiers.add(dossier())
        for number in range(1, 61):
            now.components.add(component(number, id=ComponentId(f"c{number}")))
            now.jobs.add(ComponentId(f"c{number}"), NOW)
        waiting = {job.id for job in now.jobs.find()}
    running = [start(LEASER, url) for _ in range(4)]
    taken = [job for process in running for job in json.loads(process.communicate(timeout=60)[0])]
    assert len(taken) == len(set(taken)) == 60
    assert set(taken) == waiting


@needs_server
def test_a_worker_passes_over_what_another_is_just_taking(store: RecordStore) -> None:
    with store.write() as now:
        now.dossiers.add(dossier())
        for number in (1, 2):
            now.components.add(component(number, id=ComponentId(f"c{number}")))
            now.jobs.add(ComponentId(f"c{number}"), NOW + timedelta(seconds=number))
    until = NOW + timedelta(hours=1)
    with store.write() as one, store.write() as other:
        first, second = one.jobs.lease(NOW, until), other.jobs.lease(NOW, until)
        assert first is not None
        assert second is not None
        assert (first.component, second.component) == ("c1", "c2")


@needs_server
def test_a_reader_sees_one_unchanging_state_and_cannot_write(store: RecordStore) -> None:
    with store.read() as before:
        assert before.dossiers.page(9) == []
        with store.write() as now:
            now.dossiers.add(dossier())
        assert before.dossiers.page(9) == []
    with pytest.raises(StorageFailed, match="read-only"), store.read() as reader:
        reader.outbox.add("never")
    with store.read() as after:
        assert len(after.dossiers.page(9)) == 1


@needs_server
def test_moments_come_back_in_utc_whatever_the_zone_of_the_server(store: RecordStore, url: str) -> None:
    name = url.rsplit("/", 1)[1]
    servers.administer(sql.SQL("ALTER DATABASE {} SET timezone TO 'Asia/Ho_Chi_Minh'").format(sql.Identifier(name)))
    with store.write() as now:
        now.dossiers.add(dossier())
    again = open_records(url, servers.record_login())
    with again.read() as now:
        found = now.dossiers.get(CODE).received_at
    again.close()
    assert (found, found.tzinfo) == (NOW, UTC)


@needs_server
def test_codes_sort_by_letter_in_a_database_made_for_vietnamese() -> None:
    icu = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'vi' LOCALE 'C.UTF-8'"
    codes = ["a", "B", "đ", "d", "e", "A.1", "A1"]
    with servers.new_database(icu) as url:
        store = open_records(url, servers.record_login())
        with store.write() as now:
            now.catalogue.load([agency(code) for code in codes], [])
            assert [found.code for found in now.catalogue.agencies(DAY)] == sorted(codes)
        store.close()


@needs_server
def test_a_store_of_a_newer_programme_or_with_strange_tables_is_refused_in_one_line(url: str) -> None:
    login = servers.record_login()
    engine = create_engine(make_engine(url, login).url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE photographs (id int)"))
    with pytest.raises(ServiceError, match="another programme"):
        open_records(url, login)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE photographs"))
    open_records(url, login).close()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    engine.dispose()
    with pytest.raises(ServiceError, match="r9999") as caught:
        open_records(url, login)
    assert "\n" not in str(caught.value)


@needs_server
def test_a_wrong_password_an_unknown_user_and_a_missing_database_are_named(url: str) -> None:
    login = servers.record_login()
    for wrong in (Credentials(login.user, "wr0ng"), Credentials("nobody", "wr0ng"), None):
        with pytest.raises(ServiceError, match="refuses the login") as caught:
            open_records(url, wrong)
        assert "wr0ng" not in str(caught.value)
    with pytest.raises(ServiceError, match="not on the server"):
        open_records(url + "x", login)


@needs_server
def test_connections_that_the_server_ended_are_made_anew(store: RecordStore, url: str) -> None:
    store.probe()
    name = url.rsplit("/", 1)[1]
    ended = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    servers.administer(ended.format(sql.Literal(name)))
    store.probe()


def test_a_server_that_is_down_is_named_in_one_line() -> None:
    with pytest.raises(ServiceError, match="cannot be reached") as caught:
        open_records("postgresql://127.0.0.1:1/hoso", Credentials("hoso", "s3cret"))
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [
        ("", 'FATAL: password authentication failed for user "hoso"', "login"),
        ("28P01", "xác thực thất bại", "login"),
        ("", 'FATAL: role "x" does not exist', "login"),
        ("3D000", "", "not on the server"),
        ("", 'FATAL: database "x" does not exist', "not on the server"),
        ("57P01", "terminating connection due to administrator command", "cannot be reached"),
        ("08006", "server closed the connection", "cannot be reached"),
    ],
)
def test_every_reason_not_to_let_us_in_has_its_line(kind: str, reason: str, said: str) -> None:
    refusal = refusal_of(kind, reason)
    assert refusal is not None
    assert said in refusal.en


@pytest.mark.parametrize("kind", ["53100", "55P03", "40P01", "25006"])
def test_what_a_server_says_while_it_answers_is_no_refusal(kind: str) -> None:
    assert refusal_of(kind, "could not extend file: password authentication failed") is None


@needs_server
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_followers_at_the_same_time_get_different_entries(store: RecordStore) -> None:
    with store.write() as now:
        for document in ("a", "b", "c"):
            now.outbox.add(document)
    with store.claim(2) as mine, store.claim(2) as theirs, store.claim(2) as nothing:
        assert [entry.document for entry in mine] == ["a", "b"]
        assert [entry.document for entry in theirs] == ["c"]
        assert nothing == []
