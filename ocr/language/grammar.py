"""Mends the words of one line whose grammar leaves no doubt: torn document numbers, and letters among digits."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.page import Word, union
from ocr.language.digits import mend_amount, mend_date, mend_date_part, mend_personal_id
from ocr.language.document_numbers import joined, mend_document_number

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
    whole: list[Word] = []
    for word in words:
        one = _together(whole[-1], word) if whole else None
        whole[-1:] = [*whole[-1:], word] if one is None else [one]
    before = ["", *(word.text for word in whole)]
    return tuple(_mend(word, left) for word, left in zip(whole, before, strict=False))


def _together(left: Word, right: Word) -> Word | None:
    """Return two neighbours as one word, no surer than the less sure of them; None where they are two."""
    height = min(left.box.y1 - left.box.y0, right.box.y1 - right.box.y0)
    text = joined(left.text, right.text) if right.box.x0 - left.box.x1 <= _GAP * height else None
    if text is None:
        return None
    raw = f"{left.raw or left.text} {right.raw or right.text}"
    return Word(text, union([left.box, right.box]), min(left.confidence, right.confidence), raw)


def _mend(word: Word, left: str) -> Word:
    core = word.text.strip(_MARKS)
    mended = mend_date_part(left, core) or next((new for mend in _ALONE if (new := mend(core))), None)
    if mended is None or mended == core:
        return word
    return replace(word, text=word.text.replace(core, mended, 1), raw=word.raw or word.text)
