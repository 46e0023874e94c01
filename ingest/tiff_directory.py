"""The directories of a TIFF: how many pages it has and how large they are, without decoding one.

After TIFF 6.0 (Adobe, 1992), section 2, and the BigTIFF layout (Aware Systems, 2007).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

_WIDTH, _HEIGHT, _SUBFILE, _BITS, _COMPRESSION = 256, 257, 254, 258, 259
_SAMPLES, _ROWS_PER_STRIP, _TILE_WIDTH = 277, 278, 322
_SIZES = {1: 1, 3: 2, 4: 4, 6: 1, 8: 2, 9: 4, 13: 4, 16: 8, 17: 8, 18: 8}
_MOST_DIRECTORIES = 10_000
_MOST_ENTRIES = 4_096


@dataclass(frozen=True, slots=True)
class Directory:
    """One image of the file. `index` counts all directories from 0, thumbnails and masks too.

    `readable` is False for a directory that the chain points to but that is not there; nothing follows it.
    """

    index: int
    readable: bool = True
    tags: Mapping[int, int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return self.tags.get(_WIDTH, 0)

    @property
    def height(self) -> int:
        return self.tags.get(_HEIGHT, 0)

    @property
    def is_page(self) -> bool:
        """Tell whether this is a page: bits 0 and 2 of NewSubfileType mark thumbnails and masks."""
        return not self.readable or not self.tags.get(_SUBFILE, 0) & 0b101

    @property
    def strip_bytes(self) -> int:
        """Bytes of the largest stretch that the decoder must unpack at once; 0 for an uncompressed or tiled page."""
        if _TILE_WIDTH in self.tags or self.tags.get(_COMPRESSION, 1) == 1:
            return 0
        rows = min(self.tags.get(_ROWS_PER_STRIP, self.height), self.height)
        return self.width * rows * self.tags.get(_SAMPLES, 1) * self.tags.get(_BITS, 1) // 8


@dataclass(frozen=True, slots=True)
class _Layout:
    order: str
    big: bool

    @property
    def offset(self) -> str:
        return f"{self.order}{'Q' if self.big else 'I'}"

    @property
    def count(self) -> str:
        return f"{self.order}{'Q' if self.big else 'H'}"

    @property
    def entry(self) -> str:
        return f"{self.order}{'HHQ8s' if self.big else 'HHI4s'}"


def pages_of(stream: BinaryIO) -> tuple[Directory, ...]:
    """Return the pages in their order. Raises struct.error or ValueError when not even the header can be read."""
    stream.seek(0)
    head = stream.read(16)
    layout, at = _header(head)
    found: list[Directory] = []
    seen: set[int] = set()
    while at and at not in seen and len(found) < _MOST_DIRECTORIES:
        seen.add(at)
        directory, at = _directory(stream, layout, at, len(found))
        found.append(directory)
    return tuple(directory for directory in found if directory.is_page)


def _header(head: bytes) -> tuple[_Layout, int]:
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        raise ValueError("not a TIFF")
    version = struct.unpack(f"{order}H", head[2:4])[0]
    layout = _Layout(order, big=version == 43)
    start = 8 if layout.big else 4
    return layout, struct.unpack_from(layout.offset, head, start)[0]


def _directory(stream: BinaryIO, layout: _Layout, at: int, index: int) -> tuple[Directory, int]:
    """Return the directory at a place of the file and the place of the next, 0 after the last."""
    try:
        stream.seek(at)
        count = struct.unpack(layout.count, stream.read(struct.calcsize(layout.count)))[0]
        if not 0 < count <= _MOST_ENTRIES:
            return Directory(index, readable=False), 0
        size = struct.calcsize(layout.entry)
        block = stream.read(count * size)
        tags = dict(_entry(layout, block[n : n + size]) for n in range(0, count * size, size))
        follows = stream.read(struct.calcsize(layout.offset))
    except (struct.error, OverflowError, ValueError):
        return Directory(index, readable=False), 0
    following = struct.unpack(layout.offset, follows)[0] if len(follows) == struct.calcsize(layout.offset) else 0
    return Directory(index, tags=tags), following


def _entry(layout: _Layout, entry: bytes) -> tuple[int, int]:
    """Return tag and first value, where it stands in the entry itself; values that stand elsewhere count as 0.

    Bits per sample are the exception: three samples do not fit, and 8 or 16 is read as 16 to stay on the safe side.
    """
    tag, kind, count, inline = struct.unpack(layout.entry, entry)
    size = _SIZES.get(kind, 0)
    if not size or size * count > len(inline):
        return tag, 16 if tag == _BITS else 0
    code = {1: "B", 2: "H", 4: "I", 8: "Q"}[size]
    return tag, struct.unpack_from(f"{layout.order}{code}", inline)[0]
