"""A start that cannot succeed ends with status 3 and one line in each language, never with a trace."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from api.backends import open_context
from api.settings import read_settings
from bench.outage.programme import run_once
from tests.contract import servers
from tests.records.objects.test_s3_refusals import admin

needs_servers = [
    pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services"),
    pytest.mark.services,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


def start(home: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    return run_once(home, {"HOSO_PORT": "0", **variables}, "serve", "--no-worker")


def assert_refused(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    vietnamese, english = done.stderr.splitlines()
    assert vietnamese.startswith("hoso: ")
    assert all(word in vietnamese + english for word in words), done.stderr


def wrong(home: Path) -> str:
    """Return a file with a password that is nobody's."""
    file = home / "wrong.password"
    file.write_text("not-the-password\n", encoding="ascii")
    return str(file)


def test_records_of_a_newer_version(tmp_path: Path) -> None:
    with open_context(read_settings({"HOSO_HOME": str(tmp_path)})):
        pass
    engine = create_engine(f"sqlite:///{tmp_path}/var/records.db")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    engine.dispose()
    assert_refused(start(tmp_path), "r9999")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be", encoding="ascii")
    assert_refused(start(tmp_path), "var")


class TestOverServers:
    pytestmark = needs_servers

    def given(self, store: str, **changes: str) -> dict[str, str]:
        """Return the settings of one store on its server; the others stay embedded."""
        return {**{k: v for k, v in servers.variables().items() if k.startswith(store)}, **changes}

    @pytest.mark.parametrize("store", ["HOSO_RECORDS", "HOSO_OBJECTS"])
    def test_a_wrong_password(self, tmp_path: Path, store: str) -> None:
        changed = self.given(store, **{f"{store}_PASSWORD_FILE": wrong(tmp_path)})
        assert_refused(start(tmp_path, **changed), f"{store}_PASSWORD_FILE")

    def test_a_server_that_is_not_there(self, tmp_path: Path) -> None:
        for store, url in (
            ("HOSO_RECORDS", "postgresql://127.0.0.1:9/hoso"),
            ("HOSO_OBJECTS", "s3+http://127.0.0.1:9/hoso"),
            ("HOSO_INDEX", "elasticsearch+http://127.0.0.1:9/hoso"),
        ):
            assert_refused(start(tmp_path, **self.given(store, **{store: url})), store)

    def test_a_bucket_that_is_full(self, tmp_path: Path) -> None:
        with servers.new_bucket() as url, admin() as minio:
            minio.bucket_quota_set(url.rpartition("/")[2], 1)
            assert_refused(start(tmp_path, **self.given("HOSO_OBJECTS", HOSO_OBJECTS=url)), "full")

    def test_an_index_that_is_read_only(self, tmp_path: Path) -> None:
        with servers.new_index_url() as url, servers.elastic() as client:
            given = self.given("HOSO_INDEX", HOSO_INDEX=url)
            with open_context(read_settings({**given, "HOSO_HOME": str(tmp_path)})):
                pass
            alias = url.rsplit("/", 1)[1]
            client.indices.put_settings(index=alias, settings={"index.blocks.read_only": True})
            try:
                assert_refused(start(tmp_path, **given), "index.blocks")
            finally:
                client.indices.put_settings(index=alias, settings={"index.blocks.read_only": None})

    def test_records_of_a_newer_version_on_postgresql(self, tmp_path: Path) -> None:
        with servers.new_database() as url:
            given = self.given("HOSO_RECORDS", HOSO_RECORDS=url)
            with open_context(read_settings({**given, "HOSO_HOME": str(tmp_path)})):
                pass
            login = servers.record_login()
            bare = url.replace("postgresql://", f"postgresql+psycopg://{login.user}:{login.password}@")
            engine = create_engine(bare)
            with engine.begin() as connection:
                connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
            engine.dispose()
            assert_refused(start(tmp_path, **given), "r9999")
