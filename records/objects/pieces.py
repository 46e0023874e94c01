"""Pieces of bytes that come one after another, read like a file."""

import io
from collections.abc import Generator
from typing import BinaryIO, cast


class _Pieces(io.RawIOBase):
    """Reads what `source` yields; closing it closes `source`, which lets go of its file or connection."""

    def __init__(self, first: bytes, source: Generator[bytes, None, None]) -> None:
        self._rest = memoryview(first)
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast("bytearray", buffer)).cast("B")
        while not self._rest:
            piece = next(self._source, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        taken = min(len(target), len(self._rest))
        target[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken

    def close(self) -> None:
        self._source.close()
        super().close()


def as_stream(source: Generator[bytes, None, None]) -> BinaryIO:
    """Return `source` as a stream that cannot be sought in; its first piece is fetched now, so that errors show here.

    An error of a later piece is raised by the read that meets it.
    """
    first = next(source, b"")
    return cast("BinaryIO", io.BufferedReader(_Pieces(first, source)))
