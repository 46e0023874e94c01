"""QR codes of a page, read with ZXing (the C++ port, in the process)."""

import zxingcpp

from models.page import Box, Code
from models.text import nfc
from ocr.clean.arrays import Image, brightest, fit

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode")
_LONGEST = 4000
"""Pixels of the longer side: A4 at 300 dpi is searched as it is, in 20 to 45 ms; a larger page is reduced first."""


def find_qr(image: Image) -> tuple[Code, ...]:
    """Return the QR codes on `image` (grey or RGB), in any turn, boxes in its pixels.

    Texts are NFC. A code whose check symbols do not hold gives nothing, never a wrong text (ISO/IEC 18004). The
    same text twice (printed so, or shining through from the back of the sheet) is given once. The brightest channel is
    searched: a red or blue stamp across a black code fades in it.
    """
    small, factor = fit(image, _LONGEST)
    found = zxingcpp.read_barcodes(brightest(small), formats=_FORMATS, try_invert=False)
    codes = (Code("qr", nfc(code.text), _box(code.position, factor)) for code in found if code.valid and code.text)
    return tuple({code.text: code for code in codes}.values())


def _box(position: zxingcpp.Position, factor: float) -> Box:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs, ys = [corner.x / factor for corner in corners], [corner.y / factor for corner in corners]
    return Box(round(min(xs)), round(min(ys)), max(round(max(xs)), round(min(xs)) + 1), round(max(ys)) + 1)
