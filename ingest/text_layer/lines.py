"""From glyphs to words and lines in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.text_layer.glyphs import Glyph
from models.page import Box, Line, Word
from models.text import nfc

# All in font sizes. A blank is at least 0.2 wide in common fonts, letters overlap or touch. Justified text opens blanks
# to about 1; columns stand further apart than 2, or than 0.8 with no blank drawn between them (cells of a table; text
# without any blanks, as TeX sets it, opens to 0.6).
_WORD_GAP = 0.18
_COLUMN_GAP = 2.0
_CELL_GAP = 0.8
_SAME_ROW = 0.5


@dataclass(frozen=True, slots=True)
class Scale:
    """From points of the displayed page to pixels of its raster."""

    x: float
    y: float
    width: int
    height: int

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Return the rectangle in whole pixels, at least one pixel large, inside the raster."""
        left = min(max(0, int(x0 * self.x)), self.width - 1)
        upper = min(max(0, int(top * self.y)), self.height - 1)
        right = min(max(left + 1, -int(-x1 * self.x // 1)), self.width)
        lower = min(max(upper + 1, -int(-bottom * self.y // 1)), self.height)
        return Box(left, upper, right, lower)


def lines_of(glyphs: Sequence[Glyph], scale: Scale) -> tuple[Line, ...]:
    """Return the lines from the top down and, within a row, from the left: columns that share a row stay apart."""
    lines: list[Line] = []
    for row in _rows(glyph for glyph in glyphs if glyph.size > 0):
        for stretch in _split(row):
            words = tuple(_word(letters, scale) for letters in _words(stretch))
            if words:
                lines.append(Line(words))
    return tuple(lines)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each row from the left, rows from the top; letters drawn twice (false bold) count once."""
    row: list[Glyph] = []
    centre = 0.0
    for glyph in sorted(glyphs, key=_centre):
        if row and _centre(glyph) - centre > _SAME_ROW * max(glyph.size, row[-1].size):
            yield _once(row)
            row = []
        row.append(glyph)
        centre += (_centre(glyph) - centre) / len(row)
    if row:
        yield _once(row)


def _centre(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _once(row: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda g: g.x0):
        twice = any(g.text == glyph.text and abs(g.x0 - glyph.x0) < 0.15 * g.size for g in kept[-3:])
        if not twice:
            kept.append(glyph)
    return kept


def _split(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the stretches of a row that stand in columns of their own."""
    stretch: list[Glyph] = []
    end, blank = 0.0, False
    for glyph in row:
        if not glyph.text.strip():
            blank = True
        elif stretch and glyph.x0 - end > (_COLUMN_GAP if blank else _CELL_GAP) * glyph.size:
            yield stretch
            stretch, blank = [], False
        else:
            blank = False
        stretch.append(glyph)
        end = max(end, glyph.x1) if glyph.text.strip() else end
    if stretch:
        yield stretch


def _words(stretch: list[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in stretch:
        blank = not glyph.text.strip()
        if word and (blank or glyph.x0 - word[-1].x1 > _WORD_GAP * glyph.size):
            yield word
            word = []
        if not blank:
            word.append(glyph)
    if word:
        yield word


def _word(letters: list[Glyph], scale: Scale) -> Word:
    text = nfc("".join("".join(glyph.text.split()) for glyph in letters))
    x0, x1 = min(g.x0 for g in letters), max(g.x1 for g in letters)
    top, bottom = min(g.top for g in letters), max(g.bottom for g in letters)
    return Word(text, scale.box(x0, top, x1, bottom), 1.0)
