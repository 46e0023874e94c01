"""The paper as received, with its text lying invisibly over it, to select, search and copy."""

from collections.abc import Mapping

from models.reading import Reading
from ocr.searchable.image_pages import pdf_of_images
from ocr.searchable.jpeg_page import pdf_of_jpeg
from ocr.searchable.received_pdf import pdf_of_pdf

__all__ = ["needs_page_images", "searchable_pdf"]

_KEPT = frozenset({"application/pdf", "image/jpeg"})
"""Formats whose pages lie in the PDF as they were received."""


def needs_page_images(media_type: str) -> bool:
    """Tell whether the searchable PDF of an original of `media_type` shows page images, which take time to make."""
    return media_type not in _KEPT


def searchable_pdf(original: bytes, media_type: str, reading: Reading, page_images: Mapping[int, bytes]) -> bytes:
    """Return a PDF of `original` whose text can be selected and searched.

    A received JPEG is embedded as it is, byte for byte. A received PDF keeps its pages; those that were read by an
    engine get a text layer, those with a sound one stay untouched. Of other formats the `page_images` (JPEG of the
    upright page, by page number) are shown. Raises DamagedFile when `original` is not what `media_type` says.
    """
    if media_type == "application/pdf":
        return pdf_of_pdf(original, reading)
    if media_type == "image/jpeg":
        return pdf_of_jpeg(original, reading)
    return pdf_of_images(original, reading, page_images)
