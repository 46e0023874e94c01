"""The schema: brought up to date once, checked, and never somebody else's."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from models.errors import MissingTool, ServiceError
from records.backends import Credentials
from records.store import open_records
from records.store.schema import head
from records.store.tables import metadata

REPOSITORY = Path(__file__).parents[3]


def execute(file: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    with connection:
        found = connection.execute(statement).fetchall()
    connection.close()
    return found


def test_the_migrations_make_the_tables_of_the_code(tmp_path: Path) -> None:
    open_records(f"sqlite:{tmp_path}/records.db").close()
    engine = create_engine(f"sqlite:///{tmp_path}/records.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    for _ in range(2):
        store = open_records(f"sqlite:{tmp_path}/records.db")
        with store.write() as records:
            records.outbox.add("kept")
        store.close()
    store = open_records(f"sqlite:{tmp_path}/records.db")
    with store.read() as records:
        assert len(records.outbox.read(9)) == 2
    store.close()


def test_processes_that_open_a_new_store_at_once_all_succeed(tmp_path: Path) -> None:
    script = f"from records.store import open_records; open_records('sqlite:{tmp_path}/records.db').probe()"
    running = [
        subprocess.Popen([sys.executable, "-c", script], cwd=REPOSITORY, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in running:
        _, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
    assert execute(tmp_path / "records.db", "SELECT version_num FROM alembic_version") == [(head(),)]


def test_a_store_of_a_newer_programme_is_refused_in_one_line(tmp_path: Path) -> None:
    open_records(f"sqlite:{tmp_path}/records.db").close()
    execute(tmp_path / "records.db", "UPDATE alembic_version SET version_num = 'r9999'")
    with pytest.raises(ServiceError, match="r9999") as caught:
        open_records(f"sqlite:{tmp_path}/records.db")
    assert "\n" not in str(caught.value)


def test_a_schema_that_changes_under_a_running_programme_is_noticed(tmp_path: Path) -> None:
    store = open_records(f"sqlite:{tmp_path}/records.db")
    execute(tmp_path / "records.db", "UPDATE alembic_version SET version_num = 'r9999'")
    with pytest.raises(ServiceError, match="r9999"):
        store.probe()
    store.close()


def test_another_programmes_database_is_left_alone(tmp_path: Path) -> None:
    execute(tmp_path / "other.db", "CREATE TABLE photographs (id)")
    with pytest.raises(ServiceError):
        open_records(f"sqlite:{tmp_path}/other.db")
    assert execute(tmp_path / "other.db", "SELECT name FROM sqlite_schema") == [("photographs",)]


def test_what_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8 not a database" * 100)
    with pytest.raises(ServiceError) as caught:
        open_records(f"sqlite:{tmp_path}/photo.jpg")
    assert "\n" not in str(caught.value)


def test_a_path_that_cannot_be_created_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ServiceError) as caught:
        open_records(f"sqlite:{tmp_path}/file/records.db")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://host/db", "records.db", "sqlite:", "postgresql://[bad"])
def test_a_url_that_names_no_store_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(ServiceError) as caught:
        open_records(url)
    assert "\n" not in str(caught.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingTool, match="psycopg") as caught:
        open_records("postgresql://host/hoso", Credentials("user", "s3cret"))
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["postgresql://user:s3cret@host/hoso", "postgresql://host/hoso?password=s3cret"])
def test_a_url_with_a_password_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ServiceError, match="PASSWORD_FILE") as caught:
        open_records(url)
    assert "s3cret" not in str(caught.value)
