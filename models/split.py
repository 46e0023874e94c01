"""A stack: several papers scanned in one go into one file, and where it is to be cut."""

from dataclasses import dataclass

from models.component import PageRange
from models.identifiers import UNKNOWN, DocumentType

SEPARATOR = "HOSO:TACH:1"
"""What the QR code of a separator sheet says: whose it is, what it does (*tách*), and its version."""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One paper of a stack: its pages, what it seems to be, and why it begins where it does.

    `confidence`, from 0 to 1, is how sure it is that a new paper begins at its first page; 1 for the first part.
    `cue` names the strongest sign; `vi` and `en` are one sentence each.
    """

    pages: PageRange
    type: DocumentType = UNKNOWN
    type_confidence: float = 0.0
    confidence: float = 1.0
    cue: str = "first"
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The papers of a stack in order; `left_out` are separators and blank sheets between them, kept in the original."""

    parts: tuple[SplitPart, ...]
    left_out: tuple[int, ...] = ()
