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
    return nfc(text).translate(_UNSHOWN).encode("utf-8", "replace").decode("utf-8")


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text that was cleaned.

    A character that stands for several (½, ﬁ, ㎡) may give several words in one place; what has no letter or digit
    gives none.
    """
    for run in _RUN.finditer(text):
        for exact, folded in _forms(run[0]):
            yield Token(exact, folded, run.start(), run.end())


@lru_cache(maxsize=1 << 15)  # Vietnamese prints some 7,000 different syllables: nearly every word has been met before
def _forms(run: str) -> tuple[tuple[str, str], ...]:
    """Return the exact and the folded form of each word in a run of letters."""
    exact = _WORD.findall(exact_key(run))
    folded = ["".join(_WORD.findall(fold(word))) for word in exact]
    return tuple((one, other) for one, other in zip(exact, folded, strict=True) if other)
