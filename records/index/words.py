"""What a word is, the same for every index: runs of letters and digits, in exact and in folded form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.text import exact_key, fold, nfc

OPEN, CLOSE = "\u2068", "\u2069"
"""Marks around matches in snippets: first strong isolate, pop directional isolate."""

_WORD = re.compile(r"[^\W_]+")
# Letterlike signs (№) and squared units (㎡) are no letters, but stand for some.
_RUN = re.compile(r"(?:[^\W_]|[\u2100-\u214f\u3300-\u33ff])+")
_KEPT = 64  # letters of the longest chunk that is remembered: longer ones are noise, and each another one
_MOST_KEPT = 1 << 16  # chunks, some 20 MB; then the memory starts afresh
_UNSHOWN = {ord(OPEN): None, ord(CLOSE): None, 0: " "}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: what it is compared by, and where it stands in the text, end exclusive."""

    exact: str
    folded: str
    start: int
    end: int


def clean(text: str) -> str:
    """Return `text` as indexes keep it: NFC, without the marks of snippets, NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:
        return text
    kept = nfc(text)
    if any(mark in kept for mark in (OPEN, CLOSE, "\0")):  # rarely; `translate` takes long for letters beyond ASCII
        kept = kept.translate(_UNSHOWN)
    return kept.encode("utf-8", "replace").decode("utf-8")


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text that was cleaned.

    A character that stands for several (½, ﬁ, ㎡) may give several words in one place; what has no letter or digit
    gives none.
    """
    for run in _RUN.finditer(text):
        for exact, folded in _forms(run[0]):
            yield Token(exact, folded, run.start(), run.end())


def forms(text: str) -> tuple[str, str]:
    """Return the words of a text that was cleaned, parted by blanks: in exact and in folded form."""
    pairs = [*map(_PRINTED.__getitem__, text.split())]
    return " ".join([exact for exact, _, _ in pairs if exact]), " ".join([folded for _, folded, _ in pairs if folded])


class _Printed(dict[str, tuple[str, str, int]]):
    """The words of what is printed between two blanks, in both forms, and how many; empty where it has no word.

    Vietnamese prints some 7,000 different syllables: with the signs beside them, nearly every one has been met before.
    There are some 350 on a page, so that the way through `lru_cache` would take longer than all else.
    """

    def __missing__(self, chunk: str) -> tuple[str, str, int]:
        pairs = [pair for run in _RUN.findall(chunk) for pair in _forms(run)]
        made = " ".join([exact for exact, _ in pairs]), " ".join([folded for _, folded in pairs]), len(pairs)
        if len(chunk) <= _KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = made
        return made


@lru_cache(maxsize=1 << 15)
def _forms(run: str) -> tuple[tuple[str, str], ...]:
    """Return the exact and the folded form of each word in a run of letters."""
    exact = _WORD.findall(exact_key(run))
    folded = ["".join(_WORD.findall(fold(word))) for word in exact]
    return tuple((one, other) for one, other in zip(exact, folded, strict=True) if other)


_PRINTED = _Printed()
