"""Separator sheets (*tờ phân cách*): printed once, laid between papers, read by the QR code and left out."""

from io import BytesIO

import numpy as np
import numpy.typing as npt
import pikepdf
import zxingcpp

from models.split import SEPARATOR

_WIDTH, _HEIGHT = 595.0, 842.0  # A4 in points
_SIDE = 227.0  # points: 80 mm, found at 75 dpi and through a fold
_TITLE = "PH\u00c2N C\u00c1CH \u00b7 SEPARATOR"
"""Only letters of WinAnsi, so that the standard font of every PDF viewer and printer has them."""


def separator_pdf(sheets: int = 1) -> bytes:
    """Return a PDF of `sheets` A4 separator sheets; the QR code, twice on each, says `models.split.SEPARATOR`.

    The code is drawn as squares, not as a picture, so that it is sharp on any printer.
    """
    modules = code_modules(SEPARATOR)
    content = "\n".join((_title(), _squares(modules, 470.0), _squares(modules, 130.0))).encode("cp1252")
    out = BytesIO()
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name("/Helvetica-Bold"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for _ in range(sheets):
            page = pdf.add_blank_page(page_size=(_WIDTH, _HEIGHT))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(content)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def code_modules(text: str) -> npt.NDArray[np.bool_]:
    """Return the QR code of `text` as a square of modules, True where black, without quiet zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    drawn = np.asarray(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    return drawn < 128


def _title() -> str:
    return f"BT /F 30 Tf 96 770 Td ({_TITLE}) Tj ET"


def _squares(modules: npt.NDArray[np.bool_], bottom: float) -> str:
    """Return the drawing of a code with its lower left corner `bottom` points above the foot, centred."""
    size = _SIDE / len(modules)
    left, top = (_WIDTH - _SIDE) / 2, bottom + _SIDE
    cells = [
        f"{left + column * size:.3f} {top - (row + 1) * size:.3f} {size:.3f} {size:.3f} re"
        for row, column in np.argwhere(modules)
    ]
    return "0 g\n" + "\n".join(cells) + "\nf"
