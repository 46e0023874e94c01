"""Words as recognisers give them, cut into tokens as forms mean them.

Forms glue label, leader dots and value together (``tên:......NGUYỄN``); a token holds one of them only.
"""

import re
from functools import lru_cache

from models.page import Box, Word
from models.text import fold, nfc

# Leader dots and rules to write on.
_LEADER = re.compile(r"(?:\.{2,}|…|_{2,}|·{2,}|-{4,})[.…_·]*")
_NO_TEXT = re.compile(r"[.…_·•~`'’|*\\‹›®©°¬¡¦“”\"^{}\[\]]+")


def tokens(word: Word) -> list[Word]:
    """Return the parts of `word` without leader dots, each with its share of the box; empty for mere leaders."""
    text = nfc(word.text)
    if ":" not in text and ".." not in text and "…" not in text and "__" not in text and "----" not in text:
        return [] if _NO_TEXT.fullmatch(text) or not text else [_part(word, text, 0, len(text))]
    return [_part(word, text, start, end) for start, end in _cuts(text) if not _NO_TEXT.fullmatch(text[start:end])]


def _cuts(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the parts between leaders, each cut again behind a label's colon."""
    bounds: list[tuple[int, int]] = []
    last = 0
    for leader in [*_LEADER.finditer(text), None]:
        end = leader.start() if leader else len(text)
        bounds += _cut_colons(text, last, end)
        last = leader.end() if leader else end
    return bounds


def _cut_colons(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut behind every colon, except between digits (a time of day)."""
    bounds: list[tuple[int, int]] = []
    for position in range(start, end):
        digits = text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
        if text[position] == ":" and not digits:
            bounds.append((start, position + 1))
            start = position + 1
    return [*bounds, (start, end)] if start < end else bounds


def _part(word: Word, text: str, start: int, end: int) -> Word:
    """Return ``text[start:end]`` with the stretch of the box that letters of equal width would take."""
    if start == 0 and end == len(text):
        return Word(text, word.box, word.confidence)
    box, width = word.box, (word.box.x1 - word.box.x0) / len(text)
    x0, x1 = round(box.x0 + start * width), round(box.x0 + end * width)
    return Word(text[start:end], Box(x0, box.y0, max(x1, x0 + 1), box.y1), word.confidence)


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Return the folded letters and digits of `text`, nothing between them: ``Họ, tên:`` gives ``hoten``.

    Compared in this form, words torn or glued by a recogniser are still the same words.
    """
    return "".join(c for c in fold(text) if c.isalnum())


def folded(text: str) -> str:
    """Return `text` folded letter by letter, so that positions stay those of `text` (which must be NFC)."""
    return "".join(_one(c) for c in text)


@lru_cache(maxsize=4096)
def _one(character: str) -> str:
    plain = fold(character)
    return plain if len(plain) == 1 else (plain[:1] or " ")
