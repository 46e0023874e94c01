"""The first look at a file: what it is and how many pages it has, from its headers alone."""

import os
from dataclasses import dataclass
from typing import BinaryIO

from ingest.checks import check_bytes, check_pages
from ingest.foreign import unsupported
from ingest.formats import by_media_type
from ingest.limits import Limits
from ingest.sniff import HEAD, sniff
from models.errors import EmptyFile


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the headers say: media type by content, and the number of pages (1 for a single image)."""

    media_type: str
    pages: int


def inspect(stream: BinaryIO, limits: Limits) -> Inspection:
    """Return what a seekable stream holds, without decoding a pixel. Safe to call from several threads at once.

    Raises EmptyFile, UnsupportedFormat (naming what was found), DamagedFile, EncryptedFile, NoPages, or TooLarge with
    the figure and the limit.
    """
    size = stream.seek(0, os.SEEK_END)
    if size == 0:
        raise EmptyFile(
            "Tệp rỗng (0 byte); hãy kiểm tra máy quét hoặc tải lên lại.",
            "The file is empty (0 bytes); check the scanner or upload it again.",
        )
    check_bytes(size, limits)
    stream.seek(0)
    head = stream.read(HEAD)
    media_type = sniff(head)
    known = by_media_type(media_type) if media_type else None
    if media_type is None or known is None:
        raise unsupported(head)
    stream.seek(0)
    pages = known.inspect(stream, limits)
    check_pages(pages, limits)
    return Inspection(media_type, pages)
