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

    def open(self, sha256: Sha256) -> BinaryIO:
        """Open stored bytes for reading, seekable. Raises NotFound."""
        ...

    def verify(self, sha256: Sha256) -> None:
        """Hash the stored bytes again. Raises NotFound or IntegrityError."""
        ...

    def keys(self) -> Iterator[Sha256]:
        """Yield the hashes of all stored objects, in no order."""
        ...

    def probe(self) -> None:
        """Write, read back and delete a small object. Raises ServiceError with one line that says what is wrong."""
        ...
