"""What a PDF page holds: its letters and its images in their places."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.layout import LTContainer, LTImage
from pdfminer.pdftypes import resolve1

from ingest.pdf.document import SinglePage
from ingest.pdf.interpreter import QuickInterpreter
from ingest.pdf.letters import LetterDevice
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
    """Letters in the order of drawing, images, and the share of the page's area that images cover, from 0 to 1.

    `segments` are the lines, curves and rectangles that it draws beside them.
    """

    glyphs: tuple[Glyph, ...] = ()
    images: tuple[PlacedImage, ...] = ()
    image_share: float = 0.0
    segments: int = 0


def content_of(single: SinglePage) -> Content | None:
    """Return what the page holds; None when its content stream cannot be followed, so that it must be read by OCR."""
    try:
        with pdfplumber.open(io.BytesIO(single.data)) as pdf:
            device = LetterDevice(pdf.rsrcmgr)
            QuickInterpreter(pdf.rsrcmgr, device).process_page(pdf.pages[0].page_obj)
            return _content(device, single)
    except Exception as exc:  # noqa: BLE001 - pdfminer raises anything; the page is drawn and read by OCR instead
        _log.warning("text layer not followed, page goes to OCR: %s: %s", type(exc).__name__, exc)
        return None


def _content(device: LetterDevice, single: SinglePage) -> Content:
    width, height = single.width, single.height
    laid_out = device.get_result()
    images = [_image(each, float(laid_out.height)) for each in _inside(laid_out) if isinstance(each, LTImage)]
    shown = tuple(g for g in device.glyphs[:_MOST_GLYPHS] if g.x1 >= 0 and g.x0 <= width and _within(g, height))
    visible = tuple(image for image in images if image.x1 > 0 and image.x0 < width and image.bottom > 0)
    return Content(shown, visible, _covered(visible, width, height), device.segments)


def _inside(container: Any) -> Iterator[Any]:  # noqa: ANN401 - pdfminer is left untyped
    """Yield the images of a page, those of its form objects where they are drawn."""
    for each in container:
        if isinstance(each, LTContainer):
            yield from _inside(each)
        else:
            yield each


def _within(glyph: Glyph, height: float) -> bool:
    return glyph.bottom >= 0 and glyph.top <= height


def _image(image: Any, top: float) -> PlacedImage:  # noqa: ANN401 - pdfminer is left untyped
    across, down = (resolve1(side) for side in image.srcsize)
    return PlacedImage(image.x0, top - image.y1, image.x1, top - image.y0, int(across), int(down))


def _covered(images: tuple[PlacedImage, ...], width: float, height: float) -> float:
    """Return the share of a 100 × 100 grid over the page that lies under images; strips of one scan add up."""
    grid = np.zeros((_GRID, _GRID), bool)
    for image in images:
        x0, x1 = (round(x / width * _GRID) for x in (max(0.0, image.x0), min(width, image.x1)))
        y0, y1 = (round(y / height * _GRID) for y in (max(0.0, image.top), min(height, image.bottom)))
        grid[y0:y1, x0:x1] = True
    return float(grid.mean())
