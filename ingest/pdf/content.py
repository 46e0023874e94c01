"""What a PDF page holds: its letters and its images in their places."""

import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pdfplumber
import pdfplumber.page

from ingest.pdf.document import SinglePage
from ingest.text_layer.glyphs import Glyph

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity of a page that it can read
_log = logging.getLogger(__name__)

_GRID = 100
_MOST_GLYPHS = 100_000


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image on the page: its place in points as displayed, and its own size in pixels."""

    x0: float
    top: float
    x1: float
    bottom: float
    pixels_across: int
    pixels_down: int


@dataclass(frozen=True, slots=True)
class Content:
    """Letters in the order of drawing, images, and the share of the page's area that images cover, from 0 to 1."""

    glyphs: tuple[Glyph, ...] = ()
    images: tuple[PlacedImage, ...] = ()
    image_share: float = 0.0


def content_of(single: SinglePage) -> Content | None:
    """Return what the page holds; None when its content stream cannot be followed, so that it must be read by OCR."""
    try:
        with pdfplumber.open(io.BytesIO(single.data)) as pdf:
            page = pdf.pages[0]
            try:
                return _content(page, single)
            finally:
                page.close()
    except Exception as exc:  # noqa: BLE001 - pdfminer raises anything; the page is drawn and read by OCR instead
        _log.warning("text layer not followed, page goes to OCR: %s: %s", type(exc).__name__, exc)
        return None


def _content(page: "pdfplumber.page.Page", single: SinglePage) -> Content:
    width, height = single.width, single.height
    left, top = page.bbox[0], page.bbox[1]
    glyphs = [_glyph(char, left, top) for char in page.chars[:_MOST_GLYPHS]]
    images = [_image(image, left, top) for image in page.images]
    shown = tuple(glyph for glyph in glyphs if glyph.x1 >= 0 and glyph.x0 <= width and _within(glyph, height))
    visible = tuple(image for image in images if image.x1 > 0 and image.x0 < width and image.bottom > 0)
    return Content(shown, visible, _covered(visible, width, height))


def _within(glyph: Glyph, height: float) -> bool:
    return glyph.bottom >= 0 and glyph.top <= height


def _glyph(char: Mapping[str, object], left: float, top: float) -> Glyph:
    x0, y0, x1, y1 = (float(str(char[key])) for key in ("x0", "top", "x1", "bottom"))
    text, font = str(char["text"]), str(char["fontname"])
    upright, size = _upright(char["matrix"]), float(str(char["size"]))
    return Glyph(text, x0 - left, y0 - top, x1 - left, y1 - top, font, size, upright)


def _upright(matrix: object) -> bool:
    """Tell whether a letter stands as it should; slanted ones do, those on their head (half a turn) do not."""
    if not isinstance(matrix, tuple) or len(matrix) != 6:
        return False
    across, rise, _, up, _, _ = map(float, matrix)
    return across > 0 and up > 0 and abs(rise) <= 0.1 * across


def _image(image: Mapping[str, object], left: float, top: float) -> PlacedImage:
    x0, y0, x1, y1 = (float(str(image[key])) for key in ("x0", "top", "x1", "bottom"))
    source = image["srcsize"]
    across, down = (int(str(side)) for side in source) if isinstance(source, tuple | list) else (1, 1)
    return PlacedImage(x0 - left, y0 - top, x1 - left, y1 - top, across, down)


def _covered(images: tuple[PlacedImage, ...], width: float, height: float) -> float:
    """Return the share of a 100 × 100 grid over the page that lies under images; strips of one scan add up."""
    grid = np.zeros((_GRID, _GRID), bool)
    for image in images:
        x0, x1 = (round(x / width * _GRID) for x in (max(0.0, image.x0), min(width, image.x1)))
        y0, y1 = (round(y / height * _GRID) for y in (max(0.0, image.top), min(height, image.bottom)))
        grid[y0:y1, x0:x1] = True
    return float(grid.mean())
