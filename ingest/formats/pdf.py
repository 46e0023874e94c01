"""PDF: scans, born-digital documents, and both in one file; judged page by page."""

from typing import BinaryIO

import pypdfium2

from ingest.checks import check_page_pixels, decoding
from ingest.limits import Limits
from ingest.pdf.content import Content, content_of
from ingest.pdf.document import SinglePage, count_pages, single_page
from ingest.pdf.drawing import draw, invisible_share, page_of
from ingest.pdf.resolution import Canvas, display_canvas, scan_canvas
from ingest.raster import to_raster, without_false_colour
from ingest.resolution import Density, plausible
from ingest.text_layer.glyphs import unicode_glyphs
from ingest.text_layer.lines import Scale, lines_of
from ingest.text_layer.soundness import Surroundings, fault_of
from models.page import Line, Raster, SourcePage

MEDIA_TYPE = "application/pdf"

_FRAME = 40
"""Lines, curves and rectangles of frames and rules; letters drawn as outlines have twenty and more each."""


def matches(head: bytes) -> bool:
    """Look for the header within the first 1,024 bytes, where viewers accept it (PDF 32000-1, annex H)."""
    return b"%PDF-" in head[:1024]


def inspect(stream: BinaryIO, limits: Limits) -> int:  # noqa: ARG001 - the pages are checked by the caller
    """Count the pages; how large they are drawn is for `read_page`."""
    return count_pages(stream)


def read_page(stream: BinaryIO, number: int, limits: Limits) -> SourcePage:
    """Return a page with its sound text layer at 150 dpi, or drawn as finely as its scan for OCR."""
    single = single_page(stream, number)
    content = content_of(single)
    for image in content.images if content else ():
        check_page_pixels(image.pixels_across, image.pixels_down, limits)
    with decoding(number), page_of(single) as page:
        canvas = display_canvas(single, limits)
        lines = _sound_lines(single, content, invisible_share(page), canvas) if content else None
        if lines is not None:
            return SourcePage(number, _raster(page, single, canvas), lines)
        return SourcePage(number, _raster(page, single, scan_canvas(single, content, limits)))


def _sound_lines(single: SinglePage, content: Content, invisible: float, canvas: Canvas) -> tuple[Line, ...] | None:
    """Return the text layer in pixels of `canvas`, or None when it is not to be believed."""
    letters = [glyph for glyph in content.glyphs if glyph.text.strip()]
    turned = sum(not glyph.upright for glyph in letters) / len(letters) if letters else 0.0
    scale = Scale(canvas.width / single.width, canvas.height / single.height, canvas.width, canvas.height)
    upright = [glyph for glyph in content.glyphs if glyph.upright]
    lines = lines_of(unicode_glyphs(upright), scale)
    alone = not content.images and content.segments <= _FRAME
    return None if fault_of(lines, Surroundings(content.image_share, invisible, turned, alone)) else lines


def _raster(page: pypdfium2.PdfPage, single: SinglePage, canvas: Canvas) -> Raster:
    pixels = without_false_colour(draw(page, canvas))
    inches = (canvas.frame[2] - canvas.frame[0]) * single.unit / 72
    density = plausible(Density(canvas.width / inches, canvas.width / inches), canvas.width, canvas.height)
    return to_raster(pixels, density.x if density else None)
