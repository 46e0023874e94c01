"""Real servers for the contract suites: each test gets a database, a bucket or an index of its own.

Which servers there are says the file named by `CONTRACT_SERVERS`, as `./hoso services start` writes it
(`var/services/settings`); without it the suites run over the embedded back ends alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import urllib3
from elasticsearch import Elasticsearch
from psycopg import sql

from api.backends import read_credentials
from api.engines.keeper import NAMES, Keeper
from api.settings import Settings, read_settings
from models.ports.index import SearchIndex
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore
from records.backends import Credentials
from records.index import open_index
from records.objects import open_objects
from records.objects.minio import make_bucket, make_client
from records.objects.s3_url import parse
from records.store import open_records

VARIABLE = "CONTRACT_SERVERS"
_TEMPLATE = f"template_{uuid4().hex[:12]}"


def running() -> bool:
    """Whether this run has servers."""
    return VARIABLE in os.environ


@contextmanager
def servers_for_tests() -> Iterator[Path]:
    """Start what does not run yet of the servers of this machine, yield their settings, stop what was started."""
    keeper = Keeper(read_settings(), print)
    started = [name for name in NAMES if keeper.state(name).pid is None]
    try:
        keeper.start()
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
        store = open_records(url, record_login())
        yield store
        store.close()


def object_login() -> Credentials:
    return _need(read_credentials(settings().objects_login))


@contextmanager
def new_bucket() -> Iterator[str]:
    """Make a bucket, yield its URL, empty and drop it."""
    url = urlunsplit(urlsplit(settings().objects)._replace(path=f"/contract-{uuid4().hex}"))
    make_bucket(url, object_login())
    try:
        yield url
    finally:
        bucket = parse(url)
        client = make_client(bucket, object_login(), urllib3.PoolManager())
        for item in client.list_objects(bucket.name, recursive=True):
            client.remove_object(bucket.name, item.object_name or "")
        client.remove_bucket(bucket.name)


@contextmanager
def new_objects() -> Iterator[ObjectStore]:
    """Open an object store in a bucket of its own."""
    with new_bucket() as url:
        yield open_objects(url, object_login())


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
