"""WebP: what phones and web sites make."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import cv2
import numpy as np

from ingest.checks import check_page_pixels, check_pixels, damaged_file, damaged_page, decoding
from ingest.limits import Limits
from ingest.orientation import Pixels, orientation_of_bytes
from ingest.raster import source_page
from ingest.resolution import reduction
from ingest.rows import reduced_array
from ingest.webp_decoder import decode_scaled
from models.errors import PageTooBig
from models.page import SourcePage

MEDIA_TYPE = "image/webp"

_MOST_WHOLE_PIXELS = 70_000_000  # OpenCV takes 7 bytes a pixel


def matches(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def inspect(stream: BinaryIO, limits: Limits) -> int:
    """Count one page; of an animation only the first frame counts."""
    check_pixels(*_size(stream), limits)
    return 1


def read_page(stream: BinaryIO, number: int, limits: Limits) -> SourcePage:
    """Decode with OpenCV or libwebp: Pillow keeps two whole canvases for animations that papers never have."""
    if number != 1:
        raise damaged_page(number)
    width, height = _size(stream)
    check_page_pixels(width, height, limits)
    with decoding(number):
        orientation = _orientation(stream)
        stream.seek(0)
        pixels = _decode(stream.read(), width, height, limits)
        if pixels is None:
            raise damaged_page(number)
        return source_page(number, pixels, orientation=orientation)


def _decode(data: bytes, width: int, height: int, limits: Limits) -> Pixels | None:
    """Return grey or RGB pixels; None for damage. A large page is reduced by libwebp, if it is no animation."""
    factor = reduction(width, height, limits.working_pixels)
    if factor > 1:
        scaled = decode_scaled(data, max(1, width // factor), max(1, height // factor))
        if scaled is not None:
            return reduced_array(scaled, limits.working_pixels)
        _check_whole(width, height)
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    return (
        None
        if decoded is None
        else reduced_array(decoded.astype(np.uint8, copy=False), limits.working_pixels, bgr=True)
    )


def _check_whole(width: int, height: int) -> None:
    if width * height > _MOST_WHOLE_PIXELS:
        raise PageTooBig(
            "Ảnh WebP này quá lớn để mở; hãy lưu lại thành JPEG rồi gửi lại.",
            "This WebP is too large to open; save it as JPEG and send it again.",
            found=width * height,
            limit=_MOST_WHOLE_PIXELS,
        )


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    start: int
    size: int


def _chunks(stream: BinaryIO) -> Iterator[_Chunk]:
    """Yield the RIFF chunks, at most 10,000 (an animation's frames count too)."""
    at = 12
    for _ in range(10_000):
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8:
            return
        kind, size = head[:4], int.from_bytes(head[4:], "little")
        yield _Chunk(kind, at + 8, size)
        at += 8 + size + size % 2


def _size(stream: BinaryIO) -> tuple[int, int]:
    """Return width and height from the first chunk (RFC 9649, sections 2.5 to 2.7). Raises DamagedFile."""
    chunk = next(_chunks(stream), None)
    data = b""
    if chunk:
        stream.seek(chunk.start)
        data = stream.read(10)
    if chunk is None or len(data) < 10:
        raise damaged_file()
    if chunk.kind == b"VP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if chunk.kind == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk.kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise damaged_file()


def _orientation(stream: BinaryIO) -> int:
    for chunk in _chunks(stream):
        if chunk.kind == b"EXIF":
            stream.seek(chunk.start)
            return orientation_of_bytes(stream.read(chunk.size))
    return 1
