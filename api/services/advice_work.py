"""What the advice process does: a quick look at the first pages of an upload. A page may crash it, and it alone."""

from io import BytesIO
from time import monotonic

from ingest.limits import Limits
from ingest.preview import preview_page
from models.errors import PageError
from models.page import PageAdvice, Quality
from ocr.advice.assess import assess
from ocr.clean.arrays import to_array

MOST_PAGES = 12
"""Pages of one file that are looked at on arrival; the rest are judged when they are read."""

_SECONDS = 1.5  # after which no further page is begun


def look_at_pages(data: bytes, media_type: str, pages: int, limits: Limits) -> tuple[PageAdvice, ...]:
    """Return what is to be said of the first pages of a file; one that cannot be decoded is left to the reader."""
    began = monotonic()
    found: list[PageAdvice] = []
    for number in range(1, min(pages, MOST_PAGES) + 1):
        if monotonic() - began > _SECONDS:
            break
        try:
            found.append(PageAdvice(number, _quality(data, media_type, number, limits)))
        except PageError:
            continue  # the reader says what is wrong with it
    return tuple(found)


def _quality(data: bytes, media_type: str, number: int, limits: Limits) -> Quality:
    preview = preview_page(BytesIO(data), number, limits, media_type)
    if preview.page.text is not None:
        return Quality()  # born digital: nothing was photographed
    return assess(to_array(preview.page.raster), preview.reduced)
