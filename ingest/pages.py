"""One page out of a file."""

from typing import BinaryIO

from ingest.foreign import unsupported
from ingest.formats import by_media_type
from ingest.limits import Limits
from ingest.sniff import HEAD, sniff
from models.page import SourcePage


def read_page(stream: BinaryIO, number: int, limits: Limits, media_type: str | None = None) -> SourcePage:
    """Decode page `number` (from 1) of a seekable stream; `media_type` saves the sniffing where it is known.

    Pixels are a C-contiguous uint8 array of numpy, height × width (grey, when the page holds no colour) or
    height × width × 3 (RGB), turned as the file's orientation says, transparency on white. A page of more than
    `limits.working_pixels` is reduced by a whole factor while it is decoded. Raises PageDamaged or PageTooBig for this
    page alone, UnsupportedFormat for bytes of no accepted format.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    known = by_media_type(media_type or sniff(head) or "")
    if known is None:
        raise unsupported(head)
    stream.seek(0)
    return known.read_page(stream, number, limits)
