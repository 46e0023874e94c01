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
    own = Candidate(parts.letters, _key(parts.letters), 0.0)
    found: dict[str, Candidate] = {}
    doubts = _listed(word, parts) if word.doubts is not None else _unlisted(parts.letters, BLIND * word.confidence)
    if model.knows(own.key):
        doubts = {place: doubt for place, doubt in doubts.items() if same_base(parts.letters[doubt.at], doubt.text)}
    for letters, cost in _spellings(parts.letters, tuple(doubts.values())):
        key = _key(letters)
        if key != own.key and model.knows(key) and (key not in found or found[key].cost > cost):
            found[key] = Candidate(letters, key, cost)
    for at, letter, other in _unseen(parts.letters, model) if word.doubts is not None else ():
        if (at, letter) not in doubts and (other.key not in found or found[other.key].cost > other.cost):
            found[other.key] = other
    if not found:
        return (own,)
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


@lru_cache(8192)
def _unseen(letters: str, model: SyllableModel) -> tuple[tuple[int, str, Candidate], ...]:
    """Return the known spellings with one letter that has other marks: its place, itself, and the spelling.

    They are the same for every occurrence of a word, and few of hundreds are known.
    """
    own = _key(letters)
    spelled = ((doubt, _replaced(letters, doubt)) for doubt in _unlisted(letters, UNSEEN).values())
    others = ((doubt, Candidate(other, _key(other), UNSEEN)) for doubt, other in spelled)
    return tuple((at, text, other) for (at, text, _), other in others if other.key != own and model.knows(other.key))


def _unlisted(letters: str, cost: float) -> dict[tuple[int, str], Doubt]:
    """Return a doubt of this `cost` for every letter and each other set of marks that it may have."""
    places = ((at, text) for at, letter in enumerate(letters) for text in kin(letter) if text != letter)
    return {(at, text): Doubt(at, text, cost) for at, text in places}


def _listed(word: Word, parts: Syllable) -> dict[tuple[int, str], Doubt]:
    """Return the recogniser's doubts about the letters of `parts`."""
    letters, shift = parts.letters, len(parts.before)
    seen: dict[tuple[int, str], Doubt] = {}
    for doubt in word.doubts or ():
        if 0 <= doubt.at - shift < len(letters) and doubt.text.isalpha():
            other = _fitted(doubt._replace(at=doubt.at - shift), letters)
            if other.text != letters[other.at] and len(other.text) == 1:
                seen[other[:2]] = min(other, seen.get(other[:2], other))
    return seen


def _fitted(doubt: Doubt, letters: str) -> Doubt:
    """Return `doubt` in the case of the letter it is about, dearer where the base of the letter is another."""
    read = letters[doubt.at]
    text = doubt.text.upper() if read.isupper() else doubt.text.lower()
    return Doubt(doubt.at, text, doubt.cost + (0.0 if same_base(read, text) else _OTHER_BASE))
