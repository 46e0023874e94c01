"""JPEG: scans and photographs."""

from typing import BinaryIO

import numpy as np
from PIL import JpegImagePlugin

from ingest.checks import check_page_pixels, check_pixels, damaged_page, decoding, headers
from ingest.jpeg_decoder import decode_whole
from ingest.limits import Limits
from ingest.orientation import Pixels, orientation_of
from ingest.pillow_density import stated_density
from ingest.raster import source_page
from ingest.rows import reduced_pixels
from models.errors import PageTooBig
from models.page import SourcePage

MEDIA_TYPE = "image/jpeg"

# A progressive file keeps two bytes of every sample in memory until its last scan, however small it is drawn.
_PROGRESSIVE_SAMPLES = 200_000_000


def matches(head: bytes) -> bool:
    return head.startswith(b"\xff\xd8\xff")


def inspect(stream: BinaryIO, limits: Limits) -> int:
    """Count one page; of a camera's multi-picture file (MPO) only the first picture counts."""
    with headers(), JpegImagePlugin.JpegImageFile(stream) as image:
        check_pixels(*image.size, limits)
    return 1


def read_page(stream: BinaryIO, number: int, limits: Limits) -> SourcePage:
    """Decode at 1/1, 1/2, 1/4 or 1/8, whichever first fits: libjpeg reduces in the cosine domain, block by block."""
    if number != 1:
        raise damaged_page(number)
    with decoding(number), JpegImagePlugin.JpegImageFile(stream) as image:
        width, height = image.size
        check_page_pixels(width, height, limits)
        _check_progressive(image)
        scale = next((s for s in (1, 2, 4) if width * height <= limits.working_pixels * s * s), 8)
        density, orientation = stated_density(image), orientation_of(image.getexif())
        pixels = _whole(stream, image.mode) if scale == 1 else None
        if pixels is None:
            image.draft(None, (max(1, width // scale), max(1, height // scale)))
            image.load()
            pixels = reduced_pixels(image, limits.working_pixels)
    if _ends_in_nothing(pixels):
        raise damaged_page(number)
    reduced = density and density.over(width / pixels.shape[1], height / pixels.shape[0])
    return source_page(number, pixels, reduced, orientation)


def _whole(stream: BinaryIO, mode: str) -> Pixels | None:
    """Return the pixels of a sound grey or RGB page; None for others. `stream` is left where it was."""
    if mode not in {"L", "RGB"}:
        return None
    place = stream.tell()
    stream.seek(0)
    data = stream.read()
    stream.seek(place)
    return decode_whole(data, grey=mode == "L")


def _check_progressive(image: JpegImagePlugin.JpegImageFile) -> None:
    largest = max((across * down for _, across, down, _ in image.layer), default=1)
    samples = sum(image.width * image.height * across * down // largest for _, across, down, _ in image.layer)
    if image.info.get("progressive") and samples > _PROGRESSIVE_SAMPLES:
        raise PageTooBig(
            "Ảnh JPEG nén lũy tiến này cần quá nhiều bộ nhớ; hãy lưu lại thành JPEG thường (baseline) rồi gửi lại.",
            "This progressive JPEG needs too much memory; save it as a baseline JPEG and send it again.",
            found=samples,
            limit=_PROGRESSIVE_SAMPLES,
        )


def _ends_in_nothing(pixels: Pixels) -> bool:
    """Tell whether the last rows were never in the file.

    Where the data end before the picture does but an end marker follows, libjpeg does not complain: it fills the rest
    with the grey of a zero block, 128 exactly in every channel (jdhuff.c, "insufficient_data"). Paper and camera noise
    never give 8 whole rows of it.
    """
    tail = pixels[-8:]
    return len(pixels) > 8 and bool(np.all(tail == 128))
