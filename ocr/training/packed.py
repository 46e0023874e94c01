"""Packed lines (``.lstmf``) taken apart and put together again, as Tesseract's ``DocumentData`` writes them."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from models.errors import ServiceError

_PRESENT = 1
_BOX = 8  # four 16-bit coordinates


@dataclass(frozen=True, slots=True)
class PackedLine:
    """One line: what is printed on it, and all that is kept of it."""

    truth: str
    data: bytes


def unpack(document: bytes) -> tuple[PackedLine, ...]:
    """Return the lines of a document in their order. Raises ServiceError when it is not whole."""
    cursor = _Cursor(document)
    try:
        found = tuple(_line(cursor) for _ in range(cursor.number()))
    except (struct.error, UnicodeDecodeError) as error:
        raise _spoilt(str(error)) from error
    if cursor.at != len(document):
        raise _spoilt(f"{len(document) - cursor.at} bytes are left over")
    return found


def repack(lines: Iterable[PackedLine]) -> bytes:
    """Return a document of `lines`."""
    kept = tuple(lines)
    return struct.pack("<I", len(kept)) + b"".join(line.data for line in kept)


@dataclass(slots=True)
class _Cursor:
    """A place in a document; numbers are little-endian."""

    document: bytes
    at: int = 0

    def number(self) -> int:
        (value,) = struct.unpack_from("<I", self.document, self.at)
        self.at += 4
        return int(value)

    def skip(self, count: int) -> bytes:
        passed = self.document[self.at : self.at + count]
        if len(passed) != count:
            raise struct.error(f"{count} bytes are wanted, {len(passed)} are left")
        self.at += count
        return passed

    def text(self) -> bytes:
        return self.skip(self.number())


def _line(cursor: _Cursor) -> PackedLine:
    """Read one ``ImageData``: file, page, picture, language, truth, boxes with their texts, whether it is vertical."""
    start = cursor.at
    if cursor.skip(1)[0] != _PRESENT:
        raise struct.error("a line is missing")
    cursor.text()
    cursor.number()
    cursor.text()
    cursor.text()
    truth = cursor.text().decode("utf-8")
    cursor.skip(_BOX * cursor.number())
    for _ in range(cursor.number()):
        cursor.text()
    cursor.skip(1)
    return PackedLine(truth, cursor.document[start : cursor.at])


def _spoilt(reason: str) -> ServiceError:
    return ServiceError(
        f"Tệp dòng huấn luyện bị hỏng ({reason}); hãy xóa tệp và chạy lại.",
        f"A file of training lines is damaged ({reason}); delete it and run the step again.",
    )
