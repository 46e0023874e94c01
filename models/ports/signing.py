"""Signing with the agency's key."""

from typing import BinaryIO, Protocol


class Signer(Protocol):
    """An agency's key with its certificate, for trial in a file, in production inside a module that never gives it out.

    Safe to use from several threads.
    """

    def sign(self, pdf: BinaryIO, reason: str, location: str, agency: str) -> bytes:
        """Return `pdf` with an invisible signature appended (PAdES B-B); its own bytes stand unchanged at the start.

        `agency` is the name shown for the signer. Raises DamagedFile or EncryptedFile when the PDF cannot be signed,
        Conflict when an earlier signer allows no other, ServiceError when the key cannot be used.
        """
        ...

    def probe(self) -> None:
        """Use the key once. Raises ServiceError with one line that says what is wrong."""
        ...
