"""The text of one page as drawing instructions that draw nothing: each word in its place."""

import math
from collections.abc import Iterator, Sequence
from statistics import median

from models.page import Line
from ocr.clean.geometry import Homography
from ocr.searchable.font import NAME, Encoding
from ocr.searchable.truetype import ADVANCE, DESCENT, UNITS

_UNEVEN = 1.8  # line height over that of its words: above, a line joins print of two sizes, and each word has its own

Point = tuple[float, float]
Rows = Sequence[Sequence[float]]
"""A homography as plain numbers."""


def text_layer(lines: tuple[Line, ...], to_points: Homography, encoding: Encoding) -> bytes:
    """Return a content stream that sets `lines` in rendering mode 3 (neither fill nor stroke).

    `to_points` maps the upright page's pixels to the PDF page's user space. All words of a line share its height, so
    that readers join them to a line again. Each word is set together with a blank behind it: pdfium drops a hyphen that
    is set by itself and joins words whose gap another instruction fills (202 of 4,120 words of 24 pages, now 2).
    """
    if not lines:
        return b""
    rows: Rows = to_points.tolist()
    shown = "\n".join(piece for line in lines for piece in _line(line, rows, encoding))
    return f"q BT 3 Tr {NAME} 1 Tf\n{shown}\nET Q\n".encode("ascii")


def _line(line: Line, to_points: Rows, encoding: Encoding) -> Iterator[str]:
    box = line.box
    shared = box.y1 - box.y0 <= _UNEVEN * median(word.box.y1 - word.box.y0 for word in line.words)
    for word in line.words:
        top, foot = (box.y0, box.y1) if shared else (word.box.y0, word.box.y1)
        yield _word(word.text, (word.box.x0, word.box.x1, top, foot), to_points, encoding)


def _word(text: str, place: tuple[int, int, int, int], to_points: Rows, encoding: Encoding) -> str:
    """Return the instructions that stretch `text` over the box left, right, top, foot of the upright page.

    A blank of one letter's width follows behind the box. In plain numbers: numpy takes five times as long for so few.
    """
    left, right, top, foot = place
    start, end, above = _seen(to_points, left, foot), _seen(to_points, right, foot), _seen(to_points, left, top)
    length, height = math.dist(start, end), math.dist(start, above)
    along, upwards = _axis(start, end), _axis(start, above)
    rise, stretch = height * (0.5 + DESCENT / UNITS), length / (len(text) * ADVANCE / UNITS)
    base = ((end[i] + above[i]) / 2 - along[i] * length / 2 - upwards[i] * rise for i in (0, 1))
    matrix = (along[0] * stretch, along[1] * stretch, upwards[0] * height, upwards[1] * height)
    shown = encoding.hexadecimal(f"{text} ")
    letters = " ".join(_short(value, 2) for value in matrix)
    origin = " ".join(_short(value, 1) for value in base)
    return f"{letters} {origin} Tm <{shown}> Tj"


def _seen(matrix: Rows, x: float, y: float) -> Point:
    """Return a point seen through a homography."""
    across, down, scale = (row[0] * x + row[1] * y + row[2] for row in matrix)
    return across / scale, down / scale


def _short(value: float, digits: int) -> str:
    """Return a number in as few letters as do: the text of a page comes to a third of the size of its fax."""
    short = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _axis(start: Point, end: Point) -> Point:
    """Return the unit vector along the axis nearest to the direction from `start` to `end`.

    Words are set level about their true middle: readers take letters on a sloping line for words of their own (poppler
    parts them where the foot moves by half a point), and over one word a scan's slope is a fraction of its height.
    """
    across, down = end[0] - start[0], end[1] - start[1]
    if abs(across) >= abs(down):
        return (1.0 if across >= 0 else -1.0), 0.0
    return 0.0, (1.0 if down >= 0 else -1.0)
