"""Slips of reading: which words an OCR engine may have made of the one that is looked for.

Words are in folded form; accents are forgiven elsewhere. Letters and digits that look alike count as the same (``O``
and ``0``, ``l`` and ``1``, ``rn`` and ``m``). Beside that, a word without digits may differ by one edit from four
letters on, by two when both words have eight. What is spelt like a Vietnamese syllable, or is a number, is never taken
for a slip: ``luong``, ``huong`` and ``cuong`` are one edit from ``duong``, but are other words.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from records.index.syllables import SYLLABLES, is_syllable

SHORTEST, LONG = 4, 8
"""Letters of the typed word from which one edit is forgiven; letters of both words from which two are."""

LONGEST = 32
"""Longer runs of letters are noise or addresses: no slip of anything."""

_PREFIX = 7
_TOGETHER = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_ALIKE = str.maketrans("016582ijq", "olgsbzllg")
_AS_DIGITS = str.maketrans("olijgqsbz", "011166582")


@lru_cache(maxsize=1 << 15)
def shape(word: str) -> str:
    """Return the form in which look-alikes are the same: ``0l5`` and ``ois`` both give ``ols``."""
    for parts, whole in _TOGETHER:
        word = word.replace(parts, whole)
    return word.translate(_ALIKE)


def is_odd(word: str) -> bool:
    """Return whether a word is neither a syllable nor a number, so that it may be a slip of one."""
    return not word.isdigit() and not is_syllable(word) and len(word) <= LONGEST


def as_number(word: str) -> str | None:
    """Return the number that a word looks like, None when it looks like none or is one."""
    digits = word.translate(_AS_DIGITS)
    return digits if digits.isdigit() and digits != word else None


def distance(typed: str, read: str) -> int | None:
    """Return in how many edits beyond look-alikes two different words differ; None when that is more than allowed."""
    one, other = shape(typed), shape(read)
    if typed == read or max(len(typed), len(read)) > LONGEST:
        return None
    if one == other:
        return 0
    most = _most(one, other, digits=_has_digit(typed) or _has_digit(read))
    if most == 0 or abs(len(one) - len(other)) > most:
        return None
    found = edits(one, other, most)
    return found if found <= most else None


def _most(one: str, other: str, *, digits: bool) -> int:
    """Return in how many edits two shapes may differ."""
    if digits or len(one) < SHORTEST:
        return 0
    return 2 if min(len(one), len(other)) >= LONG else 1


def edits(one: str, other: str, most: int | None = None) -> int:
    """Return in how many letters added, left out, replaced or swapped with the next two words differ.

    Optimal string alignment: Damerau's errors (1964), no letter edited twice. More than `most` may be told as any
    greater number.
    """
    return OSA.distance(one, other, score_cutoff=most)


@lru_cache(maxsize=1 << 14)
def keys(word: str) -> frozenset[str]:
    """Return what a word is looked up by: two words within the allowed distance share a key.

    They are the shape with letters left out, as many as may differ, of its first seven letters: the symmetric delete
    method of SymSpell (Garbe, 2012). At most 30 for a long word.
    """
    whole = shape(word)
    if _has_digit(word) or len(whole) < SHORTEST - 1:
        return frozenset({f"={whole}"})
    start, out = whole[:_PREFIX], 2 if len(whole) >= LONG else 1
    left = {"".join(kept) for count in range(out + 1) for kept in combinations(start, len(start) - count)}
    return frozenset({f"={whole}", *left})


@lru_cache(maxsize=1 << 15)
def worth_listing(word: str) -> bool:
    """Return whether an index that holds a word must list it, because it may be a slip of another."""
    return is_odd(word) and (len(shape(word)) >= SHORTEST - 1 or _has_digit(word))


def odd_words(*folded: str) -> frozenset[str]:
    """Return which words of texts in folded form an index must list."""
    words = {word for text in folded for word in text.split() if word not in SYLLABLES}  # most words are some
    return frozenset([word for word in words if not word.isdigit() and worth_listing(word)])


def slips_in(word: str, odd: Iterable[str]) -> list[str]:
    """Return which of some odd words may be slips of `word`."""
    own = keys(word)
    return [other for other in odd if not own.isdisjoint(keys(other)) and distance(word, other) is not None]


@lru_cache(maxsize=1 << 15)
def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
