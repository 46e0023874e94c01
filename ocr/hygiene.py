"""Drops what an engine makes of stamps, rules and dirt, and keeps what is text."""

from dataclasses import replace

from models.page import Line, Word

_HARDLY = 0.10  # confidence, for words of three letters: of 19 of two and three below it 1 was right
_GUESS = 0.40  # for one and two letters, of which fewer are right: of words of two, 4 of 109 (docs/reading.md)
_SIGN = 0.50  # for signs alone: what lies below are specks and pieces of rules
_LONG = 4  # letters: unsure words of so many are misread rather than invented; see docs/reading.md
_RULES = "|¦"  # no Vietnamese paper prints them


def tidy(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return `lines` without words that are plainly not text; lines left empty go too."""
    stripped = ((_strip(word) for word in line.words) for line in lines)
    kept = (Line(tuple(word for word in words if word.text and is_text(word))) for words in stripped)
    return tuple(line for line in kept if line.words)


def _strip(word: Word) -> Word:
    """Return `word` without the rule of a table that was read as part of it."""
    text = word.text.strip(_RULES)
    if text == word.text:
        return word
    before = len(word.text) - len(word.text.lstrip(_RULES))
    moved = (doubt._replace(at=doubt.at - before) for doubt in word.doubts or ())
    doubts = tuple(doubt for doubt in moved if 0 <= doubt.at < len(text))
    return replace(word, text=text, doubts=None if word.doubts is None else doubts)


def is_text(word: Word) -> bool:
    """Tell whether a word may stand: long words always, short ones and signs alone when they are surer."""
    letters = sum(character.isalnum() for character in word.text)
    if letters >= _LONG:
        return True
    floor = (_SIGN, _GUESS, _GUESS, _HARDLY)[letters]
    return word.confidence >= floor
