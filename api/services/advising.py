"""Advice on a paper at the moment of its arrival, while whoever scanned it still stands at the machine."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from api.services.context import Context
from ingest.inspect import Inspection, inspect
from models.errors import InputError
from models.identifiers import Sha256
from models.page import PageAdvice, Quality
from models.ports.advice import Verdict


@dataclass(frozen=True, slots=True)
class Look:
    """The first look at a file, under way: what its headers say, or why it is refused, and the verdict on its pages."""

    found: Inspection | InputError
    verdict: Verdict = tuple

    def inspection(self) -> Inspection:
        """Return what the headers say. Raises the InputError that `ingest.inspect` found."""
        if isinstance(self.found, InputError):
            raise self.found
        return self.found

    def advice(self) -> tuple[PageAdvice, ...]:
        """Wait for what is to be said of the first pages; nothing where nobody looks."""
        return tuple(self.verdict())


def begin_look(context: Context, data: bytes) -> Look:
    """Begin to look at a file, in the advice process; what is wrong with the file is told by the look."""
    try:
        found = inspect(BytesIO(data), context.limits)
    except InputError as error:
        return Look(error)
    return Look(found, context.advisor.begin(data, found.media_type, found.pages))


def look_at_stored(context: Context, sha256: Sha256) -> Look:
    """Begin to look at a stored original. Raises NotFound, StorageFailed."""
    with context.objects.open(sha256) as stream:
        return begin_look(context, stream.read())


def codes_of(advice: Iterable[PageAdvice]) -> tuple[str, ...]:
    """Return every code that was given for a page, once, in the order of the pages."""
    return tuple(dict.fromkeys(code for page in advice for code in page.quality.advice))


def whole(advice: tuple[PageAdvice, ...]) -> Quality | None:
    """Return the verdict on all pages that were looked at together; None where none was."""
    if not advice:
        return None
    return Quality(usable=all(page.quality.usable for page in advice), advice=codes_of(advice))
