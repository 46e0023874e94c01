"""Formats that a PDF cannot hold as they are: the upright page images stand for the received pages.

Bilevel pages are coded anew without loss and lie as they were received: their page images are four times as large.
"""

import io
from collections.abc import Mapping

import numpy as np
import pikepdf
import PIL
from pikepdf import Object, Page, Pdf
from PIL import Image

from models.page import PageReading
from models.reading import Reading
from ocr.clean.geometry import Size
from ocr.searchable.document import add_layer, encode, layer_of, to_source, turn_upright, write
from ocr.searchable.fax import Fax, add_fax_page, read_fax
from ocr.searchable.font import Encoding, add_font
from ocr.searchable.pictures import add_picture_page, read_jpeg, share_to_points
from ocr.searchable.sizes import page_size

_A4 = (1654, 2339)


def pdf_of_images(original: bytes, reading: Reading, page_images: Mapping[int, bytes]) -> bytes:
    """Return the PDF; a page that could not be read keeps its place, as a picture if there is one, else white."""
    encoding = encode(reading)
    read = {page.number: page for page in reading.pages}
    numbers = sorted({*read, *page_images, *(failure.number for failure in reading.failures)})
    with pikepdf.new() as pdf:
        font = add_font(pdf, encoding)
        for number in numbers:
            page, stated = read.get(number), _stated(original, number)
            fax = None if page is None else read_fax(original, number)
            if page is not None and fax is not None:
                _add_received(pdf, page, fax, stated, (encoding, font))
            else:
                points = _points(page, stated)
                shown = _add_page(pdf, page_images.get(number), points)
                if page is not None:
                    shares = np.diag([1 / page.width, 1 / page.height, 1.0])
                    add_layer(pdf, shown, layer_of(page, share_to_points(points) @ shares, encoding), font)
        return write(pdf)


def _add_received(
    pdf: Pdf, page: PageReading, fax: Fax, stated: tuple[Size, float] | None, text: tuple[Encoding, Object]
) -> None:
    """Append a bilevel page as it was received, shown upright, with its text; `text` are the font and its encoding."""
    points = page_size((page.source_width, page.source_height), _dpi(page, stated))
    shown = add_fax_page(pdf, fax, points)
    add_layer(pdf, shown, layer_of(page, share_to_points(points) @ to_source(page), text[0]), text[1])
    turn_upright(shown, page.rotation)


def _add_page(pdf: Pdf, image: bytes | None, points: tuple[float, float]) -> Page:
    return pdf.add_blank_page(page_size=points) if image is None else add_picture_page(pdf, read_jpeg(image), points)


def _points(page: PageReading | None, stated: tuple[Size, float] | None) -> tuple[float, float]:
    """Return the page's size on paper: that of its pixels as received, at the resolution that the file states."""
    if page is None:
        return page_size(_A4, None)
    return page_size((page.width, page.height), _dpi(page, stated))


def _dpi(page: PageReading, stated: tuple[Size, float] | None) -> float | None:
    """Return the resolution of the raster that was read, which may have been reduced from what the file holds."""
    if stated is None:
        return None
    size, file_dpi = stated
    return file_dpi * max(page.source_width, page.source_height) / max(size)


def _stated(original: bytes, number: int) -> tuple[Size, float] | None:
    """Return pixels and dpi of one page as the file's header states them; None where it states or is nothing plain."""
    try:
        with Image.open(io.BytesIO(original)) as picture:
            picture.seek(number - 1)
            dpi = picture.info.get("dpi")
            return (picture.size, float(dpi[0])) if dpi else None
    except (PIL.UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError):
        return None  # a page size is a nicety: HEIC and damaged headers get that of A4
