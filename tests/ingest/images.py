"""Small pages that the tests of ingest share. All draw one scene, whose corners tell which way is up."""

import io
import struct
import zlib

import numpy as np
import pillow_heif
from PIL import Image

from ingest.limits import Limits
from ingest.orientation import Pixels
from ingest.pages import read_page
from models.page import Raster

LIMITS = Limits()


def scene(width: int = 240, height: int = 320, *, colour: bool = True) -> Image.Image:
    """Return white paper with a black block top left and, where wanted, a red one bottom right."""
    page = np.full((height, width, 3), 255, np.uint8)
    page[: height // 4, : width // 4] = 0
    page[-height // 4 :, -width // 4 :] = (200, 20, 20) if colour else (120, 120, 120)
    return Image.fromarray(page)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def heic(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=90, **options)
    return out.getvalue()


def raster_of(data: bytes, number: int = 1, limits: Limits = LIMITS) -> Raster:
    return read_page(io.BytesIO(data), number, limits).raster


def pixels_of(raster: Raster) -> Pixels:
    """Return the raster's own array, after a look at its shape."""
    pixels = raster.pixels
    assert isinstance(pixels, np.ndarray)
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    channels = () if raster.channels == 1 else (raster.channels,)
    assert pixels.shape == (raster.height, raster.width, *channels)
    return pixels


def corners(raster: Raster) -> dict[str, tuple[int, ...]]:
    """Return the pixels an eighth in from each corner, as tuples of one or three."""
    pixels = pixels_of(raster)
    x, y = raster.width // 8, raster.height // 8
    places = {"top left": (y, x), "top right": (y, -x), "bottom left": (-y, x), "bottom right": (-y, -x)}
    return {name: tuple(int(v) for v in np.atleast_1d(pixels[place])) for name, place in places.items()}


def shows_scene(raster: Raster) -> bool:
    """Tell whether the scene stands upright in colour: black top left, red bottom right, else white."""
    if raster.channels != 3:
        return False
    seen = corners(raster)
    red, green, blue = seen["bottom right"]
    white = all(min(seen[place]) > 235 for place in ("top right", "bottom left"))
    return white and max(seen["top left"]) < 30 and red > 150 and max(green, blue) < 80


def png_from_rows(rows: bytes, width: int, height: int, depth: int, colour_type: int, *extra: bytes) -> bytes:
    """Return a PNG around raw rows (each with its filter byte); `extra` chunks stand before the data."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    chunks = [chunk(b"IHDR", header), *extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
