"""The letters that Tesseract's network saw beside those it chose, through tesserocr."""

from types import ModuleType
from typing import Any

from models.page import Box, Doubt
from models.text import nfc
from ocr.recognizers.tsv import Doubts

VARIABLES = {"lstm_choice_mode": "1", "lstm_choice_iterations": "2"}
"""Tesseract's variables that keep other letters, in two rounds; its default of five costs double (docs/language.md)."""

_PER_CENT = 5.0
"""Points of confidence for one natural log: ``rating_coefficient_`` in Tesseract's ltrresultiterator.h."""


def doubts_of(module: ModuleType, engine: Any) -> Doubts:  # noqa: ANN401 - tesserocr ships no types
    """Return the other letters of each word of the page that `engine` has just recognised.

    Letters 20 natural logs away and farther have confidence 0 with Tesseract and are left out.
    """
    place = engine.GetIterator()
    found: dict[tuple[Box, str], tuple[Doubt, ...]] = {}
    if place is None:
        return found
    box, text, doubts = Box(0, 0, 0, 0), "", list[Doubt]()
    for symbol in module.iterate_level(place, module.RIL.SYMBOL):
        if symbol.Empty(module.RIL.SYMBOL):  # a picture, or a page without text
            continue
        if symbol.IsAtBeginningOf(module.RIL.WORD):
            found[box, text] = tuple(doubts)
            box, text, doubts = Box(*symbol.BoundingBox(module.RIL.WORD)), "", []
        letter = nfc(symbol.GetUTF8Text(module.RIL.SYMBOL))
        if len(letter) == 1:
            doubts += _others(symbol, letter, len(text))
        text += letter
    found[box, text] = tuple(doubts)
    return found


def _others(symbol: Any, letter: str, at: int) -> list[Doubt]:  # noqa: ANN401 - tesserocr ships no types
    """Return what else `symbol` may be; a letter that the network did not see itself costs nothing to replace."""
    seen: dict[str, float] = {}
    for choice in symbol.GetChoiceIterator():
        text = nfc(choice.GetUTF8Text() or "")
        seen[text] = max(choice.Confidence(), seen.get(text, 0.0))
    own = seen.get(letter, 0.0)
    return [
        Doubt(at, text, max(own - confidence, 0.0) / _PER_CENT)
        for text, confidence in seen.items()
        if text != letter and len(text) == 1 and confidence > 0
    ]
