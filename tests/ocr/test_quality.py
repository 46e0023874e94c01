import cv2
import numpy as np
import pytest

from ocr.clean.arrays import Image, as_image, resize
from ocr.clean.plan import make_plan
from ocr.clean.quality import ADVICE, edge_width, is_blank, judge
from tests.ocr.pages import noisy, page


def advice(image: Image, confidence: float | None = 0.95) -> tuple[str, ...]:
    return judge(image, make_plan(image).x_height, confidence).advice


def test_a_good_page_gets_no_advice() -> None:
    verdict = judge(page(), 16, 0.95)
    assert verdict.usable
    assert verdict.advice == ()


@pytest.mark.parametrize(
    "image", [np.full((900, 700), 250, dtype=np.uint8), noisy(np.full((900, 700), 190, np.uint8), 4)]
)
def test_white_and_grainy_paper_is_blank(image: Image) -> None:
    assert is_blank(image)
    verdict = judge(image, None, None)
    assert not verdict.usable
    assert verdict.advice == ("blank",)


def test_one_printed_line_is_not_blank() -> None:
    assert not is_blank(page(("Xin cấp lại giấy phép",)))


def test_blur_is_noticed_where_it_costs_words() -> None:
    assert "blurred" in advice(as_image(cv2.GaussianBlur(page(), (0, 0), 4)))
    assert "blurred" not in advice(as_image(cv2.GaussianBlur(page(), (0, 0), 1)))


def test_darkness_is_noticed() -> None:
    assert "too-dark" in advice((page() // 4).astype(np.uint8))


def test_small_print_is_noticed() -> None:
    assert "low-resolution" in advice(resize(page(), 0.3))


def test_a_page_read_by_guessing_is_not_usable() -> None:
    assert not judge(page(), 16, 0.4).usable


def test_edges_of_blurred_print_are_wide() -> None:
    assert edge_width(page()) < 1.5
    assert edge_width(as_image(cv2.GaussianBlur(page(), (0, 0), 4))) > 3


def test_every_advice_is_listed() -> None:
    assert set(ADVICE) == {"blank", "blurred", "too-dark", "low-resolution"}
