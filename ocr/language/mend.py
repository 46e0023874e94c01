"""Mends what a recogniser read on a page: words by the syllable model, numbers by their grammar."""

from models.page import Line
from ocr.language.choose import choose_words
from ocr.language.grammar import mend_numbers
from ocr.language.model import SyllableModel, shipped
from ocr.language.torn import join_torn


def mend_lines(lines: tuple[Line, ...], model: SyllableModel | None = None) -> tuple[Line, ...]:
    """Return `lines` with likelier words and whole numbers; changed words keep their reading in `raw`.

    `lines` are in reading order; `model` is the shipped one unless given. Doubts are used up: none remain. Raises
    MissingData when the shipped model cannot be read.
    """
    known = model or shipped()
    whole = tuple(Line(join_torn(line.words, known)) for line in lines)
    chosen = choose_words(whole, known)
    return tuple(Line(mend_numbers(line.words)) for line in chosen)
