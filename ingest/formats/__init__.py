"""One module per input format, found by the name of its media type.

Each module has

- ``MEDIA_TYPE: str``
- ``matches(head: bytes) -> bool``: whether the first bytes are of this format
- ``inspect(stream, limits) -> int``: the number of pages, from the headers alone; raises the InputErrors
- ``read_page(stream, number, limits) -> SourcePage``: one page; raises the PageErrors

``image/jpeg`` lives in ``jpeg.py``, ``application/pdf`` in ``pdf.py``: the module is named for the subtype.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import BinaryIO, Protocol, cast

from ingest.limits import Limits
from models.page import SourcePage


class Format(Protocol):
    """What a module of this package offers."""

    MEDIA_TYPE: str

    def matches(self, head: bytes) -> bool: ...

    def inspect(self, stream: BinaryIO, limits: Limits) -> int: ...

    def read_page(self, stream: BinaryIO, number: int, limits: Limits) -> SourcePage: ...


@cache
def all_formats() -> tuple[Format, ...]:
    """Return every format of the package, by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(cast("Format", import_module(f"{__name__}.{name}")) for name in names)


def by_media_type(media_type: str) -> Format | None:
    """Return the format of a media type, or None."""
    return next((known for known in all_formats() if media_type == known.MEDIA_TYPE), None)
