"""Values that stand on handwriting: marked, and never so sure that nobody looks."""

from collections.abc import Mapping
from dataclasses import replace

from models.page import Box
from models.reading import FieldValue, Reading

MOST = 0.5
"""Such a value is at most so sure: well below what a clerk is shown as fair."""

_PRINT = 0.9  # a value as sure as this is print that a signature crosses
_SHARE = 0.25  # of a value's box on handwriting, from which it is taken for handwritten


def mark_handwritten(fields: Mapping[str, FieldValue], reading: Reading) -> dict[str, FieldValue]:
    """Return the fields, those on handwriting marked and lowered to `MOST`."""
    spans = {page.number: page.handwriting for page in reading.pages}
    return {name: _marked(value, spans.get(value.page, ())) for name, value in fields.items()}


def _marked(value: FieldValue, spans: tuple[Box, ...]) -> FieldValue:
    box = value.box
    area = (box.x1 - box.x0) * (box.y1 - box.y0)
    if value.confidence >= _PRINT or sum(_shared(box, span) for span in spans) < _SHARE * area or not spans:
        return value
    return replace(value, confidence=min(value.confidence, MOST), handwritten=True)


def _shared(one: Box, other: Box) -> int:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return max(0, width) * max(0, height)
