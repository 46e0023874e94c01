import cv2
import numpy as np
import pytest

from models.page import Quality
from ocr.clean.arrays import Image, as_image
from ocr.clean.glance import glance
from ocr.clean.plan import make_plan
from ocr.clean.quality import judge, judge_drawn
from tests.ocr.pages import noisy, page


def blurred(sigma: float = 9) -> Image:
    return as_image(cv2.GaussianBlur(page(), (0, 0), sigma))


def judged(image: Image, confidence: float | None) -> Quality:
    seen = glance(image)
    return judge(seen, make_plan(image, seen), confidence)


def test_a_good_page_gets_no_advice() -> None:
    verdict = judged(page(), 0.95)
    assert verdict.usable
    assert verdict.advice == ()


@pytest.mark.parametrize("grain", [0, 4])
def test_a_page_without_words_is_not_usable(grain: int) -> None:
    verdict = judged(noisy(np.full((900, 700), 240, np.uint8), grain), None)
    assert not verdict.usable
    assert verdict.advice == ("blank",)


def test_a_page_read_by_guessing_is_not_usable_and_says_why() -> None:
    verdict = judged(page(), 0.4)
    assert not verdict.usable
    assert verdict.advice == ("unreadable",)


def test_what_was_read_surely_is_usable_though_it_looks_soft() -> None:
    assert judged(blurred(), 0.9).usable
    assert not judged(blurred(), 0.7).usable
    assert "blurred" in judged(blurred(), 0.9).advice


def test_what_hides_a_part_of_the_page_counts_however_well_the_rest_was_read() -> None:
    cut = np.ascontiguousarray(page()[:, 140:])
    assert judged(cut, 0.97).advice == ("cut-edge",)
    assert not judged(cut, 0.97).usable


def test_a_page_on_its_head_is_usable_and_told() -> None:
    verdict = judged(np.ascontiguousarray(page()[::-1, ::-1]), 0.95)
    assert verdict.usable
    assert verdict.advice == ("upside-down",)


def test_a_born_digital_page_can_only_be_blank() -> None:
    white = np.full((1754, 1240, 3), 255, np.uint8)
    assert judge_drawn(white, None).advice == ("blank",)
    assert judge_drawn(blurred(), None).usable
    assert judge_drawn(white, 1.0).usable
