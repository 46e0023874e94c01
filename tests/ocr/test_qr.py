"""QR codes of a page: found in any turn and condition, their text and place; damaged ones give nothing."""

import cv2
import numpy as np
import pytest

from models.page import SourcePage
from ocr.clean.arrays import Image, as_image, to_raster
from ocr.codes.qr import find_qr
from ocr.page import read_page
from ocr.recognizers.null_engine import NullRecognizer
from tests.samples.art import qr_code
from tests.samples.degrade import PROFILES, degrade

TEXT = "001093047064|012345678|Nguyễn Văn An|14021993|Nam|Tổ 5, Tân An, An Hòa, An Giang|10052021"
LEFT, TOP = 700, 500


def page_with(text: str, module: int = 6) -> Image:
    """Return a white A4 page at 150 dpi, RGB, with the code of `text` at (700, 500)."""
    code = np.kron(qr_code(text), np.ones((module, module), np.uint8))
    page = np.full((1754, 1240), 255, np.uint8)
    page[TOP : TOP + code.shape[0], LEFT : LEFT + code.shape[1]] = code
    return as_image(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB))


def test_text_and_place_of_a_code() -> None:
    (code,) = find_qr(page_with(TEXT))
    assert (code.kind, code.text) == ("qr", TEXT)
    side = qr_code(TEXT).shape[0] * 6
    assert LEFT <= code.box.x0 < code.box.x1 <= LEFT + side
    assert TOP <= code.box.y0 < code.box.y1 <= TOP + side
    assert code.box.x1 - code.box.x0 > 0.8 * side


def test_a_large_page_is_searched_reduced_and_the_place_is_its_own() -> None:
    small = page_with(TEXT)
    (code,) = find_qr(as_image(np.kron(small[..., 0], np.ones((4, 4), np.uint8))))
    (expected,) = find_qr(small)
    assert np.allclose(code.box, np.multiply(expected.box, 4), atol=24)


@pytest.mark.parametrize("profile", PROFILES)
def test_codes_survive_what_scanners_do(profile: str) -> None:
    assert [code.text for code in find_qr(degrade(page_with(TEXT), profile, 811))] == [TEXT]


def test_two_codes_on_one_page() -> None:
    page = page_with(TEXT)
    other = page_with(TEXT.replace("An|", "Ba|"))
    both = find_qr(as_image(np.vstack([page, other])))
    assert sorted(code.text for code in both) == sorted([TEXT, TEXT.replace("An|", "Ba|")])


def test_decomposed_text_is_composed() -> None:
    decomposed = "Nguye\u0302\u0303n"
    assert [code.text for code in find_qr(page_with(decomposed))] == ["Nguy\u1ec5n"]


def test_a_destroyed_code_and_a_blank_page_give_nothing() -> None:
    page = page_with(TEXT).copy()
    page[TOP + 120 : TOP + 260, LEFT + 60 : LEFT + 300] = 255
    assert find_qr(page) == ()
    assert find_qr(np.full((40, 30), 255, np.uint8)) == ()


def test_a_pages_codes_lie_on_the_upright_page() -> None:
    lying = as_image(np.rot90(page_with(TEXT)))
    reading, _ = read_page(SourcePage(1, to_raster(lying)), NullRecognizer())
    (code,) = reading.codes
    assert code.text == TEXT
    assert 0 <= code.box.x0 < code.box.x1 <= reading.width
    assert 0 <= code.box.y0 < code.box.y1 <= reading.height
