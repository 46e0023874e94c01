"""What real servers refuse, and the one line that says why: login, bucket, rights, space, clock, address."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from minio.credentials.providers import StaticProvider
from minio.minioadmin import MinioAdmin

from models.errors import ServiceError, StorageFull
from records.backends import Credentials
from records.objects import open_objects
from records.objects.minio import S3Objects
from records.objects.s3_lock import make_bucket
from records.objects.s3_wire import Wire, now_utc
from tests.contract import servers
from tests.records.objects.own_server import can_mount, started
from tests.records.objects.s3 import Bucket, loopback, needs_server

MB = 1 << 20
READER = Credentials("contract-reader", "only-ever-reads")


def refused(call: Callable[[], object], words: str, kind: type[ServiceError] = ServiceError) -> None:
    """Check that `call` is refused in one line that holds `words` and no password."""
    with pytest.raises(kind, match=words) as caught:
        call()
    assert "\n" not in str(caught.value)
    assert "wr0ng" not in str(caught.value)


@needs_server
@loopback
def test_a_wrong_login(bucket: Bucket) -> None:
    for user in (bucket.login.user, "nobody-we-know"):
        store = open_objects(bucket.url, Credentials(user, "wr0ng-wr0ng"))
        for call in (store.probe, partial(store.put, [b"scan"]), partial(next, store.keys())):
            refused(call, "refuses us")
    refused(lambda: make_bucket(f"{bucket.url}-x", Credentials(bucket.login.user, "wr0ng-wr0ng")), "refuses us")


@needs_server
@loopback
def test_a_bucket_that_is_not_there(bucket: Bucket) -> None:
    store = open_objects(f"{bucket.url}-x", bucket.login)
    for call in (store.probe, partial(store.put, [b"scan"]), partial(next, store.keys())):
        refused(call, "is not on the server; create it")


@needs_server
@loopback
@pytest.mark.parametrize("hours", [1, -1])
def test_clocks_that_differ(bucket: Bucket, hours: int) -> None:
    late = Wire(bucket.wire.bucket, bucket.login, lambda: now_utc() + timedelta(hours=hours))
    refused(S3Objects(late).probe, "clocks")


@needs_server
@loopback
def test_a_user_who_may_only_read() -> None:
    with servers.new_bucket() as url, admin() as minio:
        minio.user_add(READER.user, READER.password)
        try:
            minio.policy_set("readonly", user=READER.user)
            store = open_objects(url, READER)
            for call in (store.probe, partial(store.put, [b"scan"])):
                refused(call, "does not allow this.*right to read, write, delete")
            refused(lambda: make_bucket(f"{url}-x", READER), "does not allow this")
            refused(lambda: store.lock_for(1), "HOSO_OBJECTS_LOCK_DAYS=0")
        finally:
            minio.user_remove(READER.user)


@needs_server
@loopback
def test_a_server_that_only_reads() -> None:
    with started("versitygw", options=["--readonly"]) as store:
        refused(store.probe, "does not allow this")


@needs_server
@loopback
def test_a_quota_that_is_used_up() -> None:
    with servers.new_bucket() as url, admin() as minio:
        minio.bucket_quota_set(url.rpartition("/")[2], MB)
        store = open_objects(url, servers.object_login())
        for size in (2 * MB, 17 * MB):
            refused(partial(store.put, [os.urandom(size)]), "full", StorageFull)
        assert list(store.keys()) == []


@needs_server
@loopback
@pytest.mark.parametrize("name", servers.S3_SERVERS)
def test_a_disk_that_is_full(name: str) -> None:
    if not can_mount():
        pytest.skip("this machine lets nobody mount a small file system; the quota stands in")
    with started(name, small=True) as store:
        kept = store.put([b"kept"]).sha256
        for size in (64 * MB, 40 * MB):
            refused(partial(store.put, [os.urandom(size)]), "full", StorageFull)
        assert list(store.keys()) == [kept]
        store.verify(kept)


@loopback
def test_an_address_where_something_else_answers() -> None:
    with something_else() as port:
        refused(open_objects(f"s3+http://127.0.0.1:{port}/papers", READER).probe, "is no S3 store; check host and port")


@loopback
def test_an_address_where_nobody_answers() -> None:
    refused(open_objects("s3+http://127.0.0.1:1/papers", READER).probe, "cannot be reached")


@loopback
def test_an_address_that_speaks_no_tls() -> None:
    with something_else() as port:
        refused(open_objects(f"s3+https://127.0.0.1:{port}/papers", READER).probe, "cannot be reached .SSLError")


@contextmanager
def admin() -> Iterator[MinioAdmin]:
    login, endpoint = servers.object_login(), servers.s3_settings().objects.split("/")[2]
    provider = StaticProvider(login.user, login.password)
    yield MinioAdmin(endpoint=endpoint, credentials=provider, secure=False)


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "9")
        self.end_headers()
        self.wfile.write(b"<p>Hello!")

    do_PUT = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def something_else() -> Iterator[int]:
    """Run a web server that is no S3 and give its port."""
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()
