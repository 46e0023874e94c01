"""One page as a small picture, quickly: enough to judge how well it was taken, too coarse to read well."""

from dataclasses import dataclass, replace
from typing import BinaryIO

from PIL import Image

from ingest.checks import decoding
from ingest.limits import Limits
from ingest.pages import read_page
from models.page import Raster, SourcePage

WORKING_PIXELS = 4_500_000
"""A 200 dpi A4 page stays whole; a photograph of 12 megapixels is decoded at half its size, at a third of the cost."""

_SIZED_BY_HEADER = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class Preview:
    """A page's small picture; `reduced` is its size over that of the page as it came in, from 0 to 1."""

    page: SourcePage
    reduced: float


def preview_page(stream: BinaryIO, number: int, limits: Limits, media_type: str) -> Preview:
    """Decode page `number` at about 4.5 megapixels or less. Raises what `ingest.pages.read_page` raises."""
    small = read_page(
        stream, number, replace(limits, working_pixels=min(WORKING_PIXELS, limits.working_pixels)), media_type
    )
    whole = _longest(stream, number, media_type)
    shown = max(small.raster.width, small.raster.height)
    return Preview(small, min(1.0, shown / whole) if whole else _by_size(small.raster))


def _longest(stream: BinaryIO, number: int, media_type: str) -> int | None:
    """Return the longer side in pixels that the header states; None for formats of several pages."""
    kind = _SIZED_BY_HEADER.get(media_type)
    if kind is None:
        return None
    stream.seek(0)
    with decoding(number), Image.open(stream, formats=[kind]) as image:
        return max(image.size)


def _by_size(raster: Raster) -> float:
    """Return 1 for a page so small that it was surely not reduced, else a half: the usual case, in its favour."""
    return 1.0 if raster.width * raster.height <= WORKING_PIXELS / 4 else 0.5
