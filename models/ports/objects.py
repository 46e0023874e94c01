"""Where originals and derivatives are kept."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from models.component import StoredObject
from models.identifiers import Sha256


class ObjectStore(Protocol):
    """Bytes under their SHA-256. What was put is never changed."""

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        """Store the bytes durably (synced before the return) and return their hash; the same bytes are stored once.

        Raises StorageFull or StorageFailed; then nothing was stored under the hash. An exception raised by `chunks`
        passes through, and nothing is stored either.
        """
        ...

    def open(self, sha256: Sha256, start: int = 0, length: int | None = None) -> BinaryIO:
        """Open stored bytes for reading. Raises NotFound.

        Without `start` and `length` all of them, seekable, and where they come from a server checked against their
        hash. Else `length` bytes from `start` (from 0) on, or all that follow; fewer, or none, where the object ends
        before. Such a piece can only be read onwards and is not checked: only the whole has a hash.
        """
        ...

    def verify(self, sha256: Sha256) -> None:
        """Hash the stored bytes again. Raises NotFound or IntegrityError."""
        ...

    def keys(self) -> Iterator[Sha256]:
        """Yield the hashes of all stored objects, in no order."""
        ...

    def presigned(self, sha256: Sha256, filename: str, media_type: str, seconds: int) -> str | None:
        """Return a URL that hands out these bytes for `seconds`, as a download of this name and type.

        None where the store has no URLs to give. Whoever holds one gets the bytes: ask only for a caller who may have
        them. Raises NotFound.
        """
        ...

    def lock_for(self, days: int) -> None:
        """Have what is stored from now on kept unalterable by the store itself for `days` (1 or more) days.

        Raises ServiceError where the store cannot; nothing is then different.
        """
        ...

    def probe(self) -> None:
        """Write, read back and delete a small object. Raises ServiceError with one line that says what is wrong."""
        ...
