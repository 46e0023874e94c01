"""What only an S3 store does: URLs, refusals, bytes that changed on the server, many writers of one object."""

import io
import multiprocessing
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.errors import IntegrityError, ServiceError, StorageFailed, StorageFull
from records.backends import Credentials
from records.objects import open_objects
from records.objects.s3_errors import refusal
from records.objects.s3_url import Bucket, parse
from records.objects.s3_wire import Body
from tests.records.objects.lines import answering, breaking
from tests.records.objects.s3 import Bucket as S3Bucket
from tests.records.objects.s3 import loopback, needs_server, replace

LOGIN = Credentials("hoso", "s3cret-s3cret")


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
        ("InvalidAccessKeyId", ServiceError, "refuses"),
        ("AccessDenied", ServiceError, "does not allow"),
        ("RequestTimeTooSkewed", ServiceError, "clocks"),
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
def test_bytes_that_changed_on_the_server_are_never_given_out_whole(bucket: S3Bucket) -> None:
    kept = bucket.store.put([b"a scan"]).sha256
    replace(bucket, kept, b"A scan")
    with pytest.raises(IntegrityError):
        bucket.store.open(kept)
    with pytest.raises(IntegrityError):
        bucket.store.verify(kept)


@needs_server
@loopback
def test_a_torn_copy_is_replaced_when_the_same_bytes_come_again(bucket: S3Bucket) -> None:
    kept = bucket.store.put([b"a scan"]).sha256
    replace(bucket, kept, b"a s")
    assert bucket.store.put([b"a scan"]).created
    bucket.store.verify(kept)


@needs_server
@loopback
def test_of_many_who_put_the_same_one_stores_it_and_one_version_is_kept(bucket: S3Bucket) -> None:
    store = bucket.store
    with ThreadPoolExecutor(8) as pool:
        put = list(pool.map(lambda _: store.put([b"same" * 100_000]), range(16)))
    assert sum(stored.created for stored in put) == 1
    assert len(bucket.versions()) == 1


@needs_server
@loopback
def test_the_server_itself_refuses_bytes_that_are_not_those_signed_for(bucket: S3Bucket) -> None:
    other = Body(io.BytesIO(b"A scan"), 6, Body.of(b"a scan").sha256)
    answer = bucket.wire.send("PUT", "aa/bb/torn", headers=other.checksum, body=other)
    assert answer.status == 400
    assert bucket.versions() == []


@needs_server
@loopback
def test_when_the_answer_is_lost_the_object_is_there_once(bucket: S3Bucket) -> None:
    with breaking(bucket, after=10, downwards=True) as line:
        stored = line.store.put([b"a scan"])
    assert line.broken == 1
    assert len(bucket.versions()) == 1
    bucket.store.verify(stored.sha256)


@loopback
def test_a_body_that_came_cut_short_is_sent_again() -> None:
    with answering([400, 400, 200]) as (port, got):
        stored = open_objects(f"s3+http://127.0.0.1:{port}/papers", LOGIN).put([b"a scan"] * 9)
    assert stored.created
    assert got == [b"a scan" * 9] * 3


@loopback
def test_a_body_that_always_comes_cut_short_is_given_up() -> None:
    with answering([400] * 9) as (port, got), pytest.raises(StorageFailed, match="IncompleteBody"):
        open_objects(f"s3+http://127.0.0.1:{port}/papers", LOGIN).put([b"a scan"])
    assert len(got) == 3


@needs_server
@loopback
def test_a_forked_child_has_connections_of_its_own(bucket: S3Bucket) -> None:
    store = bucket.store
    kept = store.put([b"a scan"] * 1000).sha256
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(store.verify, [kept] * 8) == [None] * 8
    store.verify(kept)


@loopback
def test_a_store_goes_to_a_spawned_child_without_its_connections() -> None:
    store = open_objects("s3+http://127.0.0.1:1/papers", LOGIN)
    copied = pickle.loads(pickle.dumps(store))
    assert copied.presigned.__self__ is not store
    with pytest.raises(ServiceError, match="cannot be reached"):
        copied.put([b"scan"])
