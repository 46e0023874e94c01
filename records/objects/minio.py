"""Objects in a bucket of MinIO or any other S3: ``s3+http://host:9000/bucket``, under ``aa/bb/<sha256>``.

Nothing but plain S3 is used. An object is sent once its hash is known: the signature names the SHA-256 of the bytes
of each request, so the server refuses others (SigV4, ``x-amz-content-sha256``), and ``If-None-Match: *`` leaves what is
there alone, however often a request is sent again. A large object goes in parts. What is opened whole is hashed on its
way.
"""

import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from models.component import StoredObject
from models.disposition import attachment
from models.identifiers import Sha256
from records.objects import disk, s3_lock, s3_parts, s3_probe, s3_reading
from records.objects.hashing import damaged, is_sha256, no_object
from records.objects.pieces import as_stream
from records.objects.s3_answers import refused
from records.objects.s3_errors import translated
from records.objects.s3_wire import RETRIES, Body, Wire

_IN_MEMORY = 8 << 20
"""Bytes of an object kept in memory on its way; a larger one goes through a temporary file."""

_OK, _ABSENT, _CONFLICT, _THERE = 200, 404, 409, 412


class S3Objects:
    """Objects of one bucket, over connections of this process; shared by its threads, carried into its children."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        with _spool() as content:
            whole = _receive(content, chunks)
            sha256 = Sha256(whole.sha256)
            there = self._size(sha256) if whole.size >= s3_parts.THRESHOLD else None  # spares sending it in vain
            created = there != whole.size and self._send(whole, only_new=there is None)
            if not created and there is None and self._size(sha256) != whole.size:
                created = self._send(whole, only_new=False)
        return StoredObject(sha256, whole.size, created)

    def open(self, sha256: Sha256, start: int = 0, length: int | None = None) -> BinaryIO:
        if start or length is not None:
            return as_stream(self._read(sha256, start, length))
        body = _new_spool()
        try:
            _receive(body, self._sound(sha256))
            body.seek(0)
        except BaseException:
            body.close()
            raise
        return body

    def verify(self, sha256: Sha256) -> None:
        for _ in self._sound(sha256):
            continue

    def keys(self) -> Iterator[Sha256]:
        with translated():
            for item in self._wire.client.list_objects(self._wire.bucket.name, recursive=True):
                name = (item.object_name or "").rpartition("/")[2]
                if is_sha256(name):
                    yield Sha256(name)

    def probe(self) -> None:
        """Write, read back and delete a small object, and take back uploads that crashed writers began."""
        s3_probe.probe(self._wire)
        s3_parts.sweep(self._wire, self._wire.clock())

    def lock_for(self, days: int) -> None:
        s3_lock.lock_for(self._wire, days)

    def presigned(self, sha256: Sha256, filename: str, media_type: str, seconds: int) -> str | None:
        if not is_sha256(sha256) or self._size(sha256) is None:
            raise no_object(sha256)
        pinned: dict[str, str | list[str] | tuple[str]] = {
            "response-content-disposition": attachment(filename),
            "response-content-type": media_type,
            "response-cache-control": "private, no-store",
        }
        wire = self._wire
        return wire.client.get_presigned_url(
            "GET",
            wire.bucket.name,
            _key(sha256),
            expires=timedelta(seconds=seconds),
            response_headers=pinned,
            request_date=wire.clock(),
        )

    def _sound(self, sha256: Sha256) -> Iterator[bytes]:
        """Yield an object in pieces; at its end raise IntegrityError when they do not hash to its key."""
        digest = hashlib.sha256()
        for piece in self._read(sha256, 0, None):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != sha256:
            raise damaged(sha256, digest.hexdigest())

    def _read(self, sha256: Sha256, start: int, length: int | None) -> Generator[bytes, None, None]:
        if not is_sha256(sha256):
            raise no_object(sha256)
        if length == 0 and self._size(sha256) is None:
            raise no_object(sha256)
        yield from s3_reading.read(self._wire, _key(sha256), start, length)

    def _size(self, sha256: Sha256) -> int | None:
        """Return the size of what is kept under the key, None when nothing is."""
        response = self._wire.send("HEAD", _key(sha256))
        if response.status == _ABSENT:
            return None
        if response.status != _OK:
            raise refused(response)
        return int(response.headers["Content-Length"])

    def _send(self, whole: Body, *, only_new: bool) -> bool:
        """Send an object to its key; False when it is there already and `only_new` is asked for."""
        key = _key(Sha256(whole.sha256))
        conditions = {"If-None-Match": "*"} if only_new else {}
        if whole.size >= s3_parts.THRESHOLD:
            return s3_parts.send_in_parts(self._wire, key, whole, conditions)
        return self._send_whole(key, whole, conditions)

    def _send_whole(self, key: str, whole: Body, conditions: Mapping[str, str]) -> bool:
        headers = {**conditions, **whole.checksum, "Content-Type": "application/octet-stream"}
        for _ in range(RETRIES):
            response = self._wire.send("PUT", key, headers=headers, body=whole)
            if response.status in {_OK, _THERE}:
                return response.status == _OK
            if response.status != _CONFLICT:  # another writer of the same bytes is at it
                break
        raise refused(response)


def _key(sha256: Sha256) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _new_spool() -> BinaryIO:
    return cast("BinaryIO", SpooledTemporaryFile(max_size=_IN_MEMORY))


@contextmanager
def _spool() -> Iterator[BinaryIO]:
    with _new_spool() as body:
        yield body


def _receive(content: BinaryIO, chunks: Iterable[bytes]) -> Body:
    """Write `chunks` to `content`. Only what the disk says is translated; an error of `chunks` passes through."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        with disk.translated():
            content.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return Body(content, size, digest.hexdigest())
