"""Real servers for the contract suites: each test gets a database, a bucket or an index of its own.

Which servers there are says the file named by `CONTRACT_SERVERS`, as `./hoso services start` writes it
(`var/services/settings`); without it the suites run over the embedded back ends alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from elasticsearch import Elasticsearch
from psycopg import sql

from api.backends import read_credentials
from api.engines.keeper import ALL, SECOND, Keeper
from api.settings import Settings, read_settings
from models.ports.index import SearchIndex
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore
from records.backends import Credentials
from records.index import open_index
from records.objects import open_objects
from records.objects.s3_answers import rows
from records.objects.s3_lock import make_bucket
from records.objects.s3_url import parse
from records.objects.s3_wire import Wire
from records.store import open_records
from tests.records.build import ledger_key

VARIABLE = "CONTRACT_SERVERS"
_TEMPLATE = f"template_{uuid4().hex[:12]}"


def running() -> bool:
    """Whether this run has servers."""
    return VARIABLE in os.environ


@contextmanager
def servers_for_tests() -> Iterator[Path]:
    """Start what does not run yet of the servers of this machine, yield their settings, stop what was started."""
    keeper = Keeper(read_settings(), print)
    started = [name for name in ALL if keeper.state(name).pid is None]
    try:
        keeper.start(ALL)
        yield keeper.settings_file
    finally:
        keeper.stop(started)


def variables() -> dict[str, str]:
    """Return the settings by which the programme uses the servers."""
    lines = Path(os.environ[VARIABLE]).read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


@cache
def settings() -> Settings:
    return read_settings(variables())


def _need(credentials: Credentials | None) -> Credentials:
    assert credentials is not None, f"{VARIABLE} names a file without users and password files"
    return credentials


def record_login() -> Credentials:
    return _need(read_credentials(settings().records_login))


def database(name: str) -> str:
    """Return the URL of a database on the server."""
    return urlunsplit(urlsplit(settings().records)._replace(path=f"/{name}"))


def administer(*statements: sql.SQL | sql.Composed) -> None:
    """Carry out statements on the server, each in a transaction of its own."""
    login = record_login()
    with psycopg.connect(settings().records, user=login.user, password=login.password, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def new_database(suffix: str = "") -> Iterator[str]:
    """Make an empty database, yield its URL, drop it. `suffix` are further words of CREATE DATABASE."""
    name = f"contract_{uuid4().hex}"
    administer(sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), sql.SQL(suffix)))
    try:
        yield database(name)
    finally:
        administer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def new_records() -> Iterator[RecordStore]:
    """Open a record store in a database of its own, copied from one that was migrated once for this process."""
    _template()
    with new_database(f"TEMPLATE {_TEMPLATE}") as url:
        store = open_records(url, record_login(), ledger_key)
        yield store
        store.close()


S3_SERVERS = ("minio", SECOND)


@cache
def s3_settings(server: str = "minio") -> Settings:
    """Return the settings by which the programme uses one of `S3_SERVERS`."""
    if server == "minio":
        return settings()
    lines = Path(f"{os.environ[VARIABLE]}.{server}").read_text("utf-8").splitlines()
    return read_settings(dict(line.split("=", 1) for line in lines))


def object_login(server: str = "minio") -> Credentials:
    return _need(read_credentials(s3_settings(server).objects_login))


@contextmanager
def new_bucket(server: str = "minio", *, lock: bool = True) -> Iterator[str]:
    """Make a bucket, which can lock and keeps versions unless told otherwise, yield its URL, empty and drop it."""
    url = urlunsplit(urlsplit(s3_settings(server).objects)._replace(path=f"/contract-{uuid4().hex}"))
    wire = Wire(parse(url), object_login(server))
    if lock:
        make_bucket(url, object_login(server))
    else:
        wire.client.make_bucket(wire.bucket.name)
    try:
        yield url
    finally:
        _drop(wire)


def versions(wire: Wire, prefix: str = "") -> list[dict[str, str]]:
    """Return every version and delete marker in a bucket, as S3 tells it."""
    answer = wire.send("GET", query={"versions": "", "prefix": prefix})
    assert answer.status == HTTPStatus.OK, answer.data
    return list(rows(answer.data, "Version", "DeleteMarker"))


def _drop(wire: Wire) -> None:
    """Delete a bucket with all that is in it, locked or not."""
    while found := versions(wire):
        for row in found:
            freed = {"x-amz-bypass-governance-retention": "true"}
            wire.send("DELETE", row["Key"], query={"versionId": row["VersionId"]}, headers=freed)
    assert wire.send("DELETE").status == HTTPStatus.NO_CONTENT


@contextmanager
def new_objects(server: str = "minio") -> Iterator[ObjectStore]:
    """Open an object store in a bucket of its own."""
    with new_bucket(server) as url:
        yield open_objects(url, object_login(server))


@contextmanager
def new_index_url() -> Iterator[str]:
    """Yield the URL of an index that is not there yet; drop what was made under it."""
    alias = f"contract-{uuid4().hex}"
    parts = urlsplit(settings().index)
    try:
        yield urlunsplit(parts._replace(path=f"/{alias}"))
    finally:
        with elastic() as client:
            for name in client.indices.get(index=f"{alias}*").body:
                client.indices.delete(index=name)


@contextmanager
def elastic() -> Iterator[Elasticsearch]:
    """Open the vendor's client, to do what the port does not."""
    parts = urlsplit(settings().index)
    with Elasticsearch(f"http://{parts.netloc}") as client:
        yield client


@contextmanager
def new_index() -> Iterator[SearchIndex]:
    """Open a search index under a name of its own."""
    with new_index_url() as url:
        opened = open_index(url)
        yield opened
        opened.close()


@cache
def _template() -> None:
    administer(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
    open_records(database(_TEMPLATE), record_login()).close()


def drop_template() -> None:
    """Drop the database that others were copied from."""
    if _template.cache_info().currsize:
        administer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_TEMPLATE)))
