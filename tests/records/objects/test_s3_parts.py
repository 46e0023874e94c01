"""Large objects in parts, on both servers: whole, once, and without traces when they fail."""

import hashlib
import io
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from models.errors import ServiceError, StorageFailed
from records.objects import s3_parts
from records.objects.hashing import hash_stream
from records.objects.minio import S3Objects
from records.objects.s3_parts import PART, THRESHOLD, send_in_parts
from records.objects.s3_wire import Body, now_utc
from tests.records.objects.lines import breaking
from tests.records.objects.s3 import Bucket, key_of, loopback, needs_server, replace

pytestmark = [needs_server, loopback]
SIZE = THRESHOLD + PART // 2
BLOCK = bytes(range(256)) * 4096


def large(seed: bytes = b"large") -> Iterator[bytes]:
    """Yield `SIZE` bytes, in blocks that all differ."""
    left = SIZE
    for number in range(-(-SIZE // len(BLOCK))):
        block = (hashlib.sha256(seed + bytes([number])).digest() + BLOCK)[: min(left, len(BLOCK))]
        left -= len(block)
        yield block


def test_it_goes_in_parts_and_comes_back_whole(bucket: Bucket) -> None:
    stored = bucket.store.put(large())
    assert (stored.size, stored.created) == (SIZE, True)
    etag = bucket.wire.send("HEAD", key_of(stored.sha256)).headers["ETag"].strip('"')
    assert etag.endswith("-3"), "S3 counts the parts in the tag"
    bucket.store.verify(stored.sha256)
    with bucket.store.open(stored.sha256) as stream:
        assert hash_stream(stream) == stored.sha256


def test_the_same_bytes_are_kept_once_even_when_two_send_them_at_the_same_time(bucket: Bucket) -> None:
    store = bucket.store
    with ThreadPoolExecutor(2) as pool:
        put = list(pool.map(lambda _: store.put(large()), range(2)))
    assert sorted(stored.created for stored in put) == [False, True]
    assert not store.put(large()).created
    assert len(bucket.versions()) == 1
    assert b"<Upload>" not in bucket.uploads()


def test_a_torn_copy_is_replaced(bucket: Bucket) -> None:
    stored = bucket.store.put(large())
    replace(bucket, stored.sha256, b"torn")
    assert bucket.store.put(large()).created
    bucket.store.verify(stored.sha256)


def test_what_is_not_what_was_hashed_never_shows(bucket: Bucket) -> None:
    content = b"".join(large())
    whole = Body(io.BytesIO(content[:-1] + b"?"), SIZE, hashlib.sha256(content).hexdigest())
    with pytest.raises(StorageFailed, match="changed while it was sent"):
        send_in_parts(bucket.wire, "aa/bb/changed", whole, {})
    assert bucket.versions() == []
    assert b"<Upload>" not in bucket.uploads()


def test_a_line_that_breaks_costs_one_part(bucket: Bucket) -> None:
    with breaking(bucket, after=PART + PART // 2) as line:
        stored = line.store.put(large())
    assert stored.created
    bucket.store.verify(stored.sha256)
    assert line.broken == 1
    assert line.sent < SIZE + PART + (1 << 20)


def test_a_download_goes_on_from_where_the_line_broke(bucket: Bucket) -> None:
    stored = bucket.store.put(large())
    with breaking(bucket, after=SIZE // 2, downwards=True) as line:
        line.store.verify(stored.sha256)
    assert line.broken == 1
    assert line.received < SIZE + (2 << 20)


def test_when_the_last_answer_is_lost_the_object_is_there_once(bucket: Bucket) -> None:
    with breaking(bucket, after=1 << 30, downwards=True) as line:
        line.store.put(large(b"to measure"))
        answers = line.received
    with breaking(bucket, after=answers - 40, downwards=True) as line:
        stored = line.store.put(large())
    assert line.broken == 1
    assert len([row for row in bucket.versions() if row["Key"] == key_of(stored.sha256)]) == 1
    bucket.store.verify(stored.sha256)


def test_uploads_of_the_dead_are_taken_back_by_a_probe_a_day_later(bucket: Bucket) -> None:
    begun = bucket.wire.send("POST", "aa/bb/dead", query={"uploads": ""})
    assert begun.status == 200
    bucket.store.probe()
    assert b"<Upload>" in bucket.uploads(), "one of today may still be at work"
    s3_parts.sweep(bucket.wire, now_utc() + timedelta(days=1, minutes=1))
    assert b"<Upload>" not in bucket.uploads()


def test_memory_stays_small(bucket: Bucket) -> None:
    store = bucket.store
    tracemalloc.start()
    try:
        stored = store.put(large())
        store.verify(stored.sha256)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3 * PART < SIZE + PART


def test_a_server_that_goes_away_in_the_middle_leaves_nothing_to_be_seen(bucket: Bucket) -> None:
    with breaking(bucket, after=PART + PART // 2, for_good=True) as line, pytest.raises(ServiceError):
        line.store.put(large())
    assert bucket.versions() == []
    assert S3Objects(bucket.wire).put(large()).created
