"""How finely a PDF page is drawn: as finely as its own scan, no finer than memory allows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.limits import Limits
from ingest.pdf.content import Content, PlacedImage
from ingest.pdf.document import SinglePage
from ingest.resolution import reduction

OCR_DPI = 300.0
DISPLAY_DPI = 150.0
_LEAST_SHARE = 0.05  # of the page's area: smaller images are logos, whose fineness says nothing
_WHOLE_PAGE = 0.98
_MOST_SIDE = 30_000  # pixels; pdfium's own limit is that of a signed 32-bit row


@dataclass(frozen=True, slots=True)
class Canvas:
    """Pixels across and down, and the frame that they show: left, top, right, bottom in points as displayed."""

    width: int
    height: int
    frame: tuple[float, float, float, float]


def display_canvas(single: SinglePage, limits: Limits) -> Canvas:
    """Return the size at 150 dpi: enough to look at a page whose words are known."""
    return _at(single, DISPLAY_DPI / 72 * single.unit, limits)


def scan_canvas(single: SinglePage, content: Content | None, limits: Limits) -> Canvas:
    """Return the size at which a page goes to OCR.

    A page that is one image is drawn pixel for pixel (or reduced by a whole factor). Other images set the density of
    the finest that covers 5 % of the page; where letters or lines are drawn beside them, or nothing else, 300 dpi.
    """
    images = content.images if content else ()
    exact = _exact(single, images)
    if exact:
        factor = reduction(exact.width, exact.height, limits.working_pixels)
        return replace(exact, width=max(1, exact.width // factor), height=max(1, exact.height // factor))
    drawn = OCR_DPI / 72 * single.unit
    finest = max((_per_point(image) for image in images if _share(single, image) >= _LEAST_SHARE), default=drawn)
    only_images = content is not None and content.image_share >= 0.9 and not content.glyphs
    return _at(single, finest if only_images else max(finest, drawn), limits)


def _exact(single: SinglePage, images: Sequence[PlacedImage]) -> Canvas | None:
    """Return the pixels of the one image that is the whole page, turned as displayed, if there is one."""
    whole = [image for image in images if _share(single, image) >= _WHOLE_PAGE]
    if not whole:
        return None
    finest = max(whole, key=_per_point)
    across, down = finest.pixels_across, finest.pixels_down
    frame = (finest.x0, finest.top, finest.x1, finest.bottom)
    page, straight, turned = single.width / single.height, across / down, down / across
    if abs(math.log(straight / page)) < 0.05:
        return Canvas(across, down, frame)
    return Canvas(down, across, frame) if abs(math.log(turned / page)) < 0.05 else None


def _share(single: SinglePage, image: PlacedImage) -> float:
    across = min(image.x1, single.width) - max(image.x0, 0.0)
    down = min(image.bottom, single.height) - max(image.top, 0.0)
    return max(0.0, across) * max(0.0, down) / (single.width * single.height)


def _per_point(image: PlacedImage) -> float:
    """Return pixels per point, the same for an image drawn straight or turned by a quarter."""
    area = max(1e-6, (image.x1 - image.x0) * (image.bottom - image.top))
    return math.sqrt(image.pixels_across * image.pixels_down / area)


def _at(single: SinglePage, scale: float, limits: Limits) -> Canvas:
    """Return the size at `scale` pixels a point, smaller where it would exceed the working pixels."""
    area = single.width * single.height
    scale = min(scale, math.sqrt(limits.working_pixels / area), _MOST_SIDE / max(single.width, single.height))
    across, down = max(1, round(single.width * scale)), max(1, round(single.height * scale))
    return Canvas(across, down, (0.0, 0.0, single.width, single.height))
