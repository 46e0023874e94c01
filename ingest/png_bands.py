"""A large PNG a band of rows at a time: 100 megapixels in the memory of a few.

PNG rows are filtered against the row above (PNG, third edition, section 9). Undoing that is work for C, so each band is
wrapped as a small PNG of its own, not compressed, whose first row is the last finished one of the band before; OpenCV
undoes the filters. The wrapper has as many bytes a pixel as the page, which is all that filters depend on.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import cv2
import numpy as np

from ingest.orientation import Pixels
from ingest.resolution import reduction
from ingest.rows import averaged, on_white

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_GREY, _RGB, _PALETTE, _GREY_ALPHA, _RGBA = 0, 2, 3, 4, 6
_SAMPLES = {_GREY: 1, _RGB: 3, _PALETTE: 1, _GREY_ALPHA: 2, _RGBA: 4}
_CARRIERS = {1: (8, _GREY), 2: (16, _GREY), 3: (8, _RGB), 4: (8, _RGBA), 6: (16, _RGB), 8: (16, _RGBA)}
_BAND_PIXELS = 1_000_000
_MOST_CHUNK = 1 << 31
_KNOWN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"eXIf"})


@dataclass(frozen=True, slots=True)
class Header:
    """What IHDR, PLTE and tRNS say. `palette` is 256 × 3, transparency already laid on white."""

    width: int
    height: int
    depth: int
    colour: int
    interlaced: bool
    palette: Pixels | None = None
    transparent: tuple[int, ...] = ()
    exif: bytes = b""

    @property
    def row_bytes(self) -> int:
        return (self.width * self.depth * _SAMPLES[self.colour] + 7) // 8

    @property
    def step(self) -> int:
        """Bytes from one pixel to the next, as filters count them."""
        return max(1, self.depth * _SAMPLES[self.colour] // 8)


def read_header(stream: BinaryIO) -> Header:
    """Return what stands before the data. Raises ValueError or struct.error on a spoilt file."""
    found = {kind: body for kind, body in _chunks(stream, until=b"IDAT") if kind in _KNOWN}
    width, height, depth, colour, _, _, interlace = _HEADER.unpack(found[b"IHDR"])
    if colour not in _SAMPLES or depth not in {1, 2, 4, 8, 16} or (depth < 8 and _SAMPLES[colour] > 1):
        raise ValueError("no such PNG")
    note = found.get(b"tRNS", b"")
    palette = _on_white_palette(found[b"PLTE"], note) if colour == _PALETTE else None
    transparent = struct.unpack(f">{len(note) // 2}H", note) if colour in {_GREY, _RGB} else ()
    return Header(width, height, depth, colour, bool(interlace), palette, transparent, found.get(b"eXIf", b""))


def reduced_rows(stream: BinaryIO, header: Header, working_pixels: int) -> Pixels:
    """Return the page as grey or RGB, averaged over whole cells to at most `working_pixels`.

    Raises ValueError or zlib.error when the data end too early or do not fit their check sums.
    """
    factor = reduction(header.width, header.height, working_pixels)
    across, down = min(factor, header.width), min(factor, header.height)
    channels = () if header.colour in {_GREY, _GREY_ALPHA} else (3,)
    out = np.empty((header.height // down, header.width // across, *channels), np.uint8)
    rows = max(1, _BAND_PIXELS // header.width // down) * down
    above = bytes(header.row_bytes)
    at = 0
    for packed in _packed_rows(stream, header, rows):
        raw = _unfiltered(packed, above, header)
        above = raw[-1].tobytes()
        band = averaged(_colours(raw, header), across, min(down, len(raw)))
        out[at : at + len(band)] = band[: len(out) - at]
        at += len(band)
    return out


def _chunks(stream: BinaryIO, until: bytes = b"IEND") -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body up to the first chunk `until`, which is not read. Raises ValueError on a wrong check sum."""
    stream.seek(len(SIGNATURE))
    while True:
        head = stream.read(8)
        if len(head) < 8:
            raise ValueError("PNG ends too early")
        size, kind = struct.unpack(">I4s", head)
        if kind == until or size > _MOST_CHUNK:
            return
        body, check = stream.read(size), stream.read(4)
        if len(check) < 4 or zlib.crc32(kind + body) != int.from_bytes(check, "big"):
            raise ValueError("PNG chunk does not fit its check sum")
        yield kind, body


