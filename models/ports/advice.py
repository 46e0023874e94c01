"""Who looks at a picture when it comes in."""

from collections.abc import Callable, Sequence
from typing import Protocol

from models.page import PageAdvice

Verdict = Callable[[], Sequence[PageAdvice]]
"""Waits until the look has ended and returns what is to be said of the first pages of a file, in order.

Pages that could not be looked at in time are left out: they are judged when they are read. Never raises for what is
wrong with the file.
"""


class Advisor(Protocol):
    """Judges pictures at once, before anybody reads them."""

    def begin(self, data: bytes, media_type: str, pages: int) -> Verdict:
        """Begin to look at a file and return at once, so that the caller can keep its bytes meanwhile."""
        ...


class NoAdvisor:
    """Says nothing: for processes that take in no uploads."""

    def begin(self, data: bytes, media_type: str, pages: int) -> Verdict:  # noqa: ARG002  # the port's
        return tuple
