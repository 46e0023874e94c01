"""What a word may be instead of what was read: spellings that the recogniser's doubts allow and Vietnamese knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from models.page import Doubt, Word
from models.text import exact_key
from ocr.language.marks import kin, same_base
from ocr.language.model import SyllableModel
from ocr.language.tokens import Syllable

UNSEEN = 19.0
"""Cost of a letter with other marks that the recogniser did not list: it stops listing at 20."""

BLIND = 9.0
"""The same where the recogniser lists nothing at all, at full confidence of the word; less sure words cost less."""

_OTHER_BASE = 4.0  # added for a letter of another base: that is a harder thing to mistake
_TWO = 12.0  # cost up to which two doubts of one word may hold together
_MOST = 12  # the likeliest stay; more would only cost time


_key = lru_cache(16384)(exact_key)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One spelling of a syllable. `cost` says how much less likely than the reading the recogniser holds it."""

    letters: str
    key: str
    cost: float


def candidates(word: Word, parts: Syllable, model: SyllableModel) -> tuple[Candidate, ...]:
    """Return the reading itself, then what else it may be, most likely first.

    Every other spelling is known to the model and is not the same syllable with its tone mark placed otherwise. Letters
    of another base are thought of only for what is no syllable.
    """
    own = Candidate(parts.letters, exact_key(parts.letters), 0.0)
    found: dict[str, Candidate] = {}
    doubts = _doubts(word, parts)
    if model.knows(own.key):
        doubts = [doubt for doubt in doubts if same_base(parts.letters[doubt.at], doubt.text)]
    for letters, cost in _spellings(parts.letters, doubts):
        key = _key(letters)
        if key != own.key and model.knows(key) and (key not in found or found[key].cost > cost):
            found[key] = Candidate(letters, key, cost)
    ranked = sorted(found.values(), key=lambda other: (other.cost, -model.share(other.key), other.key))
    return own, *ranked[:_MOST]


def _spellings(letters: str, doubts: Sequence[Doubt]) -> Iterator[tuple[str, float]]:
    for doubt in doubts:
        yield _replaced(letters, doubt), doubt.cost
    likely = [doubt for doubt in doubts if doubt.cost < _TWO and same_base(letters[doubt.at], doubt.text)]
    for one, two in combinations(likely, 2):
        if one.at != two.at:
            yield _replaced(_replaced(letters, one), two), one.cost + two.cost


def _replaced(letters: str, doubt: Doubt) -> str:
    return letters[: doubt.at] + doubt.text + letters[doubt.at + 1 :]


def _doubts(word: Word, parts: Syllable) -> list[Doubt]:
    """Return the doubts about the letters of `parts`, and letters with other marks, which are not listed."""
    letters, shift = parts.letters, len(parts.before)
    seen: dict[tuple[int, str], Doubt] = {}
    for doubt in word.doubts or ():
        if 0 <= doubt.at - shift < len(letters) and doubt.text.isalpha():
            other = _fitted(doubt._replace(at=doubt.at - shift), letters)
            if other.text != letters[other.at] and len(other.text) == 1:
                seen[other[:2]] = min(other, seen.get(other[:2], other))
    unseen = UNSEEN if word.doubts is not None else BLIND * word.confidence
    for at, letter in enumerate(letters):
        for text in kin(letter):
            if text != letter:
                seen.setdefault((at, text), Doubt(at, text, unseen))
    return list(seen.values())


def _fitted(doubt: Doubt, letters: str) -> Doubt:
    """Return `doubt` in the case of the letter it is about, dearer where the base of the letter is another."""
    read = letters[doubt.at]
    text = doubt.text.upper() if read.isupper() else doubt.text.lower()
    return Doubt(doubt.at, text, doubt.cost + (0.0 if same_base(read, text) else _OTHER_BASE))
