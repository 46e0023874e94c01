"""Syllables that were read in two pieces: ``Th ạch`` for ``Thạch``.

An engine that puts a blank where there is none has nothing to part the pieces by: their boxes touch, where printed
blanks are a fifth of the line's height and more.
"""

from collections.abc import Sequence

from models.page import Word
from models.text import exact_key
from ocr.language.model import SyllableModel
from ocr.language.neighbours import apart, join_neighbours
from ocr.language.tokens import syllable

_TOUCHING = (-0.1, 0.05)  # of the height of the line


def join_torn(words: Sequence[Word], model: SyllableModel) -> tuple[Word, ...]:
    """Return the words of a line with pieces that touch joined where they are a syllable together, but not each alone.

    `raw` of a joined word keeps what was read.
    """

    def together(left: Word, right: Word) -> str | None:
        touch = _TOUCHING[0] <= apart(left, right) <= _TOUCHING[1]
        return left.text + right.text if touch and _is_torn(left.text, right.text, model) else None

    return tuple(join_neighbours(words, together))


def _is_torn(left: str, right: str, model: SyllableModel) -> bool:
    """Tell whether two pieces are one known syllable, with signs around it at most, and one of them is none."""
    whole, first, last = syllable(left + right), syllable(left), syllable(right)
    if whole is None or first is None or last is None:
        return False
    known, *alone = (model.knows(exact_key(part.letters)) for part in (whole, first, last))
    return known and not all(alone)
