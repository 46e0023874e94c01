"""Mends the words of one line whose grammar leaves no doubt: torn document numbers, and letters among digits."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.page import Word
from ocr.language.digits import mend_amount, mend_date, mend_date_part, mend_personal_id
from ocr.language.document_numbers import joined, mend_document_number
from ocr.language.neighbours import apart, join_neighbours

_ALONE: tuple[Callable[[str], str | None], ...] = (
    mend_document_number,
    mend_date,
    mend_personal_id,
    mend_amount,
)
"""What may be told from a word alone; each answers None for a word that is not of its kind."""

_MARKS = ".,;:()“”\"'"
_GAP = 0.5  # of the height of the line: ordinary blanks are 0.2 to 0.4 of it, columns stand farther apart


def mend_numbers(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return `words` with torn numbers joined and letters among digits made digits; `raw` keeps what was read."""
    whole = join_neighbours(words, _together)
    before = ["", *(word.text for word in whole)]
    return tuple(_mend(word, left) for word, left in zip(whole, before, strict=False))


def _together(left: Word, right: Word) -> str | None:
    """Return the document number that two neighbours are pieces of; None where they are none."""
    return joined(left.text, right.text) if apart(left, right) <= _GAP else None


def _mend(word: Word, left: str) -> Word:
    core = word.text.strip(_MARKS)
    mended = mend_date_part(left, core) or next((new for mend in _ALONE if (new := mend(core))), None)
    if mended is None or mended == core:
        return word
    return replace(word, text=word.text.replace(core, mended, 1), raw=word.raw or word.text)
