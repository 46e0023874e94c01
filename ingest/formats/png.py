"""PNG: scans without loss, screenshots, exports."""

import struct
from typing import BinaryIO

from PIL import PngImagePlugin

from ingest.checks import check_page_pixels, check_pixels, damaged_file, damaged_page, decoding
from ingest.limits import Limits
from ingest.orientation import orientation_of, orientation_of_bytes
from ingest.pillow_density import stated_density
from ingest.png_bands import SIGNATURE, Header, read_header, reduced_rows
from ingest.raster import source_page
from ingest.rows import reduced_pixels
from models.page import SourcePage

MEDIA_TYPE = "image/png"
_HEADER = struct.Struct(">I4sII")


def matches(head: bytes) -> bool:
    return head.startswith(SIGNATURE)


def inspect(stream: BinaryIO, limits: Limits) -> int:
    """Count one page; of an animated one only the default image counts."""
    head = stream.read(len(SIGNATURE) + _HEADER.size)
    if len(head) < len(SIGNATURE) + _HEADER.size:
        raise damaged_file()
    _, kind, width, height = _HEADER.unpack_from(head, len(SIGNATURE))
    if kind != b"IHDR":
        raise damaged_file()
    check_pixels(width, height, limits)
    return 1


def read_page(stream: BinaryIO, number: int, limits: Limits) -> SourcePage:
    """Decode a page of the working size whole, a larger one band by band; an interlaced one must always be whole."""
    if number != 1:
        raise damaged_page(number)
    with decoding(number):
        header = read_header(stream)
        check_page_pixels(header.width, header.height, limits)
        banded = header.width * header.height > limits.working_pixels and not header.interlaced
        return (_banded if banded else _whole)(stream, number, header, limits)


def _banded(stream: BinaryIO, number: int, header: Header, limits: Limits) -> SourcePage:
    pixels = reduced_rows(stream, header, limits.working_pixels)
    stream.seek(0)
    with PngImagePlugin.PngImageFile(stream) as image:
        density = stated_density(image)
    reduced = density and density.over(header.width / pixels.shape[1], header.height / pixels.shape[0])
    return source_page(number, pixels, reduced, orientation_of_bytes(header.exif) if header.exif else 1)


def _whole(stream: BinaryIO, number: int, header: Header, limits: Limits) -> SourcePage:
    stream.seek(0)
    with PngImagePlugin.PngImageFile(stream) as image:
        image.load()
        density, orientation = stated_density(image), orientation_of(image.getexif())
        pixels = reduced_pixels(image, limits.working_pixels)
    reduced = density and density.over(header.width / pixels.shape[1], header.height / pixels.shape[0])
    return source_page(number, pixels, reduced, orientation)
