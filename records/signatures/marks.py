"""Names in the raw bytes of a PDF, however they are spelt.

A name may write any letter as ``#`` and two hexadecimal digits (ISO 32000-2, 7.3.5), so a plain search can be evaded.
A signature's dictionary always stands in the open: its place in the file is part of what is signed (12.8.1).
"""

import os
import re
from typing import BinaryIO

_CHUNK = 1 << 20


def _name(text: str) -> "re.Pattern[bytes]":
    letters = (f"(?:{re.escape(letter)}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in text)
    return re.compile(b"/" + "".join(letters).encode("ascii"))


BYTE_RANGE = _name("ByteRange")
"""Key of a signature's dictionary: there is no signature without it."""

HYBRID = _name("XRefStm")
"""Key of a trailer that hides objects from older readers (a *hybrid-reference file*); Microsoft Word writes it."""

_LONGEST = 3 * len("/ByteRange")

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_END_BYTES = 1024


def ends_with(stream: BinaryIO, startxref: int | None) -> bool:
    """Say whether the file ends properly, with the place `startxref` of the last table that a reader went by."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_BYTES))
    end = _END.search(stream.read())
    return end is not None and int(end[1]) == startxref


def holds(stream: BinaryIO, name: "re.Pattern[bytes]", start: int = 0) -> bool:
    """Say whether `name` stands in the bytes from `start` on; leaves the stream anywhere."""
    stream.seek(start)
    tail = b""
    while chunk := stream.read(_CHUNK):
        if name.search(tail + chunk):
            return True
        tail = chunk[-_LONGEST:]
    return False
