"""Which bytes a signature covers.

A signature signs two stretches of the file, before and after itself. If the hole between them held anything but the
signature's own hexadecimal string, unsigned objects could hide in it (*signature wrapping*: Mladenov et al.,
"1 Trillion Dollar Refund", CCS 2019).
"""

import os
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

_WHITE = b"\0\t\n\f\r "


class Signed(NamedTuple):
    """The end of the signed bytes in the file, and whether that is the end of the file."""

    end: int
    whole_file: bool


def signed_bytes(stream: BinaryIO, byte_range: Sequence[object], contents: bytes) -> Signed | None:
    """Return what `byte_range` covers, None unless it is all from the first byte on but the string `contents`."""
    if len(byte_range) != 4 or not all(isinstance(number, int) and number >= 0 for number in byte_range):
        return None
    start, length, second, rest = (int(str(number)) for number in byte_range)
    size = stream.seek(0, os.SEEK_END)
    if start != 0 or length == 0 or second <= length or second + rest > size or rest == 0:
        return None
    stream.seek(length)
    if _string(stream.read(second - length)) != contents:
        return None
    return Signed(second + rest, second + rest == size)


def _string(hole: bytes) -> bytes | None:
    """Return the bytes of the hexadecimal string that fills `hole` wholly, None when it is something else."""
    if not (hole.startswith(b"<") and hole.endswith(b">")):
        return None
    try:
        return bytes.fromhex(hole[1:-1].translate(None, _WHITE).decode("ascii"))
    except ValueError:
        return None  # told to the caller: not a string, so not covered
