"""Chooses the words of a page among what the recogniser saw, by what Vietnamese allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.page import Line, Word
from models.text import nfc
from ocr.language.candidates import Candidate, candidates
from ocr.language.capitals import Standing, standings
from ocr.language.fit import trust
from ocr.language.lattice import Choice, Slot, choose, supported
from ocr.language.model import SyllableModel
from ocr.language.tokens import START, Syllable, syllable, tokens

# Weights of a logistic regression over right and wrong readings of rendered papers; see docs/language.md.
_COST = 0.35  # of one natural log by which the recogniser prefers its reading
_TRUST = 0.8  # of one natural log by which the model prefers another
_TRUST_IN_NAMES = 0.5  # the same where a name may stand: no statistics know all names
_LOYALTY = 1.0  # natural logs that the reading has before all others

_SURE = 0.93  # probability that another word must have to replace the reading
_SURE_OF_NAMES = 0.98
_SURE_BLIND = 0.97  # where the recogniser does not say what else it saw


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the page that may be one of several; `words` counts from the start of the stretch."""

    word: int
    parts: Syllable
    choices: tuple[Candidate, ...]
    standing: Standing


def choose_words(lines: Sequence[Line], model: SyllableModel) -> tuple[Line, ...]:
    """Return `lines` with words replaced where another is clearly likelier; `raw` keeps what was read.

    Lines follow one another as in running text. A replaced word's confidence is the probability of the choice.
    """
    words = [word for line in lines for word in line.words]
    places = {place.word: place for place in _places(lines, model)}
    slots, owners = _slots(words, places)
    trusts = trust([slot.keys[0] for slot in slots], model)
    slots = [
        Slot(slot.keys, slot.score, slot.trust * share) if slot.trust else slot
        for slot, share in zip(slots, trusts.tolist(), strict=True)
    ]
    choices = choose(slots, model)
    firm = zip(choices, supported(slots, choices, model), strict=True)
    chosen = dict(zip(owners, firm, strict=True))
    mended = iter([_chosen(word, places.get(at), chosen.get(at)) for at, word in enumerate(words)])
    return tuple(Line(tuple(next(mended) for _ in line.words)) for line in lines)


def _places(lines: Sequence[Line], model: SyllableModel) -> Iterator[_Place]:
    words = [word for line in lines for word in line.words]
    for at, (word, standing) in enumerate(zip(words, standings(lines), strict=True)):
        parts = syllable(word.text)
        if parts is not None:
            choices = candidates(word, parts, model)
            if len(choices) > 1:
                yield _Place(at, parts, choices, standing)


def _slots(words: Sequence[Word], places: dict[int, _Place]) -> tuple[list[Slot], list[int]]:
    """Return the slots of all words, and beside each the number of its word, or -1 - n for signs and fixed tokens."""
    slots, owners = [Slot((START,))], [-1]
    for at, word in enumerate(words):
        for slot, owner in _slots_of(word, at, places.get(at)):
            if owner >= 0 or slot.keys != (START,) or slots[-1].keys != (START,):
                slots.append(slot)
                owners.append(owner if owner >= 0 else -len(slots))
    return slots, owners


def _slots_of(word: Word, at: int, place: _Place | None) -> Iterator[tuple[Slot, int]]:
    if place is None:
        yield from ((Slot((token,)), -1) for token in tokens(word.text) or [START])
        return
    score = (0.0, *(-_LOYALTY - _COST * choice.cost for choice in place.choices[1:]))
    weight = _TRUST_IN_NAMES if place.standing is Standing.NAME else _TRUST
    if place.parts.before:
        yield Slot((START,)), -1
    yield Slot(tuple(choice.key for choice in place.choices), score, weight), at
    if place.parts.behind:
        yield Slot((START,)), -1


def _chosen(word: Word, place: _Place | None, chosen: tuple[Choice, bool] | None) -> Word:
    """Return `word` as `chosen` (a choice, and whether its neighbours support it); as it was read where that is unsure.

    In a heading, where the name of a place may stand all the same, only what its neighbours support is taken.
    """
    plain = Word(word.text, word.box, word.confidence, word.raw)
    if place is None or chosen is None:
        return plain
    choice, firm = chosen
    if choice.index == 0 or choice.probability < _floor(word, place):
        return plain
    if place.standing is Standing.HEADING and not firm:
        return plain
    parts = place.parts
    text = nfc(f"{parts.before}{place.choices[choice.index].letters}{parts.behind}")
    return Word(text, word.box, choice.probability, word.raw or word.text)


def _floor(word: Word, place: _Place) -> float:
    if word.doubts is None:
        return _SURE_BLIND
    return _SURE_OF_NAMES if place.standing is Standing.NAME else _SURE
