"""The device that a page is drawn on: it keeps letters and images in their places, and nothing else."""

from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, apply_matrix_rect

from ingest.text_layer.glyphs import Glyph


class LetterDevice(PDFPageAggregator):
    """Gathers the letters of a page, those of its form objects where they are drawn, and its images.

    Rules and frames are left out: they say nothing here, and tables have hundreds. Letters are made without pdfminer's
    own objects for them, which take twice as long as everything else about a letter; their places are the same.
    `segments` counts the lines, curves and rectangles that were left out.
    """

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.glyphs: list[Glyph] = []
        self.segments = 0
        self._top = 0.0
        self._known: dict[tuple[PDFFont, int], tuple[str, float]] = {}

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Note the height of the page: pdfminer counts from its foot."""
        super().begin_page(page, ctm)
        self._top = float(self.cur_item.height)

    def paint_path(self, *path: Any) -> None:  # noqa: ANN401 - four settings of pdfminer and the path
        """Leave a path out."""
        self.leave_out(len(path[-1]))

    def leave_out(self, segments: int) -> None:
        """Count lines, curves and rectangles that the page draws."""
        self.segments += segments

    def render_char(  # noqa: PLR0913, PLR0917 - the signature is that of pdfminer
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep a letter; return how far the next one stands from it in the font's direction."""
        known = self._known.get((font, cid))
        if known is None:
            known = self._known[font, cid] = (_text(font, cid), font.char_width(cid))
        text, width = known
        advance = width * fontsize * scaling
        if font.is_vertical():
            shift = font.char_disp(cid)
            box = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, ncs, graphicstate).bbox
            size = box[2] - box[0]
        else:
            foot = font.get_descent() * fontsize + rise
            box = apply_matrix_rect(matrix, (0, foot, advance, foot + fontsize))
            size = box[3] - box[1]
        x0, y0, x1, y1 = box
        top = self._top
        self.glyphs.append(Glyph(text, x0, top - y1, x1, top - y0, font.fontname, size, _upright(matrix)))
        return float(advance)


def _text(font: PDFFont, cid: int) -> str:
    """Return what the font says that a letter is; ``(cid:12)`` where it says nothing, as pdfminer has it."""
    try:
        return str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return f"(cid:{cid})"


def _upright(matrix: Matrix) -> bool:
    """Tell whether a letter stands as it should; slanted ones do, those on their head (half a turn) do not."""
    across, rise, _, up, _, _ = matrix
    return across > 0 and up > 0 and abs(rise) <= 0.1 * across
