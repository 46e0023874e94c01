"""A received PDF: its pages stay as they are, those read by an engine get their text laid over them.

A PDF whose own text was believed on every page is handed on byte for byte: whoever signed it, the signature holds.
"""

import io

import numpy as np
import pikepdf
from pikepdf import Page, Pdf

from models.errors import DamagedFile, EncryptedFile
from models.page import TextSource
from models.reading import Reading
from ocr.clean.geometry import Homography
from ocr.searchable.document import add_layer, encode, layer_of, rotate_of, to_source, turn_upright, write
from ocr.searchable.font import add_font
from ocr.searchable.hidden import without_hidden_text


def pdf_of_pdf(original: bytes, reading: Reading) -> bytes:
    """Return the PDF. Raises EncryptedFile when it needs a password, DamagedFile when it is none."""
    try:
        with pikepdf.open(io.BytesIO(original)) as pdf:
            return original if _may_stay(pdf, reading) else _with_layers(pdf, reading)
    except pikepdf.PasswordError as error:
        raise EncryptedFile(
            "Tệp PDF có mật khẩu; hãy gửi bản không đặt mật khẩu.", "The PDF needs a password; send one without."
        ) from error
    except pikepdf.PdfError as error:
        raise DamagedFile("Tệp PDF bị hỏng; hãy gửi lại.", "The PDF is damaged; send it again.") from error


def _may_stay(pdf: Pdf, reading: Reading) -> bool:
    """Tell whether the file as received is searchable: all its pages by text of their own, none lost, none locked."""
    believed = bool(reading.pages) and all(read.source is TextSource.TEXT_LAYER for read in reading.pages)
    return believed and len(reading.pages) == len(pdf.pages) and not pdf.is_encrypted and not pdf.get_warnings()


def _with_layers(pdf: Pdf, reading: Reading) -> bytes:
    encoding = encode(reading)
    font = add_font(pdf, encoding)
    for read in reading.pages:
        if read.source is TextSource.OCR and read.number <= len(pdf.pages):
            page = pdf.pages[read.number - 1]
            without_hidden_text(pdf, page)
            add_layer(pdf, page, layer_of(read, share_to_user(page) @ to_source(read), encoding), font)
            turn_upright(page, read.rotation)
    return write(pdf)


def share_to_user(page: Page) -> Homography:
    """Return the map from shares of the page as shown (0 to 1, y down) to its user space.

    The page is shown as its crop box, turned clockwise by its ``/Rotate`` (ISO 32000-1, 7.7.3.3).
    """
    x0, y0, x1, y1 = _shown_box(page)
    width, height = x1 - x0, y1 - y0
    rows = {
        0: [[width, 0, x0], [0, -height, y1], [0, 0, 1]],
        90: [[0, width, x0], [height, 0, y0], [0, 0, 1]],
        180: [[-width, 0, x1], [0, height, y0], [0, 0, 1]],
        270: [[0, -width, x1], [-height, 0, y1], [0, 0, 1]],
    }
    return np.array(rows[rotate_of(page)], dtype=np.float64)


def _shown_box(page: Page) -> tuple[float, float, float, float]:
    """Return the part of the media box that the crop box leaves, corners in order; all of it if that is nothing."""
    media, crop = (_ordered([float(value) for value in box.as_list()]) for box in (page.mediabox, page.cropbox))
    x0, y0, x1, y1 = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else media


def _ordered(box: list[float]) -> tuple[float, float, float, float]:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
