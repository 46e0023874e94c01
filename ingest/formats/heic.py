"""HEIC: what iPhones and newer Android phones photograph."""

from typing import BinaryIO

import numpy as np
import pillow_heif

from ingest.checks import check_page_pixels, check_pixels, damaged_page, decoding, headers
from ingest.limits import Limits
from ingest.orientation import Pixels
from ingest.raster import source_page
from ingest.rows import reduced_array
from models.page import SourcePage

MEDIA_TYPE = "image/heic"
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"})
_GENERIC_BRANDS = frozenset({b"mif1", b"msf1"})


def matches(head: bytes) -> bool:
    """Read the brands. A generic one needs an HEVC brand among the compatible ones: AVIF uses the same container."""
    if head[4:8] != b"ftyp":
        return False
    end = min(int.from_bytes(head[:4], "big"), len(head))
    compatible = {head[at : at + 4] for at in range(16, end - 3, 4)}
    main = head[8:12]
    return main in _HEVC_BRANDS or (main in _GENERIC_BRANDS and bool(compatible & _HEVC_BRANDS))


def inspect(stream: BinaryIO, limits: Limits) -> int:
    """Count one page: the primary image. Bursts, thumbnails and depth maps do not count."""
    with headers():
        check_pixels(*_open(stream).size, limits)
    return 1


def read_page(stream: BinaryIO, number: int, limits: Limits) -> SourcePage:
    """Decode the primary image to 8 bits; libheif itself obeys the turn and the mirror that the file asks for."""
    if number != 1:
        raise damaged_page(number)
    with decoding(number):
        image = _open(stream)
        check_page_pixels(*image.size, limits)
        decoded: Pixels = np.asarray(image)[:, : image.size[0]]  # rows may be padded
        return source_page(number, reduced_array(decoded, limits.working_pixels))


def _open(stream: BinaryIO) -> pillow_heif.HeifImage:
    stream.seek(0)
    file = pillow_heif.open_heif(stream, convert_hdr_to_8bit=True, remove_stride=False)
    return file[file.primary_index]
