"""Drawing a laid-out page into pixels."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from models.page import Box
from tests.samples.art import paint
from tests.samples.fonts import MM_PER_POINT, load
from tests.samples.layout import lay_out
from tests.samples.ops import Drawing, Panel, PrintedLine, Run, Stroke
from tests.samples.sheet import Paper, Sheet

Pixels = NDArray[np.uint8]
"""RGB image, height × width × 3, uint8."""

DEFAULT_FONT = "tinos"
_MM_PER_INCH = 25.4
_FINEST = 200


@dataclass(frozen=True, slots=True)
class RenderedLine:
    """One printed line in reading order; `box` is in pixels of the rendered page. See `Text.optional`."""

    text: str
    box: Box
    optional: bool = False


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as it leaves the printer: sharp RGB pixels and the truth of every line."""

    image: Pixels
    lines: tuple[RenderedLine, ...]
    dpi: int

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines if not line.optional)

    @property
    def optional(self) -> str:
        """Text of what need not be read: certifying stamps."""
        return "\n".join(line.text for line in self.lines if line.optional)


def render(paper: Paper, dpi: int = 300, font: str = DEFAULT_FONT) -> list[RenderedPage]:
    """Return the pages of `paper` at `dpi`, set in the family `font` (a key of `fonts.FAMILIES`)."""
    return [render_sheet(sheet, dpi, font) for sheet in paper.pages]


def render_sheet(sheet: Sheet, dpi: int, font: str) -> RenderedPage:
    """Return one sheet at `dpi`. Below 200 dpi it is drawn larger and reduced: small type does not set well."""
    finer = -(-_FINEST // dpi)
    if finer > 1:
        return _reduced(render_sheet(sheet, dpi * finer, font), finer)
    scale = dpi / _MM_PER_INCH
    image = Image.new("RGB", (round(sheet.width * scale), round(sheet.height * scale)), sheet.paper)
    placed = lay_out(sheet, font)
    for op in placed.ops:
        _draw(image, op, scale)
    lines = tuple(RenderedLine(line.text, _box(line, scale), line.optional) for line in placed.lines)
    return RenderedPage(np.array(image), lines, dpi)


def _reduced(page: RenderedPage, by: int) -> RenderedPage:
    height, width = page.image.shape[:2]
    image = cv2.resize(page.image, (width // by, height // by), interpolation=cv2.INTER_AREA)
    lines = tuple(RenderedLine(line.text, Box(*(v // by for v in line.box)), line.optional) for line in page.lines)
    return RenderedPage(image.astype(np.uint8), lines, page.dpi // by)


def _draw(image: Image.Image, op: Run | Stroke | Panel | Drawing, scale: float) -> None:
    pen = ImageDraw.Draw(image)
    hair = max(1, round(0.25 * scale))
    match op:
        case Run():
            font = load(op.face, max(4.0, round(op.size * MM_PER_POINT * scale, 1)))
            pen.text((op.x * scale, op.y * scale), op.text, op.colour, font, anchor="ls")
        case Stroke():
            ends = [round(v * scale) for v in (op.x0, op.y0, op.x1, op.y1)]
            pen.line(ends, op.colour, hair)
        case Panel():
            corners = [round(v * scale) for v in (op.x, op.y, op.x + op.width, op.y + op.height)]
            pen.rectangle(corners, fill=op.fill, outline=op.border, width=hair)
        case Drawing():
            art = paint(op.art, scale)
            image.paste(art, (round(op.x * scale), round(op.y * scale)), art)


def _box(line: PrintedLine, scale: float) -> Box:
    edges = (line.x, line.y, line.x + line.width, line.y + line.height)
    return Box(*(round(edge * scale) for edge in edges))
