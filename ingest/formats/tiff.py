"""TIFF: scanners' own format, often of several pages; faxes."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import BinaryIO

from PIL import Image, ImageFile, TiffImagePlugin

from ingest.checks import check_page_pixels, check_pixels, damaged_file, damaged_page, decoding
from ingest.limits import Limits
from ingest.orientation import orientation_of
from ingest.pillow_density import stated_density
from ingest.raster import source_page
from ingest.rows import reduced_pixels
from ingest.tiff_directory import Directory, pages_of
from models.errors import PageTooBig
from models.page import SourcePage

MEDIA_TYPE = "image/tiff"
_STARTS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

# Pillow holds the page at 4 bytes a pixel, libtiff a whole strip beside it.
_MOST_DECODED_BYTES = 520_000_000


def matches(head: bytes) -> bool:
    return head.startswith(_STARTS)


def inspect(stream: BinaryIO, limits: Limits) -> int:
    """Count the pages; thumbnails and masks are none. A broken page is counted and fails when it is read."""
    pages = _pages(stream)
    if pages and not any(page.readable for page in pages):
        raise damaged_file()
    for page in pages[: limits.max_pages]:
        if page.readable:
            check_pixels(page.width, page.height, limits)
    return len(pages)


def read_page(stream: BinaryIO, number: int, limits: Limits) -> SourcePage:
    """Decode one page; pages before it are not decoded, and may be broken."""
    pages = _pages(stream)
    if not 1 <= number <= len(pages) or not pages[number - 1].readable:
        raise damaged_page(number)
    page = pages[number - 1]
    check_page_pixels(page.width, page.height, limits)
    _check_memory(page)
    with decoding(number), _unguarded():
        stream.seek(0)
        with _PlainTiff(stream) as image:
            image.seek(page.index)
            density, orientation = stated_density(image), orientation_of(image.getexif())
            image.load()
            width, height = image.size
            pixels = reduced_pixels(image, limits.working_pixels)
    reduced = density and density.over(width / pixels.shape[1], height / pixels.shape[0])
    return source_page(number, pixels, reduced, orientation)


class _PlainTiff(TiffImagePlugin.TiffImageFile):
    """Pillow's reader without its own turn by the orientation tag, which would copy the unreduced page."""

    def load_end(self) -> None:
        ImageFile.ImageFile.load_end(self)
        self._size = self._tile_size  # as stored: Pillow announces the size after the turn


def _pages(stream: BinaryIO) -> tuple[Directory, ...]:
    try:
        return pages_of(stream)
    except (struct.error, ValueError) as exc:
        raise damaged_file() from exc


def _check_memory(page: Directory) -> None:
    needed = page.width * page.height * 4 + page.strip_bytes
    if page.strip_bytes and needed > _MOST_DECODED_BYTES:
        raise PageTooBig(
            "Trang TIFF này nén thành một dải duy nhất nên cần quá nhiều bộ nhớ; hãy lưu lại thành JPEG hoặc PDF.",
            "This TIFF page is compressed as one single strip and needs too much memory; save it as JPEG or PDF.",
            found=needed,
            limit=_MOST_DECODED_BYTES,
        )


_guard = Lock()


@contextmanager
def _unguarded() -> Iterator[None]:
    """Switch off Pillow's own pixel guard, which warns below our limit; ours was checked from the directory."""
    with _guard:
        kept, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = kept
