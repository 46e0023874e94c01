"""What every object store must do."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import NotFound
from models.identifiers import Sha256
from models.ports.objects import ObjectStore

SCAN = [b"\xff\xd8 a scan ", b"", b"in three chunks"]
ABSENT = Sha256("0" * 64)


def content(store: ObjectStore, sha256: Sha256) -> bytes:
    with store.open(sha256) as stream:
        return stream.read()


def test_what_was_put_is_read_back_under_its_hash(objects: ObjectStore) -> None:
    stored = objects.put(SCAN)
    assert stored.sha256 == hashlib.sha256(b"".join(SCAN)).hexdigest()
    assert (stored.size, stored.created) == (len(b"".join(SCAN)), True)
    assert content(objects, stored.sha256) == b"".join(SCAN)


def test_the_same_bytes_are_stored_once_and_it_is_said(objects: ObjectStore) -> None:
    first, again = objects.put(SCAN), objects.put([b"".join(SCAN)])
    assert (again.sha256, again.size, again.created) == (first.sha256, first.size, False)
    assert list(objects.keys()) == [first.sha256]


def test_nothing_at_all_is_an_object_too(objects: ObjectStore) -> None:
    stored = objects.put([])
    assert stored.size == 0
    assert content(objects, stored.sha256) == b""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chunks=st.lists(st.binary(max_size=5000), max_size=8))
def test_any_bytes_in_any_chunks_come_back_whole(objects: ObjectStore, chunks: list[bytes]) -> None:
    stored = objects.put(chunks)
    assert content(objects, stored.sha256) == b"".join(chunks)
    objects.verify(stored.sha256)


def test_an_opened_object_can_be_sought_in(objects: ObjectStore) -> None:
    stored = objects.put([b"0123456789"])
    with objects.open(stored.sha256) as stream:
        assert stream.seekable()
        stream.seek(6)
        assert stream.read(2) == b"67"
        stream.seek(-1, 2)
        assert stream.read() == b"9"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(0, 4, b"0123"), (3, 4, b"3456"), (3, None, b"3456789"), (7, 9, b"789"), (9, 1, b"9"), (10, 1, b""),
     (99, None, b""), (4, 0, b"")],
)  # fmt: skip
def test_a_piece_of_an_object_can_be_had(objects: ObjectStore, start: int, length: int | None, expected: bytes) -> None:
    stored = objects.put([b"0123456789"])
    with objects.open(stored.sha256, start, length) as stream:
        assert stream.read(1) + stream.read() == expected
        assert stream.read() == b""


def test_pieces_of_an_empty_object_are_empty(objects: ObjectStore) -> None:
    with objects.open(objects.put([]).sha256, 0, 5) as stream:
        assert stream.read() == b""


@pytest.mark.parametrize(("start", "length"), [(0, 2), (5, None), (5, 0)])
def test_there_is_no_piece_of_what_is_not_there(objects: ObjectStore, start: int, length: int | None) -> None:
    with pytest.raises(NotFound):
        objects.open(ABSENT, start, length)


def test_a_large_object_in_pieces_is_the_object(objects: ObjectStore) -> None:
    chunk = bytes(range(256)) * 4096
    stored = objects.put(chunk for _ in range(3))
    digest = hashlib.sha256()
    for start in range(0, stored.size, 999_983):
        with objects.open(stored.sha256, start, 999_983) as stream:
            digest.update(stream.read())
    assert digest.hexdigest() == stored.sha256


def test_a_piece_may_be_left_unread(objects: ObjectStore) -> None:
    stored = objects.put([bytes(3 << 20)])
    for _ in range(40):  # more often than there are connections
        with objects.open(stored.sha256, 1) as stream:
            assert stream.read(1) == b"\0"


def test_a_large_object_survives_many_chunks(objects: ObjectStore) -> None:
    chunk = bytes(range(256)) * 1024
    stored = objects.put(chunk for _ in range(24))
    assert stored.size == 24 * len(chunk)
    assert stored.sha256 == hashlib.sha256(chunk * 24).hexdigest()
    objects.verify(stored.sha256)


@pytest.mark.parametrize("key", [ABSENT, "", "../../etc/passwd", "A" * 64, "0" * 63, f"{ABSENT}\n"])
def test_what_is_not_there_or_no_hash_is_not_found(objects: ObjectStore, key: str) -> None:
    with pytest.raises(NotFound):
        objects.open(Sha256(key))
    with pytest.raises(NotFound):
        objects.verify(Sha256(key))


@pytest.mark.parametrize(
    "error", [RuntimeError("line lost"), OSError(28, "the sender's disk, not ours"), KeyboardInterrupt()]
)
def test_an_error_of_the_sender_passes_through_and_stores_nothing(objects: ObjectStore, error: BaseException) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half of a scan"
        raise error

    with pytest.raises(type(error)) as caught:
        objects.put(breaking())
    assert caught.value is error
    assert list(objects.keys()) == []


def test_keys_are_all_that_was_put(objects: ObjectStore) -> None:
    put = {objects.put([str(number).encode()]).sha256 for number in range(40)}
    assert set(objects.keys()) == put


def test_many_writers_of_the_same_and_of_other_bytes_do_not_disturb_each_other(objects: ObjectStore) -> None:
    def write(number: int) -> Sha256:
        return objects.put([b"same" * 1000, str(number % 10).encode()]).sha256

    with ThreadPoolExecutor(16) as pool:
        put = list(pool.map(write, range(80)))
    assert set(objects.keys()) == set(put)
    assert len(set(put)) == 10
    for sha256 in set(put):
        objects.verify(sha256)


def test_a_probe_leaves_nothing_behind(objects: ObjectStore) -> None:
    stored = objects.put(SCAN)
    objects.probe()
    assert list(objects.keys()) == [stored.sha256]
