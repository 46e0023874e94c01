"""Values that stand on handwriting: left out where they are guesses, else marked, and never sure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from models.page import Box
from models.reading import FieldValue, Reading

MOST = 0.3
"""Such a value is at most so sure: of 25 on made-up forms that were given with more than `GUESS`, two were right."""

GUESS = 0.5
"""Less sure than this, such a value is invented rather than misread: of 59 one was right."""

_PART = 0.25  # of a value's box on handwriting, from which it is taken for handwritten
_FIGURES = 0.12  # the same where it begins with a figure: one that was written in, and a date is another
_PRINT = 0.9  # a value as sure as this may be print that a signature crosses,
_ALL, _ALIKE = 0.8, 0.2  # unless so much of it is written, in a line that is higher by no more than this
_OTHERS, _FAIR = 2, 0.8  # values seen to be written on a page, and how sure the others are that are none of them


def mark_handwritten(fields: Mapping[str, FieldValue], reading: Reading) -> dict[str, FieldValue]:
    """Return the fields, those on handwriting marked and lowered to `MOST`, guesses among them left out."""
    spans = {page.number: page.handwriting for page in reading.pages}
    seen = {name for name, value in fields.items() if _is_written(value, spans.get(value.page, ()))}
    by_hand = seen | _fellows(fields, seen)
    kept = {name: value for name, value in fields.items() if name not in by_hand or value.confidence >= GUESS}
    return {name: _marked(value) if name in by_hand else value for name, value in kept.items()}


def _fellows(fields: Mapping[str, FieldValue], seen: set[str]) -> set[str]:
    """Return the values read unsurely on a page where some others are written: a form is filled in by one hand."""
    pages = Counter(fields[name].page for name in seen)
    return {name for name, value in fields.items() if pages[value.page] >= _OTHERS and value.confidence < _FAIR}


def _marked(value: FieldValue) -> FieldValue:
    return replace(value, confidence=min(value.confidence, MOST), handwritten=True)


def _is_written(value: FieldValue, spans: tuple[Box, ...]) -> bool:
    figures = value.value[:1].isdigit()
    in_line = _share(value.box, tuple(span for span in spans if _in_line(value.box, span)))
    if in_line >= (_FIGURES if figures else _ALL):
        return True
    return value.confidence < _PRINT and _share(value.box, spans) >= _PART


def _share(box: Box, spans: tuple[Box, ...]) -> float:
    """Return how much of a box lies on handwriting, from 0 to 1."""
    area = (box.x1 - box.x0) * (box.y1 - box.y0)
    return min(1.0, sum(_shared(box, span) for span in spans) / area) if area else 0.0


def _shared(one: Box, other: Box) -> int:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return max(0, width) * max(0, height)


def _in_line(box: Box, span: Box) -> bool:
    """Tell whether a span is writing in the value's own line; a signature is higher than print."""
    near = _ALIKE * (box.y1 - box.y0)
    return box.y0 - span.y0 <= near and span.y1 - box.y1 <= near
