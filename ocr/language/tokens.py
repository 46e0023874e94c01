"""Text as the syllable model sees it: syllables, and three signs for all that is none.

Vietnamese is written with a blank between syllables, so a run of letters is a syllable, a foreign word or a symbol.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.text import exact_key

START = "<s>"
"""Stands for a break in the sentence: its start, its end, or a mark of punctuation."""

NUMBER = "<n>"
"""Stands for any run of digits."""

UNKNOWN = "<u>"
"""Stands for a run of letters that the model does not know."""

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_LONE = re.compile(r"([^\w]*)([^\W\d_]+)([^\w]*)")


def tokens(text: str) -> list[str]:
    """Return the tokens of `text`: the exact key of each run of letters, `NUMBER`, and one `START` a break."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        token = exact_key(piece) if piece[0].isalpha() else NUMBER if piece[0].isdigit() else START
        if token != START or (found and found[-1] != START):
            found.append(token)
    return found


@dataclass(frozen=True, slots=True)
class Syllable:
    """A word as its one run of letters with the signs before and behind: ``(thẩm`` is ``(``, ``thẩm`` and nothing."""

    before: str
    letters: str
    behind: str


def syllable(text: str) -> Syllable | None:
    """Return the parts of a word that holds exactly one run of letters and no digit; None for any other."""
    match = _LONE.fullmatch(text)
    return Syllable(*match.groups()) if match else None


def windows(found: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of `size` tokens."""
    return (tuple(found[i : i + size]) for i in range(len(found) - size + 1))
