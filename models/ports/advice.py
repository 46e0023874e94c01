"""Who looks at a picture when it comes in."""

from collections.abc import Sequence
from typing import Protocol

from models.page import PageAdvice


class Advisor(Protocol):
    """Judges pictures at once, before anybody reads them."""

    def advise(self, data: bytes, media_type: str, pages: int) -> Sequence[PageAdvice]:
        """Return what is to be said of the first pages of a file, in order.

        Pages that could not be looked at in time are left out: they are judged when they are read. Never raises for
        what is wrong with the file.
        """
        ...


class NoAdvisor:
    """Says nothing: for processes that take in no uploads."""

    def advise(self, data: bytes, media_type: str, pages: int) -> Sequence[PageAdvice]:  # noqa: ARG002  # the port's
        return ()
