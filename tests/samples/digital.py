"""Born-digital PDFs: the laid-out page as real text in embedded TrueType subsets, made by fpdf2."""

from datetime import UTC, datetime

from fpdf import FPDF

from tests.samples.art import paint
from tests.samples.fonts import Face, width
from tests.samples.layout import lay_out
from tests.samples.ops import Drawing, Op, Panel, Run, Stroke
from tests.samples.raster import DEFAULT_FONT
from tests.samples.sheet import Colour, Paper, Sheet

_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed date: the same paper gives the same bytes
_ART_DOTS_PER_MM = 6.0


def digital_pdf(paper: Paper, font: str = DEFAULT_FONT) -> bytes:
    """Return `paper` as a PDF with sound, selectable text (Identity-H with ToUnicode)."""
    pdf = FPDF(unit="mm")
    pdf.set_creation_date(_MADE)
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    for sheet in paper.pages:
        _page(pdf, sheet, font)
    return bytes(pdf.output())


def _page(pdf: FPDF, sheet: Sheet, font: str) -> None:
    pdf.add_page(format=(sheet.width, sheet.height))
    if sheet.paper != (255, 255, 255):
        _fill(pdf, sheet.paper)
        pdf.rect(0, 0, sheet.width, sheet.height, style="F")
    ops = lay_out(sheet, font).ops
    for op, following in zip(ops, (*ops[1:], None), strict=True):
        match op:
            case Run():
                _text(pdf, op, following)
            case Stroke():
                pdf.set_line_width(0.25)
                pdf.set_draw_color(*op.colour)
                pdf.line(op.x0, op.y0, op.x1, op.y1)
            case Panel():
                _panel(pdf, op)
            case Drawing():
                pdf.image(paint(op.art, _ART_DOTS_PER_MM), op.x, op.y, op.art.width, op.art.height)


def _text(pdf: FPDF, run: Run, following: Op | None) -> None:
    """Draw a run; a blank follows it, as in every word processor's PDF, unless the next run touches it."""
    end = run.x + width(run.text, run.face, run.size)
    touches = isinstance(following, Run) and following.y == run.y and following.x - end < 0.05
    pdf.set_font(_embedded(pdf, run.face), size=run.size)
    pdf.set_text_color(*run.colour)
    pdf.text(run.x, run.y, run.text if touches else f"{run.text} ")


def _embedded(pdf: FPDF, face: Face) -> str:
    name = f"{face.family}{'-b' * face.bold}{'-i' * face.italic}".lower()
    if name not in pdf.fonts:
        pdf.add_font(name, fname=face.path)
    return name


def _panel(pdf: FPDF, panel: Panel) -> None:
    if panel.fill:
        _fill(pdf, panel.fill)
    if panel.border:
        pdf.set_draw_color(*panel.border)
    style = ("F" if panel.fill else "") + ("D" if panel.border else "")
    pdf.rect(panel.x, panel.y, panel.width, panel.height, style=style)


def _fill(pdf: FPDF, colour: Colour) -> None:
    pdf.set_fill_color(*colour)
