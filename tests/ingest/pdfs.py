"""Small PDFs that the tests of ingest share, made with fpdf2 (text) and pikepdf (scans, boxes, turns)."""

import io
from collections.abc import Sequence

import pikepdf
from fpdf import FPDF
from PIL import JpegImagePlugin

from tests.ingest.images import encoded, scene

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
BODY = (
    "Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014; xét đề nghị của ông Nguyễn Văn Ẩn, cư trú tại thôn Đông. "
    "Ủy ban nhân dân xã Hòa Bình xác nhận nội dung dưới đây là đúng sự thật và chịu trách nhiệm trước pháp luật."
)
LEFT, RIGHT = "UBND XÃ HÒA BÌNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def written(body: str = BODY, *, heading: bool = True, pages: int = 1) -> bytes:
    """Return a born-digital A4 document with the usual heading in two columns."""
    pdf = FPDF(format="A4")
    pdf.add_font("serif", fname=FONT)
    for _ in range(pages):
        pdf.add_page()
        pdf.set_font("serif", size=11)
        if heading:
            pdf.text(20, 20, LEFT)
            pdf.text(105, 20, RIGHT)
        pdf.set_xy(20, 40)
        pdf.multi_cell(170, 7, body, align="J")
    return bytes(pdf.output())


def scanned(images: Sequence[tuple[bytes, str]], size: tuple[float, float] = (595, 842), content: bytes = b"") -> bytes:
    """Return a one-page PDF in which each of `images` (JPEG data and placement matrix) is drawn, then `content`."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[0]
        named = {f"/Im{n}": jpeg_object(pdf, data) for n, (data, _) in enumerate(images)}
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(named), Font=pikepdf.Dictionary(F=pdf.make_indirect(font))
        )
        draw = "".join(f"q {matrix} cm /Im{n} Do Q\n" for n, (_, matrix) in enumerate(images))
        page.obj.Contents = pdf.make_stream(draw.encode() + content)
        return saved(pdf)


def jpeg_object(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    with JpegImagePlugin.JpegImageFile(io.BytesIO(data)) as image:  # no guard against 100 megapixels
        width, height = image.size
        space = {"L": pikepdf.Name.DeviceGray, "RGB": pikepdf.Name.DeviceRGB}[image.mode]
    return pikepdf.Stream(
        pdf,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=space,
        Filter=pikepdf.Name.DCTDecode,
    )


def full_page_scan(width: int = 620, height: int = 877, content: bytes = b"") -> bytes:
    return scanned([(encoded(scene(width, height), "JPEG", quality=95), "595 0 0 842 0 0")], content=content)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def typed(lines: Sequence[str], mode: int = 0) -> bytes:
    """Return page content that writes Latin lines in Helvetica with a render mode (3 is invisible)."""
    shown = "".join(f"1 0 0 1 60 {780 - 14 * n} Tm ({line}) Tj\n" for n, line in enumerate(lines))
    return f"BT /F 11 Tf {mode} Tr\n{shown}ET\n".encode("latin-1")
