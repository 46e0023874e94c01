"""Objects in memory, for trial and tests: ``memory:``, or ``memory:4096`` for a store that is full at 4,096 bytes."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import BinaryIO

from models.component import StoredObject
from models.errors import ServiceError, StorageFull
from models.identifiers import Sha256
from records.backends import Credentials
from records.objects.hashing import damaged, hash_stream, no_lock, no_object


class MemoryObjects:
    """Bytes by hash. `capacity` in bytes; None for no limit."""

    def __init__(self, capacity: int | None = None) -> None:
        self._capacity = capacity
        self._kept: dict[Sha256, bytes] = {}
        self._lock = Lock()

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        content = b"".join(chunks)
        sha256 = Sha256(hashlib.sha256(content).hexdigest())
        with self._lock:
            if sha256 in self._kept:
                return StoredObject(sha256, len(content), created=False)
            used = sum(map(len, self._kept.values()))
            if self._capacity is not None and used + len(content) > self._capacity:
                raise StorageFull(
                    "Bộ nhớ đã đầy, chưa lưu được gì; hãy báo quản trị viên rồi gửi lại.",
                    "The store is full and nothing was stored; tell the administrator, then send again.",
                )
            self._kept[sha256] = content
        return StoredObject(sha256, len(content))

    def open(self, sha256: Sha256, start: int = 0, length: int | None = None) -> BinaryIO:
        try:
            content = self._kept[sha256]
        except KeyError as exc:
            raise no_object(sha256) from exc
        return io.BytesIO(content[start : None if length is None else start + length])

    def verify(self, sha256: Sha256) -> None:
        with self.open(sha256) as stream:
            found = hash_stream(stream)
        if found != sha256:
            raise damaged(sha256, found)

    def keys(self) -> Iterator[Sha256]:
        yield from tuple(self._kept)

    def presigned(self, sha256: Sha256, filename: str, media_type: str, seconds: int) -> None:
        """Return nothing: memory has no address."""

    def lock_for(self, days: int) -> None:  # noqa: ARG002 - the port's signature
        raise no_lock()

    def probe(self) -> None:
        """Nothing can be wrong with memory that is there."""


def open_url(url: str, _credentials: Credentials | None = None) -> MemoryObjects:
    """Open an empty store; the digits behind the scheme, if any, are its capacity in bytes."""
    rest = url.partition(":")[2]
    if rest and not rest.isdecimal():
        raise ServiceError(
            "Dung lượng của kho trong bộ nhớ phải là số byte, ví dụ memory:4096.",
            "The capacity of a memory store is a number of bytes, as in memory:4096.",
        )
    return MemoryObjects(int(rest) if rest else None)
