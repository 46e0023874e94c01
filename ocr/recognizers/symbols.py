"""What Tesseract read, through tesserocr: its words, and the letters that its network saw beside those it chose."""

from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any

from models.page import Box, Doubt, Line, Word
from models.text import collapse, nfc
from ocr.recognizers.tsv import confidence_of

VARIABLES = {"lstm_choice_mode": "1", "lstm_choice_iterations": "2"}
"""Tesseract's variables that keep other letters, in two rounds; its default of five costs double (docs/language.md)."""

_PER_CENT = 5.0
"""Points of confidence for one natural log: ``rating_coefficient_`` in Tesseract's ltrresultiterator.h."""

_letter = lru_cache(4096)(nfc)


def lines_of(module: ModuleType, engine: Any) -> tuple[Line, ...]:  # noqa: ANN401 - tesserocr ships no types
    """Return the lines of the page that `engine` has just recognised; text in NFC, each word with its other letters.

    One walk over the page's letters: Tesseract's own table of words would be another. Letters 20 natural logs away and
    farther have confidence 0 with Tesseract and are left out.
    """
    place = engine.GetIterator()
    lines: list[list[Word]] = []
    if place is None:
        return ()
    for begins, word in _words(module, place):
        if begins:
            lines.append([])
        if word.text:
            lines[-1].append(word)
    return tuple(Line(tuple(words)) for words in lines if words)


def _words(module: ModuleType, place: Any) -> Iterator[tuple[bool, Word]]:  # noqa: ANN401 - tesserocr ships no types
    """Yield each word at and behind `place`, and whether it begins a line."""
    level = module.RIL
    begins, box, confidence, letters, doubts = False, Box(0, 0, 0, 0), 0.0, list[str](), list[Doubt]()
    for symbol in module.iterate_level(place, level.SYMBOL):
        if symbol.Empty(level.SYMBOL):  # a picture, or a page without text
            continue
        if symbol.IsAtBeginningOf(level.WORD):
            if letters:
                yield begins, _word(letters, box, confidence, doubts)
            begins, letters, doubts = symbol.IsAtBeginningOf(level.TEXTLINE), [], []
            box, confidence = Box(*symbol.BoundingBox(level.WORD)), symbol.Confidence(level.WORD)
        letter = _letter(symbol.GetUTF8Text(level.SYMBOL))
        if len(letter) == 1:
            doubts += _others(symbol, letter, sum(map(len, letters)))
        letters.append(letter)
    if letters:
        yield begins, _word(letters, box, confidence, doubts)


def _word(letters: list[str], box: Box, per_cent: float, doubts: list[Doubt]) -> Word:
    """Return a word; marks that join letters beside them leave nobody sure which letters the doubts are about."""
    joined = "".join(letters)
    text = collapse(nfc(joined))
    return Word(text, box, confidence_of(per_cent), doubts=tuple(doubts) if text == joined else None)


def _others(symbol: Any, letter: str, at: int) -> list[Doubt]:  # noqa: ANN401 - tesserocr ships no types
    """Return what else `symbol` may be; a letter that the network did not see itself costs nothing to replace."""
    seen: dict[str, float] = {}
    for choice in symbol.GetChoiceIterator():
        text = _letter(choice.GetUTF8Text() or "")
        seen[text] = max(choice.Confidence(), seen.get(text, 0.0))
    own = seen.get(letter, 0.0)
    return [
        Doubt(at, text, max(own - confidence, 0.0) / _PER_CENT)
        for text, confidence in seen.items()
        if text != letter and len(text) == 1 and confidence > 0
    ]
