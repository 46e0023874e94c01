"""The text of one page as drawing instructions that draw nothing: each word in its place."""

from collections.abc import Iterator
from statistics import median

import numpy as np
import numpy.typing as npt

from models.page import Line
from ocr.clean.geometry import Homography, apply
from ocr.searchable.font import NAME, Encoding
from ocr.searchable.truetype import ADVANCE, DESCENT, UNITS

_UNEVEN = 1.8  # line height over that of its words: above, a line joins print of two sizes, and each word has its own
Points = npt.NDArray[np.float64]


def text_layer(lines: tuple[Line, ...], to_points: Homography, encoding: Encoding) -> bytes:
    """Return a content stream that sets `lines` in rendering mode 3 (neither fill nor stroke).

    `to_points` maps the upright page's pixels to the PDF page's user space. All words of a line share its height, so
    that readers join them to a line again. Each word is set together with a blank behind it: pdfium drops a hyphen that
    is set by itself and joins words whose gap another instruction fills (202 of 4,120 words of 24 pages, now 2).
    """
    if not lines:
        return b""
    shown = "\n".join(piece for line in lines for piece in _line(line, to_points, encoding))
    return f"q BT 3 Tr {NAME} 1 Tf\n{shown}\nET Q\n".encode("ascii")


def _line(line: Line, to_points: Homography, encoding: Encoding) -> Iterator[str]:
    box = line.box
    shared = box.y1 - box.y0 <= _UNEVEN * median(word.box.y1 - word.box.y0 for word in line.words)
    for word in line.words:
        top, foot = (box.y0, box.y1) if shared else (word.box.y0, word.box.y1)
        yield _word(word.text, (word.box.x0, word.box.x1, top, foot), to_points, encoding)


def _word(text: str, place: tuple[int, int, int, int], to_points: Homography, encoding: Encoding) -> str:
    """Return the instructions that stretch `text` over the box left, right, top, foot of the upright page.

    A blank of one letter's width follows behind the box.
    """
    left, right, top, foot = place
    start, end, above = apply(to_points, [(left, foot), (right, foot), (left, top)])
    length, height = float(np.linalg.norm(end - start)), float(np.linalg.norm(above - start))
    along = _axis(end - start)
    upwards = _axis(above - start)
    base = (end + above) / 2 - along * length / 2 - upwards * height * (0.5 + DESCENT / UNITS)
    stretched = along * length / (len(text) * ADVANCE / UNITS)
    shown = encoding.hexadecimal(f"{text} ")
    letters = " ".join(_short(value, 2) for value in (*stretched, *(upwards * height)))
    origin = " ".join(_short(value, 1) for value in base)
    return f"{letters} {origin} Tm <{shown}> Tj"


def _short(value: float, digits: int) -> str:
    """Return a number in as few letters as do: the text of a page comes to a third of the size of its fax."""
    short = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _axis(direction: Points) -> Points:
    """Return the unit vector along the axis nearest to `direction`.

    Words are set level about their true middle: readers take letters on a sloping line for words of their own (poppler
    parts them where the foot moves by half a point), and over one word a scan's slope is a fraction of its height.
    """
    main = int(np.argmax(np.abs(direction)))
    axis = np.zeros(2)
    axis[main] = 1.0 if direction[main] >= 0 else -1.0
    return axis