def _packed_rows(stream: BinaryIO, header: Header, rows: int) -> Iterator[bytes]:
    """Yield bands of `rows` filtered rows, each row behind its filter byte; the last band may be shorter."""
    row, left = header.row_bytes + 1, header.height
    inflater = zlib.decompressobj()
    band = bytearray()
    for kind, body in _chunks(stream):
        pending = body if kind == b"IDAT" else b""
        while pending and left:
            wanted = min(rows, left) * row
            band += inflater.decompress(pending, wanted - len(band))
            pending = inflater.unconsumed_tail
            if len(band) == wanted:
                left -= wanted // row
                yield bytes(band)
                band.clear()
        if not left:
            return
    raise ValueError("PNG data end too early")


def _unfiltered(packed: bytes, above: bytes, header: Header) -> Pixels:
    """Return rows × row_bytes of a band whose predecessor's last row is `above`."""
    depth, colour = _CARRIERS[header.step]
    row = header.row_bytes
    count = len(packed) // (row + 1)
    ihdr = _HEADER.pack(row // header.step, count + 1, depth, colour, 0, 0, 0)
    data = zlib.compress(b"\0" + above + packed, 0)
    png = SIGNATURE + _chunk(b"IHDR", ihdr) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    if decoded is None or len(decoded) != count + 1:
        raise ValueError("PNG rows cannot be unfiltered")
    if decoded.ndim == 3:  # OpenCV has blue first
        decoded = np.ascontiguousarray(decoded[:, :, [2, 1, 0, 3][: decoded.shape[2]]])
    raw = decoded.astype(">u2").view(np.uint8) if depth == 16 else decoded.astype(np.uint8, copy=False)
    return np.ascontiguousarray(raw[1:]).reshape(count, row)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _colours(raw: Pixels, header: Header) -> Pixels:
    """Return raw rows as grey or RGB on white."""
    if header.palette is not None:
        return header.palette[_small_samples(raw, header)] if header.depth < 8 else header.palette[raw]
    if header.depth < 8:
        grey = _small_samples(raw, header)
        seen = grey == header.transparent[0] if header.transparent else None
        shades = (grey * np.uint8(255 // (2**header.depth - 1))).astype(np.uint8)
        return shades if seen is None else np.where(seen, np.uint8(255), shades)
    whole = raw.view(">u2") if header.depth == 16 else raw
    samples = whole.reshape(len(raw), header.width, _SAMPLES[header.colour])
    high = (samples >> 8).astype(np.uint8) if header.depth == 16 else samples.astype(np.uint8, copy=False)
    if header.transparent:
        paper = np.all(samples == np.array(header.transparent), axis=2)
        high = np.where(paper[:, :, None], np.uint8(255), high)
    if header.colour in {_GREY_ALPHA, _RGBA}:
        colour = high[:, :, 0] if header.colour == _GREY_ALPHA else high[:, :, :3]
        return on_white(colour, high[:, :, -1])
    return high[:, :, 0] if header.colour == _GREY else high


def _small_samples(raw: Pixels, header: Header) -> Pixels:
    """Return samples of 1, 2 or 4 bits, one to a byte."""
    bits = np.unpackbits(raw, axis=1).reshape(len(raw), -1, header.depth)
    weights = (1 << np.arange(header.depth - 1, -1, -1)).astype(np.uint8)
    return (bits @ weights)[:, : header.width].astype(np.uint8)


def _on_white_palette(entries: bytes, alpha: bytes) -> Pixels:
    colours = np.zeros((256, 3), np.uint8)
    known = np.frombuffer(entries[:768], np.uint8).reshape(-1, 3)
    colours[: len(known)] = known
    cover = np.full((256,), 255, np.uint8)
    cover[: len(alpha[:256])] = np.frombuffer(alpha[:256], np.uint8)
    flat: Pixels = on_white(colours[None], cover[None])[0]
    return flat
