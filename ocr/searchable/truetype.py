"""A TrueType font whose only letter is an empty box: every word is set in it, and nothing of it is ever seen.

Readers refuse text in a font that is not there, so that one is built here: eight tables of the OpenType specification
with two empty glyphs, half an em wide, 600 bytes in all. (Tesseract ships one like it as ``pdf.ttf``.)
"""

import struct

UNITS = 1000
"""Units to the em."""

ASCENT, DESCENT = 800, -200
"""From the foot of a line of text to its top they add up to one em."""

ADVANCE = 500
"""Width of every letter in those units."""

_GLYPHS = 2
_MAGIC = 0x5F0F3CF5
_EPOCH = 0
_WHOLE = 0xB1B0AFBA  # what the words of every font file add up to


def glyphless_font() -> bytes:
    """Return the font file."""
    tables = {
        b"cmap": struct.pack(">HHHHIHHHHHHHHHHh", 0, 1, 3, 1, 12, 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1) + b"\0\0",
        b"glyf": b"\0\0\0\0",
        b"head": _head(0),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH",
            0x00010000,
            ASCENT,
            DESCENT,
            0,
            ADVANCE,
            0,
            0,
            ADVANCE,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            _GLYPHS,
        ),
        b"hmtx": struct.pack(">Hh", ADVANCE, 0) * _GLYPHS,
        b"loca": struct.pack(">HHH", 0, 0, 0),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, _GLYPHS, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": struct.pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 1, 0, 0, 0, 0),
    }
    font = _assemble(tables)
    blank = tables[b"head"]
    whole = _head((_WHOLE - _checksum(font)) & 0xFFFFFFFF)
    return font.replace(blank, whole)  # the directory keeps the sum of the table without adjustment, as it should


def _head(adjustment: int) -> bytes:
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        *(0x00010000, 0x00010000, adjustment, _MAGIC, 0, UNITS, _EPOCH, _EPOCH),
        *(0, DESCENT, ADVANCE, ASCENT, 0, 8, 2, 0, 0),
    )


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    """Return a font file of `tables`, in the order of their tags, each on a boundary of four bytes."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    directory = struct.pack(">IHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search)
    offset = 12 + 16 * len(tables)
    body = b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, _checksum(data), offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return directory + body


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
