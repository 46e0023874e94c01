"""Lines of print that an engine passed over, read in a second look.

Beside a signature or a seal Tesseract's layout analysis takes print for part of a picture: the office and the name
of the signer are lost. What has the shape of a row of letters and was not read is cut out and read by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from models.page import Box, Line, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, as_image, to_raster
from ocr.clean.glyphs import Glyphs, find_glyphs, ink

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
_TALL = 3.0  # x-heights: higher pieces of ink are signatures, seals and rules
_SURE = 0.75  # mean confidence from which a row found so is believed
_UNREAD = 0.3  # confidence: words less sure than this do not count as read


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

    `x_height` is that of the page's print in pixels; boxes are in the page's pixels.
    """
    mask = ink(printed)
    rows = _rows(find_glyphs(mask), lines, x_height)
    if not 0 < len(rows) <= _MOST:
        return lines
    sheet, cuts = _sheet(_without_tall(printed, mask, x_height), rows, x_height)
    found = [_placed(line, cuts) for line in recognizer.recognize(to_raster(sheet))]
    for line in sorted((line for line in found if line and _is_sure(line)), key=lambda line: line.box.y0):
        lines = _inserted(lines, line)
    return lines


def _rows(glyphs: Glyphs, lines: Sequence[Line], x_height: float) -> list[Box]:
    """Return the boxes of rows of letters on which there is no word."""
    low, high = (bound * x_height for bound in _LETTER)
    letters = glyphs.where((glyphs.heights >= low) & (glyphs.heights <= high) & (glyphs.widths <= _WIDE * x_height))
    free = letters.where(~_read(letters, lines))
    if len(free) < _PIECES:
        return []
    reach = round(_APART * x_height / 2)
    canvas = np.zeros((int(free.y1.max()) + 1, int(free.x1.max()) + reach + 1), np.uint8)
    for x0, y0, x1, y1 in zip(free.x0, free.y0, free.x1, free.y1, strict=True):
        canvas[y0:y1, max(x0 - reach, 0) : x1 + reach] = 255
    _, labels, stats, _ = cv2.connectedComponentsWithStats(canvas, connectivity=8, ltype=cv2.CV_32S)
    owners = labels[(free.y0 + free.y1) // 2, (free.x0 + free.x1) // 2]
    counts, widths = (np.bincount(owners, each, minlength=len(stats)) for each in (None, free.widths))
    enough = (counts >= _PIECES) & (widths >= _INKED * x_height)
    enough[0] = False
    rows = stats[enough, :4].tolist()
    return [
        Box(x + reach, y, x + width - reach, y + height) for x, y, width, height in rows if height <= _ROW * x_height
    ]


def _read(letters: Glyphs, lines: Sequence[Line]) -> npt.NDArray[np.bool_]:
    """Return which of `letters` have their middle on a word."""
    boxes = np.array([w.box for line in lines for w in line.words if w.confidence >= _UNREAD], np.int32).reshape(-1, 4)
    x, y = ((letters.x0 + letters.x1) // 2)[:, None], ((letters.y0 + letters.y1) // 2)[:, None]
    inside = (x >= boxes[:, 0]) & (x <= boxes[:, 2]) & (y >= boxes[:, 1] - 2) & (y <= boxes[:, 3] + 2)
    return np.asarray(inside.any(axis=1), dtype=np.bool_)


def _without_tall(printed: Image, mask: Image, x_height: float) -> Image:
    """Return the page without pieces of ink that are higher than any line of print."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    tall = np.zeros(len(stats), np.uint8)
    tall[1:][stats[1:, cv2.CC_STAT_HEIGHT] > _TALL * x_height] = 255
    return as_image(np.where(cv2.dilate(tall[labels], np.ones((3, 3), np.uint8)) > 0, 255, printed))


def _sheet(page: Image, rows: Sequence[Box], x_height: float) -> tuple[Image, tuple[_Cut, ...]]:
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
    for cut in cuts:
        part = page[cut.box.y0 : cut.box.y1, cut.box.x0 : cut.box.x1]
        sheet[cut.y : cut.y + part.shape[0], cut.x : cut.x + part.shape[1]] = part
    return as_image(sheet), tuple(cuts)


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
                x0, y0 = max(box.x0 + dx, 0), max(box.y0 + dy, 0)
                yield replace(word, box=Box(x0, y0, max(box.x1 + dx, x0 + 1), max(box.y1 + dy, y0 + 1)))


def _is_sure(line: Line) -> bool:
    return line.confidence >= _SURE and sum(c.isalnum() for c in line.text) >= _LETTERS


def _inserted(lines: tuple[Line, ...], line: Line) -> tuple[Line, ...]:
    """Return `lines` with `line` behind the nearest one above it in its column, else before the first one below it."""
    above = [
        (other.box.y1, at)
        for at, other in enumerate(lines)
        if other.box.y1 <= line.box.y1 and other.box.x0 < line.box.x1 and line.box.x0 < other.box.x1
    ]
    below = next((at for at, other in enumerate(lines) if other.box.y0 >= line.box.y1), len(lines))
    place = max(above)[1] + 1 if above else below
    return (*lines[:place], line, *lines[place:])
