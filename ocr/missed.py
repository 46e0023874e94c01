"""Lines of print that an engine passed over, read in a second look.

Beside a signature or a seal Tesseract's layout analysis takes print for part of a picture: the office and the name
of the signer are lost. What has the shape of a row of letters and was not read is cut out and read by itself. So are
the rows that lie on a seal, once it is taken off: there a name is often read without its beginning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from models.page import Box, Line, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, as_image, resize, to_raster
from ocr.clean.components import Components, components
from ocr.clean.glyphs import Glyphs, ink, letter_like
from ocr.seals import Bare, lift_seals

_LETTER = (0.6, 2.4)  # x-heights: heights of letters and capitals with marks
_WIDE = 8.0  # x-heights: letters that run together
_APART = 1.2  # x-heights: letters closer than this stand in one row
_PIECES = 3  # pieces of ink of a row: bold capitals run together
_INKED = 4.0  # x-heights: least width of its pieces together, as five letters have
_ROW = 3.6  # x-heights: greatest height of a row
_LETTERS = 4  # letters and digits that must be read on it
_MOST = 12  # rows in a second look: more are no text that was passed over but a picture
_ABOVE, _BELOW = 0.9, 0.6  # x-heights around the letters of a row that are cut out with them
_BESIDE = 4.0  # x-heights likewise: a signature runs into the first letters of a name
_HIDDEN = 9.0  # x-heights on the left of a row on a seal: what is left of the seal runs into a name's first word
_EDGE = 2  # pixels: nearer to its side, a word on a row cut out was cut through
_TALL = 3.0  # x-heights: higher pieces of ink are signatures, seals and rules
_SURE = 0.75  # median confidence from which a row found so is believed: one word on a seal may be hard to read
_FAIR = 0.5  # least confidence of a word of a longer row that takes the place of what was read of it
_UNREAD = 0.3  # confidence: words less sure than this do not count as read
_LARGER = 1.25  # rows are shown so much larger than on the page: at the same size an engine overlooks them again


@dataclass(frozen=True, slots=True)
class _Cut:
    """A row cut out: its box on the page and where its top left corner lies on the sheet of all rows."""

    box: Box
    x: int
    y: int


def with_missed(
    printed: Image, lines: tuple[Line, ...], x_height: float, recognizer: TextRecognizer
) -> tuple[Line, ...]:
    """Return `lines` and those rows of a cleaned page that have no word on them, where they read surely.

    A row on a seal takes the place of the words on it where more is read. `x_height` is that of the page's print in
    pixels; boxes are in the page's pixels.
    """
    mask = ink(printed)
    bare = lift_seals(printed, mask, x_height)
    seen, mask = (printed, mask) if bare is None else (bare.image, ink(bare.image))
    pieces = components(mask)
    letters = _letters(letter_like(pieces), x_height)
    sealed = [*_on_seals(letters, bare, x_height)]
    rows = [*_rows(letters.where(~_read(letters, lines)), x_height), *sealed]
    rows = [row for at, row in enumerate(rows) if not any(other.holds_middle(row) for other in rows[at + 1 :])]
    if not 0 < len(rows) <= _MOST:
        return lines
    sheet, cuts = _sheet(_without_tall(seen, pieces, sealed, x_height), rows, pieces, x_height)
    seen_again = (_smaller(line) for line in recognizer.recognize(to_raster(resize(sheet, _LARGER))))
    found = [line for line in (_placed(line, cuts) for line in seen_again) if line and _is_sure(line)]
    for line in sorted(found, key=lambda line: line.box.y0):
        lines = _merged(lines, line)
    return lines


def _letters(glyphs: Glyphs, x_height: float) -> Glyphs:
    low, high = (bound * x_height for bound in _LETTER)
    return glyphs.where((glyphs.heights >= low) & (glyphs.heights <= high) & (glyphs.widths <= _WIDE * x_height))


def _on_seals(letters: Glyphs, bare: Bare | None, x_height: float) -> Iterator[Box]:
    """Yield the rows of print that lie on a seal that was taken off, with room for a hidden beginning."""
    if bare is None:
        return
    boxes = map(Box._make, np.column_stack([letters.x0, letters.y0, letters.x1, letters.y1]).tolist())
    own = ((seal := bare.lies_on(box)) is None or bare.is_print(box, seal) for box in boxes)
    for row in _rows(letters.where(np.fromiter(own, np.bool_, len(letters))), x_height):
        seal = bare.lies_on(row)
        if seal:
            hidden = round(_HIDDEN * x_height) if row.x0 >= seal.place.x0 else 0
            yield row._replace(x0=max(0, row.x0 - hidden))


def _rows(letters: Glyphs, x_height: float) -> list[Box]:
    """Return the boxes of the rows that `letters` stand in."""
    if len(letters) < _PIECES:
        return []
    reach = round(_APART * x_height / 2)
    canvas = np.zeros((int(letters.y1.max()) + 1, int(letters.x1.max()) + reach + 1), np.uint8)
    for x0, y0, x1, y1 in zip(letters.x0, letters.y0, letters.x1, letters.y1, strict=True):
        canvas[y0:y1, max(x0 - reach, 0) : x1 + reach] = 255
    found = components(canvas)
    owners = found.labels[(letters.y0 + letters.y1) // 2, (letters.x0 + letters.x1) // 2]
    counts, widths = (np.bincount(owners, each, minlength=len(found)) for each in (None, letters.widths))
    enough = (counts >= _PIECES) & (widths >= _INKED * x_height)
    enough[0] = False
    rows = np.column_stack([found.x0 + reach, found.y0, found.x1 - reach, found.y1])[enough].tolist()
    return [Box(*row) for row in rows if row[3] - row[1] <= _ROW * x_height]


def _read(letters: Glyphs, lines: Sequence[Line]) -> npt.NDArray[np.bool_]:
    """Return which of `letters` have their middle on a word."""
    boxes = np.array([w.box for line in lines for w in line.words if w.confidence >= _UNREAD], np.int32).reshape(-1, 4)
    x, y = ((letters.x0 + letters.x1) // 2)[:, None], ((letters.y0 + letters.y1) // 2)[:, None]
    inside = (x >= boxes[:, 0]) & (x <= boxes[:, 2]) & (y >= boxes[:, 1] - 2) & (y <= boxes[:, 3] + 2)
    return np.asarray(inside.any(axis=1), dtype=np.bool_)


def _without_tall(printed: Image, pieces: Components, sealed: Sequence[Box], x_height: float) -> Image:
    """Return the page without `pieces` of ink that are higher than any line of print.

    In rows on seals they stay: there a letter hangs together with what is left of a ring, or with a signature.
    """
    tall = pieces.paint(pieces.heights > _TALL * x_height)
    for row in sealed:
        tall[row.y0 : row.y1, row.x0 : row.x1] = 0
    return as_image(cv2.max(printed, cv2.dilate(tall, np.ones((3, 3), np.uint8))))


def _sheet(page: Image, rows: Sequence[Box], pieces: Components, x_height: float) -> tuple[Image, tuple[_Cut, ...]]:
    """Return the rows one below the other on a white sheet, and where each lies."""
    above, below, beside = (round(share * x_height) for share in (_ABOVE, _BELOW, _BESIDE))
    height, width = page.shape
    gap = 2 * round(x_height)
    cuts: list[_Cut] = []
    y = gap
    for row in rows:
        box = Box(
            max(row.x0 - beside, 0), max(row.y0 - above, 0), min(row.x1 + beside, width), min(row.y1 + below, height)
        )
        cuts.append(_Cut(box, gap, y))
        y += box.y1 - box.y0 + gap
    sheet = np.full((y, 2 * gap + max(cut.box.x1 - cut.box.x0 for cut in cuts)), 255, np.uint8)
    for cut, row in zip(cuts, rows, strict=True):
        part = _alone(page, cut.box, row, pieces, x_height)
        sheet[cut.y : cut.y + part.shape[0], cut.x : cut.x + part.shape[1]] = part
    return as_image(sheet), tuple(cuts)


def _alone(page: Image, box: Box, row: Box, pieces: Components, x_height: float) -> Image:
    """Return the page in `box` without what belongs to rows above and below `row`, which may be set close to it."""
    here = (slice(box.y0, box.y1), slice(box.x0, box.x1))
    middles = (pieces.y0 + pieces.y1) / 2
    letters = (pieces.heights >= _LETTER[0] * x_height) & (pieces.x0 < box.x1) & (pieces.x1 > box.x0)
    above = max(pieces.y1[letters & (middles < row.y0)], default=0)
    below = min(pieces.y0[letters & (middles >= row.y1)], default=page.shape[0])
    own = (middles >= min(row.y0, (above + row.y0) / 2)) & (middles < max(row.y1, (row.y1 + below) / 2))
    own |= pieces.heights > _TALL * x_height  # on seals, where letters hang together with them; elsewhere they are gone
    own[0] = False
    kept = cv2.dilate(own[pieces.labels[here]].astype(np.uint8), np.ones((5, 5), np.uint8))
    return as_image(np.where(kept, page[here], np.uint8(255)))


def _placed(line: Line, cuts: Sequence[_Cut]) -> Line | None:
    """Return a line of the sheet where it stands on the page; None where it lies on no row."""
    words = tuple(_words(line, cuts))
    return Line(words) if words else None


def _words(line: Line, cuts: Sequence[_Cut]) -> Iterator[Word]:
    middle = (line.box.y0 + line.box.y1) / 2
    for cut in cuts:
        if cut.y <= middle < cut.y + cut.box.y1 - cut.box.y0:
            dx, dy = cut.box.x0 - cut.x, cut.box.y0 - cut.y
            for word in line.words:
                box = word.box
                if box.x0 <= cut.x + _EDGE or box.x1 >= cut.x + cut.box.x1 - cut.box.x0 - _EDGE:
                    continue  # cut through
                x0, y0 = max(box.x0 + dx, 0), max(box.y0 + dy, 0)
                yield replace(word, box=Box(x0, y0, max(box.x1 + dx, x0 + 1), max(box.y1 + dy, y0 + 1)))


def _smaller(line: Line) -> Line:
    """Return a line of the enlarged sheet in pixels of the sheet."""
    boxes = (Box(*(round(edge / _LARGER) for edge in word.box)) for word in line.words)
    return Line(tuple(replace(word, box=box) for word, box in zip(line.words, boxes, strict=True)))


def _is_sure(line: Line) -> bool:
    return median(word.confidence for word in line.words) >= _SURE and _signs(line.words) >= _LETTERS


def _merged(lines: tuple[Line, ...], line: Line) -> tuple[Line, ...]:
    """Return `lines` with `line` in place of the words it lies on, if it says more, or as much and more surely."""
    here = line.box
    held = [word for other in lines for word in other.words if word.confidence >= _UNREAD and _lies_on(word, here)]
    if not held:
        return _inserted(lines, line)
    more, sure = _signs(line.words) - _signs(held), _least(line.words)
    if more < 0 or not (sure > _least(held) or (more and sure >= _FAIR)):
        return lines
    rest = [tuple(word for word in other.words if not _lies_on(word, here)) for other in lines]
    touched = [at for at, words in enumerate(rest) if len(words) < len(lines[at].words)]
    if len(touched) == 1:
        rest[touched[0]] = tuple(sorted((*rest[touched[0]], *line.words), key=_left))
        return tuple(map(Line, rest))
    return _inserted(tuple(Line(words) for words in rest if words), line)


def _left(word: Word) -> int:
    return word.box.x0


def _lies_on(word: Word, row: Box) -> bool:
    return row.y0 <= (word.box.y0 + word.box.y1) / 2 <= row.y1 and word.box.shares_columns(row)


def _least(words: Sequence[Word]) -> float:
    return min(word.confidence for word in words)


def _signs(words: Sequence[Word]) -> int:
    """Return how many letters and digits `words` have."""
    return sum(c.isalnum() for word in words for c in word.text)


def _inserted(lines: tuple[Line, ...], line: Line) -> tuple[Line, ...]:
    """Return `lines` with `line` in the row that it is a piece of; if there is none, as a line of its own.

    That stands behind the nearest one above it in its column, else before the first one below it.
    """
    whole = next((at for at, other in enumerate(lines) if _is_piece(line, other)), None)
    if whole is not None:
        words = sorted((*lines[whole].words, *line.words), key=_left)
        return (*lines[:whole], Line(tuple(words)), *lines[whole + 1 :])
    here, boxes = line.box, [other.box for other in lines]
    above = [(box.y1, at) for at, box in enumerate(boxes) if box.y1 <= here.y1 and box.shares_columns(here)]
    below = next((at for at, box in enumerate(boxes) if box.y0 >= here.y1), len(lines))
    place = max(above)[1] + 1 if above else below
    return (*lines[:place], line, *lines[place:])


def _is_piece(line: Line, other: Line) -> bool:
    """Tell whether `line` fills a gap between two words of `other`, on a level with both."""
    here = line.box
    before = [word for word in other.words if (word.box.x0 + word.box.x1) / 2 < here.x0]
    behind = [word for word in other.words if (word.box.x0 + word.box.x1) / 2 > here.x1]
    if not before or not behind or len(before) + len(behind) < len(other.words):
        return False
    left, right = max(before, key=lambda word: word.box.x1), min(behind, key=lambda word: word.box.x0)
    return _level(left, line) and _level(line, right)


def _level(one: Word | Line, other: Word | Line) -> bool:
    """Tell whether two share half the height of the lower one at least."""
    shared = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return 2 * shared >= min(one.box.y1 - one.box.y0, other.box.y1 - other.box.y0)
