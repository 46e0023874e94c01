"""What only an S3 store does: URLs, refusals, bytes that changed on the server, many writers of one object."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import urllib3

from models.errors import IntegrityError, ServiceError, StorageFailed, StorageFull
from models.identifiers import Sha256
from records.backends import Credentials
from records.objects import open_objects
from records.objects.minio import make_client
from records.objects.s3_errors import refusal
from records.objects.s3_url import Bucket, parse
from tests.contract import servers

needs_server = pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
loopback = pytest.mark.allow_hosts(["127.0.0.1"])
LOGIN = Credentials("hoso", "s3cret-s3cret")


@pytest.fixture
def url() -> Iterator[str]:
    with servers.new_bucket() as made:
        yield made


def replace(url: str, sha256: Sha256, content: bytes) -> None:
    """Change an object behind the back of the store."""
    bucket = parse(url)
    client = make_client(bucket, servers.object_login(), urllib3.PoolManager())
    client.put_object(bucket.name, f"{sha256[:2]}/{sha256[2:4]}/{sha256}", io.BytesIO(content), len(content))


def test_a_url_names_server_bucket_and_region() -> None:
    assert parse("s3+http://minio:9000/papers") == Bucket("minio:9000", secure=False, name="papers", region="us-east-1")
    assert parse("s3+https://s3.example/a.b?region=ap-1") == Bucket(
        "s3.example", secure=True, name="a.b", region="ap-1"
    )


@pytest.mark.parametrize(
    "url",
    ["s3+http://host", "s3+http://host/", "s3+http:///papers", "s3+ftp://host/papers", "s3:papers", "s3+http://[x/papers",
     "s3+http://host:port/papers", "s3+http://host/Papers", "s3+http://host/a/b"],
)  # fmt: skip
def test_a_url_that_names_no_bucket_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(ServiceError, match="malformed") as caught:
        open_objects(url, LOGIN)
    assert "\n" not in str(caught.value)


def test_a_store_without_login_is_refused() -> None:
    with pytest.raises(ServiceError, match="needs a login"):
        open_objects("s3+http://host/papers")


@loopback
def test_a_server_that_is_down_is_named_in_one_line() -> None:
    store = open_objects("s3+http://127.0.0.1:1/papers", LOGIN)
    with pytest.raises(ServiceError, match="cannot be reached") as caught:
        store.put([b"scan"])
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("XMinioStorageFull", StorageFull, "full"),
        ("QuotaExceeded", StorageFull, "full"),
        ("AccessDenied", ServiceError, "refuses"),
        ("NoSuchBucket", ServiceError, "not on the server"),
        ("SlowDown", StorageFailed, "SlowDown"),
    ],
)
def test_every_refusal_has_its_line(code: str, kind: type[ServiceError], said: str) -> None:
    error = refusal(code, "words of the server")
    assert type(error) is kind
    assert said in error.en


@needs_server
@loopback
def test_a_wrong_password_and_a_missing_bucket_are_named(url: str) -> None:
    with pytest.raises(ServiceError, match="refuses us"):
        open_objects(url, Credentials(servers.object_login().user, "wr0ng-wr0ng")).probe()
    with pytest.raises(ServiceError, match="not on the server"):
        open_objects(url + "-x", servers.object_login()).probe()


@needs_server
@loopback
def test_bytes_that_changed_on_the_server_are_never_given_out(url: str) -> None:
    store = open_objects(url, servers.object_login())
    kept = store.put([b"a scan"]).sha256
    replace(url, kept, b"A scan")
    with pytest.raises(IntegrityError):
        store.open(kept)
    with pytest.raises(IntegrityError):
        store.verify(kept)


@needs_server
@loopback
def test_a_torn_copy_is_replaced_when_the_same_bytes_come_again(url: str) -> None:
    store = open_objects(url, servers.object_login())
    kept = store.put([b"a scan"]).sha256
    replace(url, kept, b"a s")
    assert store.put([b"a scan"]).created
    store.verify(kept)


@needs_server
@loopback
def test_of_many_who_put_the_same_one_stores_it(url: str) -> None:
    store = open_objects(url, servers.object_login())
    with ThreadPoolExecutor(8) as pool:
        put = list(pool.map(lambda _: store.put([b"same" * 100_000]), range(16)))
    assert sum(stored.created for stored in put) == 1


@needs_server
@loopback
def test_an_object_larger_than_memory_allows_for_goes_both_ways(url: str) -> None:
    store = open_objects(url, servers.object_login())
    chunk = bytes(range(256)) * 4096
    stored = store.put(chunk for _ in range(20))
    with store.open(stored.sha256) as stream:
        assert sum(len(piece) for piece in iter(lambda: stream.read(1 << 20), b"")) == stored.size == 20 << 20
