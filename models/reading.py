"""What the machine makes of a whole file: its pages, its type, its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.identifiers import UNKNOWN, DocumentType
from models.page import Box, PageFailure, PageReading

PAGE_BREAK = "\n\f\n"
"""A form feed on a line of its own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All pages of one file in order; a page is either in `pages` or, if it could not be read, in `failures`."""

    pages: tuple[PageReading, ...]
    failures: tuple[PageFailure, ...] = ()

    @property
    def text(self) -> str:
        """Text of all readable pages, pages parted by `PAGE_BREAK`."""
        return PAGE_BREAK.join(page.text for page in self.pages)

    @property
    def confidence(self) -> float:
        """Mean confidence of the pages, weighted by the length of their text; 0 without text."""
        letters = sum(len(page.text) for page in self.pages)
        return sum(page.confidence * len(page.text) for page in self.pages) / letters if letters else 0.0


@dataclass(frozen=True, slots=True)
class Classification:
    """Type of a paper with its confidence from 0 to 1; `evidence` is the printed title that decided, if any."""

    type: DocumentType = UNKNOWN
    confidence: float = 0.0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One extracted field: normalised value, confidence from 0 to 1, and where it stands.

    Dates are ISO 8601 (``2020-02-28``), amounts plain decimal strings, names in their printed case, all NFC.
    `raw` is the text as read. `handwritten` says that it stands on handwriting, which an engine for print guesses at: a
    person must read it.
    """

    value: str
    confidence: float
    page: int
    box: Box
    raw: str = ""
    handwritten: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """Fields of one paper by name (`full_name`, `issue_date` … as in the domain's list)."""

    fields: Mapping[str, FieldValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Digitisation:
    """Everything derived from one paper version: can be dropped and made again from the original."""

    reading: Reading
    classification: Classification
    extraction: Extraction
    seconds: float = 0.0
