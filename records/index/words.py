"""What a word is, the same for every index: runs of letters and digits, in exact and in folded form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.text import exact_key, fold, nfc
from records.index import letters

OPEN, CLOSE = "\u2068", "\u2069"
"""Marks around matches in snippets: first strong isolate, pop directional isolate."""

_WORD = re.compile(r"[^\W_]+")
# Letterlike signs (№) and squared units (㎡) are no letters, but stand for some.
_RUN = re.compile(r"(?:[^\W_]|[\u2100-\u214f\u3300-\u33ff])+")
# Open syllables whose tone is printed on the second vowel, as `exact_key` finds and writes them. What stands before is
# looked at last: a pattern that begins with letters is sought three times as fast.
_OLD_PLACE = re.compile(r"(?:o[àáãảạèéẽẻẹ]|u[ỳýỹỷỵ])(?<!q..)(?!\w)")
_NEW_PLACE = {
    nfc(first + second + tone): exact_key(nfc(first + second + tone))
    for first, second in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
_BLANKS = re.compile("  +")
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
    try:
        kept.encode("utf-8")
    except UnicodeEncodeError:
        return kept.encode("utf-8", "replace").decode("utf-8")
    return kept


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text that was cleaned.

    A character that stands for several (½, ﬁ, ㎡) may give several words in one place; what has no letter or digit
    gives none.
    """
    for run in _RUN.finditer(text):
        for exact, folded in _forms(run[0]):
            yield Token(exact, folded, run.start(), run.end())


def exact_of(word: str) -> str:
    """Return the exact form of one word of a text that was cleaned, all of whose letters are usual ones."""
    return _forms(word)[0][0]


def forms(text: str) -> tuple[str, str]:
    """Return the words of a text that was cleaned, parted by blanks: in exact and in folded form."""
    exact, folded = letters.parted(text)
    if letters.STRANGE in folded:
        exact, folded = map(_parted, _with_strange(text))
    return _OLD_PLACE.sub(_tone_first, exact), folded


def spread(text: str) -> tuple[str, str]:
    """Return the same words parted by any number of blanks, in two thirds of the time."""
    exact, folded = letters.both(text)
    if letters.STRANGE in folded:
        exact, folded = _with_strange(text)
    return _OLD_PLACE.sub(_tone_first, exact), folded


def strange_runs(folded: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the stretches of a text, given by `letters.folded`, that are to be read by `tokens`."""
    at = folded.find(letters.STRANGE)
    while at >= 0:
        end = folded.find(" ", at)
        end = len(folded) if end < 0 else end
        yield folded.rfind(" ", 0, at) + 1, end
        at = folded.find(letters.STRANGE, end)


def _with_strange(text: str) -> tuple[str, str]:
    """Return both forms with the words of strange stretches in their places."""
    exact, folded = letters.both(text)
    read, done = tuple[list[str], list[str]](([], [])), 0
    for start, end in strange_runs(folded):
        found = list(tokens(text[start:end]))
        read[0].extend((exact[done:start], " ".join(token.exact for token in found)))
        read[1].extend((folded[done:start], " ".join(token.folded for token in found)))
        done = end
    return "".join((*read[0], exact[done:])), "".join((*read[1], folded[done:]))


def _parted(words: str) -> str:
    """Return words parted by one blank each."""
    return _BLANKS.sub(" ", words).strip(" ")


def _tone_first(match: re.Match[str]) -> str:
    return _NEW_PLACE[match[0]]


@lru_cache(maxsize=1 << 15)
def _forms(run: str) -> tuple[tuple[str, str], ...]:
    """Return the exact and the folded form of each word in a run of letters."""
    exact = _WORD.findall(exact_key(run))
    folded = ["".join(_WORD.findall(fold(word))) for word in exact]
    return tuple((one, other) for one, other in zip(exact, folded, strict=True) if other)
