"""Syllables that were read in two pieces: ``Th ạch`` for ``Thạch``.

An engine that puts a blank where there is none has nothing to part the pieces by: their boxes touch, where printed
blanks are a fifth of the line's height and more.
"""

from collections.abc import Sequence

from models.page import Word, union
from models.text import exact_key
from ocr.language.model import SyllableModel
from ocr.language.tokens import syllable

_TOUCHING = (-0.1, 0.05)  # of the height of the line


def join_torn(words: Sequence[Word], model: SyllableModel) -> tuple[Word, ...]:
    """Return the words of a line with pieces that touch joined where they are a syllable together, but not each alone.

    `raw` keeps what was read; a joined word is no surer than its less sure piece, and nothing in it is doubted.
    """
    whole: list[Word] = []
    for word in words:
        one = _together(whole[-1], word, model) if whole else None
        whole[-1:] = [*whole[-1:], word] if one is None else [one]
    return tuple(whole)


def _together(left: Word, right: Word, model: SyllableModel) -> Word | None:
    height = min(left.box.y1 - left.box.y0, right.box.y1 - right.box.y0)
    apart = (right.box.x0 - left.box.x1) / max(height, 1)
    if not _TOUCHING[0] <= apart <= _TOUCHING[1] or not _is_torn(left.text, right.text, model):
        return None
    raw = f"{left.raw or left.text} {right.raw or right.text}"
    return Word(left.text + right.text, union([left.box, right.box]), min(left.confidence, right.confidence), raw)


def _is_torn(left: str, right: str, model: SyllableModel) -> bool:
    """Tell whether two pieces are one known syllable, with signs around it at most, and one of them is none."""
    whole, first, last = syllable(left + right), syllable(left), syllable(right)
    if whole is None or first is None or last is None:
        return False
    known, *alone = (model.knows(exact_key(part.letters)) for part in (whole, first, last))
    return known and not all(alone)
