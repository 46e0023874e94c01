"""Words over the image of their page, as SVG: selectable, scaling with the image, without style attributes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from models.page import Box, PageReading, Word
from models.reading import FieldValue

DOUBTFUL = 0.7
"""Words below this confidence are tinted: in them a person should look closer."""

_TAILED = frozenset("gjpqyQ,;()[]/ạẹịọụỵặậệộợự")
"""Letters that reach below the base line, or carry a mark there: their boxes do not end on it."""

# Shares of the type size in Liberation Serif and its like: a tail is 0.2 deep, ascenders and marks end about 0.77 up.
_TAIL, _RISE = 0.2, 0.77

_ADVANCE = 0.48
"""Mean width of a letter as a share of the type size: bounds the size where an engine's boxes are too tall."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A word where SVG wants it: `y` is the base line, `size` the height of the type, all in page pixels."""

    text: str
    x: int
    y: int
    width: int
    size: int
    confidence: float
    box: Box

    @property
    def doubtful(self) -> bool:
        return self.confidence < DOUBTFUL


def placed_lines(page: PageReading) -> Sequence[Sequence[Placed]]:
    """Return every word of a page in its place, line by line; the words of a line stand on one base line."""
    return [list(_placed(line.words)) for line in page.lines]


def field_boxes(fields: Mapping[str, FieldValue], number: int) -> Mapping[str, Box]:
    """Return the places of the fields that stand on page `number`."""
    return {name: value.box for name, value in fields.items() if value.page == number}


def _placed(words: Sequence[Word]) -> Iterator[Placed]:
    base, size = _type_of(words)
    for word in words:
        x0, _, x1, _ = word.box
        yield Placed(word.text, x0, base, max(x1 - x0, 1), size, word.confidence, word.box)


def _type_of(words: Sequence[Word]) -> tuple[int, int]:
    """Return base line and type size of a line, by the median of its words, so that one bad box moves neither."""
    level = [word.box.y1 for word in words if not _TAILED & set(word.text.lower())]
    top = median(word.box.y0 for word in words)
    lowest = median(word.box.y1 for word in words)
    base = median(level) if level else lowest - _TAIL / (_TAIL + _RISE) * (lowest - top)
    wide = sum(word.box.x1 - word.box.x0 for word in words) / (_ADVANCE * sum(len(word.text) for word in words) or 1)
    return round(base), max(round(min((base - top) / _RISE, 1.4 * wide)), 1)
