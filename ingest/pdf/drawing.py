"""Pixels of a PDF page, and how much of its text is drawn without ink."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ingest.orientation import Pixels
from ingest.pdf.document import SinglePage
from ingest.pdf.resolution import Canvas

_SAMPLE = 2_000
_INSET = 0.01  # pixels
_INVISIBLE_MODES = frozenset({3, 7})  # PDF 32000-1, table 106: neither filled nor stroked


@contextmanager
def page_of(single: SinglePage) -> Iterator[pypdfium2.PdfPage]:
    """Open the one page with pdfium. Raises PdfiumError on a page that it cannot follow."""
    document = pypdfium2.PdfDocument(single.data)
    try:
        page = document[0]
        try:
            yield page
        finally:
            page.close()
    finally:
        document.close()


def draw(page: pypdfium2.PdfPage, canvas: Canvas) -> Pixels:
    """Return the frame of the page as RGB pixels on white; an image that fills the frame stays as it is.

    The frame is drawn a hundredth of a pixel smaller than the canvas: pdfium rounds outwards, and rounding errors would
    stretch an image by one whole pixel and blur all of it.
    """
    width, height = canvas.width, canvas.height
    pixels = np.full((height, width, 3), 255, np.uint8)
    buffer = pixels.ctypes.data_as(ctypes.c_void_p)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, buffer, width * 3)
    if not bitmap:
        raise MemoryError("pdfium has no bitmap of this size")
    try:
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        clip = pdfium.FS_RECTF(0, 0, width, height)
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page.raw, _matrix(canvas), clip, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels


def _matrix(canvas: Canvas) -> pdfium.FS_MATRIX:
    """Return the map from points as displayed to pixels."""
    left, top, right, bottom = canvas.frame
    across = (canvas.width - 2 * _INSET) / (right - left)
    down = (canvas.height - 2 * _INSET) / (bottom - top)
    return pdfium.FS_MATRIX(across, 0, 0, down, _INSET - left * across, _INSET - top * down)


def invisible_share(page: pypdfium2.PdfPage) -> float:
    """Return the share of letters drawn without ink, from 0 to 1, over 2,000 evenly spread ones."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        modes = [_mode(text, n) for n in range(0, count, max(1, count // _SAMPLE))]
    finally:
        text.close()
    known = [mode for mode in modes if mode is not None]
    return sum(mode in _INVISIBLE_MODES for mode in known) / len(known) if known else 0.0


def _mode(text: pypdfium2.PdfTextPage, index: int) -> int | None:
    """Return the render mode of a letter; None for blanks and line ends, which pdfium makes up."""
    drawn = pdfium.FPDFText_GetTextObject(text.raw, index)
    return int(pdfium.FPDFTextObj_GetTextRenderMode(drawn)) if drawn else None
