"""Objects in a bucket of MinIO or any other S3: ``s3+http://host:9000/bucket``, under ``aa/bb/<sha256>``.

Nothing but plain S3 is used. An object is sent whole, once its hash is known: the signature names the SHA-256 of the
bytes, so the server refuses others (SigV4, ``x-amz-content-sha256``), and ``If-None-Match: *`` leaves what is there
alone. What is opened is hashed on its way. One request carries at most 5 GB, a hundred times the largest file taken.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from urllib.parse import SplitResult, urlsplit
from uuid import uuid4

import urllib3
from minio import Minio
from minio.credentials.credentials import Credentials as Keys
from minio.error import S3Error
from minio.signer import sign_v4_s3
from minio.time import to_amz_date

from models.component import StoredObject
from models.errors import StorageFailed
from models.identifiers import Sha256
from records.backends import Credentials
from records.objects import disk
from records.objects.hashing import PIECE, damaged, is_sha256, no_object
from records.objects.s3_errors import refusal, translated
from records.objects.s3_url import Bucket, parse

CONNECT_SECONDS, READ_SECONDS, RETRIES, CONNECTIONS = 5, 60, 3, 32
_IN_MEMORY = 8 << 20
"""Bytes of an object kept in memory on its way; a larger one goes through a temporary file."""

_BUSY = (500, 502, 503, 504)
_CREATED, _CONFLICT, _THERE = 200, 409, 412


class S3Objects:
    """Objects of one bucket, over a pool of connections; shared by the threads of a process."""

    def __init__(self, bucket: Bucket, credentials: Credentials, pool: urllib3.PoolManager) -> None:
        self._bucket = bucket
        self._keys = Keys(credentials.user, credentials.password)
        self._pool = pool
        self._client = make_client(bucket, credentials, pool)

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        with _spool() as body:
            sha256, size = _receive(body, chunks)
            created = self._send(sha256, body, size, only_new=True)
            if not created and self._size(sha256) != size:
                self._send(sha256, body, size, only_new=False)
                created = True
        return StoredObject(sha256, size, created)

    def open(self, sha256: Sha256) -> BinaryIO:
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

    def _sound(self, sha256: Sha256) -> Iterator[bytes]:
        """Yield an object in pieces; at its end raise IntegrityError when they do not hash to its key."""
        digest = hashlib.sha256()
        for piece in self._read(sha256):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != sha256:
            raise damaged(sha256, digest.hexdigest())

    def keys(self) -> Iterator[Sha256]:
        with translated():
            for item in self._client.list_objects(self._bucket.name, recursive=True):
                name = (item.object_name or "").rpartition("/")[2]
                if is_sha256(name):
                    yield Sha256(name)

    def probe(self) -> None:
        """Write, read back and delete a small object; this also says whether the bucket is there and lets us in."""
        key, content = f"probe/{uuid4().hex}", os.urandom(64)
        with _spool() as body:
            body.write(content)
            self._put(key, body, Sha256(hashlib.sha256(content).hexdigest()), len(content), {})
        try:
            found = b"".join(self._fetch(key))
        finally:
            with translated():
                self._client.remove_object(self._bucket.name, key)
        if found != content:
            raise StorageFailed(
                "Kho tệp S3 trả lại dữ liệu khác với dữ liệu đã ghi; hãy báo quản trị viên kiểm tra máy chủ.",
                "The S3 store gives back other bytes than were written; have the server checked.",
            )

    def _read(self, sha256: Sha256) -> Iterator[bytes]:
        if not is_sha256(sha256):
            raise no_object(sha256)
        try:
            yield from self._fetch(_key(sha256))
        except StorageFailed as exc:
            if isinstance(exc.__cause__, S3Error) and exc.__cause__.code == "NoSuchKey":
                raise no_object(sha256) from exc
            raise

    def _fetch(self, key: str) -> Iterator[bytes]:
        with translated():
            response = self._client.get_object(self._bucket.name, key)
            try:
                yield from response.stream(PIECE)
            finally:
                response.close()
                response.release_conn()

    def _size(self, sha256: Sha256) -> int | None:
        with translated():
            return self._client.stat_object(self._bucket.name, _key(sha256)).size

    def _send(self, sha256: Sha256, body: BinaryIO, size: int, *, only_new: bool) -> bool:
        """Send an object to its key; False when it is there already and `only_new` is asked for."""
        return self._put(_key(sha256), body, sha256, size, {"If-None-Match": "*"} if only_new else {})

    def _put(self, key: str, body: BinaryIO, sha256: Sha256, size: int, conditions: dict[str, str]) -> bool:
        for _ in range(RETRIES):
            body.seek(0)
            url, headers = self._signed(key, sha256, size, conditions)
            with translated():
                response = self._pool.request("PUT", url, body=body, headers=headers)
            if response.status in {_CREATED, _THERE}:
                return response.status == _CREATED
            if response.status != _CONFLICT:  # another writer of the same bytes is at it
                raise refusal(_code_of(response.data), f"HTTP {response.status}")
        raise refusal("Conflict", f"{RETRIES} times")

    def _signed(self, key: str, sha256: Sha256, size: int, conditions: dict[str, str]) -> tuple[str, dict[str, str]]:
        now = datetime.now(UTC)
        url: SplitResult = urlsplit(
            f"http{'s' * self._bucket.secure}://{self._bucket.endpoint}/{self._bucket.name}/{key}"
        )
        headers: dict[str, str | list[str] | tuple[str]] = {
            **conditions,
            "Host": url.netloc,
            "Content-Length": str(size),
            "Content-Type": "application/octet-stream",
            "x-amz-content-sha256": sha256,
            "x-amz-date": to_amz_date(now),
        }
        signed = sign_v4_s3(
            method="PUT",
            url=url,
            region=self._bucket.region,
            headers=headers,
            credentials=self._keys,
            content_sha256=sha256,
            date=now,
        )
        return url.geturl(), {name: str(value) for name, value in signed.items()}


def make_bucket(url: str, credentials: Credentials) -> None:
    """Make the bucket of `url` when it is missing. Raises ServiceError."""
    bucket = parse(url)
    client = make_client(bucket, credentials, new_pool())
    with translated():
        if not client.bucket_exists(bucket.name):
            client.make_bucket(bucket.name)


def make_client(bucket: Bucket, credentials: Credentials, pool: urllib3.PoolManager) -> Minio:
    """Return the vendor's client over our own pool, that is with our time limits and retries."""
    return Minio(
        bucket.endpoint,
        access_key=credentials.user,
        secret_key=credentials.password,
        secure=bucket.secure,
        region=bucket.region,
        http_client=pool,
    )


def new_pool() -> urllib3.PoolManager:
    """Return the connections of one process, with limits of time and retries of our own."""
    retries = urllib3.Retry(
        total=RETRIES, backoff_factor=0.2, status_forcelist=_BUSY, allowed_methods=None, raise_on_status=False
    )
    limits = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    return urllib3.PoolManager(maxsize=CONNECTIONS, block=True, timeout=limits, retries=retries)


def _key(sha256: Sha256) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _new_spool() -> BinaryIO:
    return cast("BinaryIO", SpooledTemporaryFile(max_size=_IN_MEMORY))


@contextmanager
def _spool() -> Iterator[BinaryIO]:
    with _new_spool() as body:
        yield body


def _receive(body: BinaryIO, chunks: Iterable[bytes]) -> tuple[Sha256, int]:
    """Write `chunks` to `body`. Only what the disk says is translated; an error of `chunks` passes through."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        with disk.translated():
            body.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return Sha256(digest.hexdigest()), size


def _code_of(answer: bytes) -> str:
    """Return the S3 error code in an XML answer."""
    return answer.partition(b"<Code>")[2].partition(b"</Code>")[0].decode("utf-8", "replace")[:80]
