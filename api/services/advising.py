"""Advice on a paper at the moment of its arrival, while whoever scanned it still stands at the machine."""

from collections.abc import Iterable

from api.services.context import Context
from ingest.inspect import Inspection
from models.identifiers import Sha256
from models.page import PageAdvice, Quality


def advice_on(context: Context, sha256: Sha256, found: Inspection) -> tuple[PageAdvice, ...]:
    """Return what is to be said of the first pages of a stored original; nothing where nobody looks."""
    with context.objects.open(sha256) as stream:
        return tuple(context.advisor.advise(stream.read(), found.media_type, found.pages))


def codes_of(advice: Iterable[PageAdvice]) -> tuple[str, ...]:
    """Return every code that was given for a page, once, in the order of the pages."""
    return tuple(dict.fromkeys(code for page in advice for code in page.quality.advice))


def whole(advice: tuple[PageAdvice, ...]) -> Quality | None:
    """Return the verdict on all pages that were looked at together; None where none was."""
    if not advice:
        return None
    return Quality(usable=all(page.quality.usable for page in advice), advice=codes_of(advice))
