"""Words over the image of their page, as SVG: selectable, scaling with the image, without style attributes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.page import Box, PageReading, Word
from models.reading import FieldValue

DOUBTFUL = 0.7
"""Words below this confidence are tinted: in them a person should look closer."""

# Of a line's box about a fifth lies below the base line (the tails of g, p, y and marks beneath vowels).
_DESCENT = 0.2


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
    """Return every word of a page in its place, line by line.

    Base line and size are those of the line, so that its words stand evenly; a word taller than its line keeps to it.
    """
    return [list(_placed(line.words, line.box)) for line in page.lines]


def field_boxes(fields: Mapping[str, FieldValue], number: int) -> Mapping[str, Box]:
    """Return the places of the fields that stand on page `number`."""
    return {name: value.box for name, value in fields.items() if value.page == number}


def _placed(words: Sequence[Word], line: Box) -> Iterator[Placed]:
    for word in words:
        x0, y0, x1, y1 = word.box
        height = max(min(line.y1 - line.y0, 2 * (y1 - y0)), 1)
        base = round(y1 - _DESCENT * height)
        yield Placed(word.text, x0, base, max(x1 - x0, 1), height, word.confidence, word.box)
