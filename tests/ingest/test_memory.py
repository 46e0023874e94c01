"""A page at the limit of 100 megapixels must leave room for the recogniser in a worker of 700 MB."""

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.ingest.images import chunk, encoded
from tests.ingest.pdfs import scanned

SIDE = 10_000
ROOM = 600  # MB


def page() -> Image.Image:
    paper = np.full((SIDE, SIDE, 3), 240, np.uint8)
    paper[::40, 500:-500] = 30
    paper[4_000:6_000, 4_000:6_000] = (200, 20, 20)
    return Image.fromarray(paper)


def png() -> bytes:
    """Return 100 megapixels of RGB as repeated rows, packed as they are made."""
    packer = zlib.compressobj(1)
    row = b"\2" + bytes(SIDE * 3)  # each like the one above it
    body = packer.compress(b"\0" + bytes([250, 20, 20]) * SIDE) + b"".join(
        packer.compress(row) for _ in range(SIDE - 1)
    )
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", body + packer.flush())
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def made(kind: str) -> bytes:
    if kind == "png":
        return png()
    if kind == "tiff":
        return encoded(page(), "TIFF", compression="packbits")
    jpeg = encoded(page(), "JPEG", quality=60, progressive=kind == "progressive")
    return scanned([(jpeg, "2400 0 0 2400 0 0")], size=(2400, 2400)) if kind == "pdf" else jpeg


@pytest.mark.parametrize("kind", ["jpeg", "progressive", "png", "tiff", "pdf"])
def test_peak_memory_of_a_page_at_the_limit(kind: str, tmp_path: Path) -> None:
    file = tmp_path / kind
    file.write_bytes(made(kind))
    command = [sys.executable, "-m", "tests.ingest.peak", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak, width, height, channels = map(int, done.stdout.split())
    assert (width, height, channels) == (5_000, 5_000, 3)
    assert peak < ROOM
