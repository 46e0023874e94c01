from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest

from models.split import SEPARATOR
from ocr.codes.qr import find_qr
from ocr.stack.separator import separator_pdf


def drawn(pdf: bytes, dpi: int) -> np.ndarray:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return np.ascontiguousarray(document[0].render(scale=dpi / 72).to_numpy()[..., :3])
    finally:
        document.close()


@pytest.mark.parametrize("dpi", [75, 150])
@pytest.mark.parametrize("turn", [0, 1, 2])
def test_a_printed_sheet_is_recognised_any_way_round(dpi: int, turn: int) -> None:
    sheet = np.ascontiguousarray(np.rot90(drawn(separator_pdf(), dpi), turn))
    assert [code.text for code in find_qr(sheet)] == [SEPARATOR]


def test_a_crumpled_half_is_enough() -> None:
    sheet = drawn(separator_pdf(), 150)
    sheet[: sheet.shape[0] // 2] = 255
    assert [code.text for code in find_qr(sheet)] == [SEPARATOR]


def test_as_many_sheets_as_asked_for() -> None:
    with pikepdf.open(BytesIO(separator_pdf(3))) as pdf:
        assert len(pdf.pages) == 3
