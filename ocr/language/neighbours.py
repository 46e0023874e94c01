"""Neighbours on a line that are one word: what was read in two pieces."""

from collections.abc import Callable, Sequence

from models.page import Word, union

Together = Callable[[Word, Word], str | None]
"""Gives the one text of two neighbours, None where they are two words."""


def join_neighbours(words: Sequence[Word], together: Together) -> list[Word]:
    """Return the words of a line with pieces joined from the left; a joined word may be a piece of the next one.

    It is no surer than the less sure piece, nothing in it is doubted, and `raw` keeps what was read.
    """
    whole: list[Word] = []
    for word in words:
        text = together(whole[-1], word) if whole else None
        whole[-1:] = [*whole[-1:], word] if text is None else [_joined(whole[-1], word, text)]
    return whole


def apart(left: Word, right: Word) -> float:
    """Return how far apart two neighbours stand, over the height of the lower one; below 0 where they overlap."""
    height = min(left.box.y1 - left.box.y0, right.box.y1 - right.box.y0)
    return (right.box.x0 - left.box.x1) / max(height, 1)


def _joined(left: Word, right: Word, text: str) -> Word:
    raw = f"{left.raw or left.text} {right.raw or right.text}"
    return Word(text, union([left.box, right.box]), min(left.confidence, right.confidence), raw)
