import cv2
import numpy as np
import numpy.typing as npt
import pytest

from ocr.clean.arrays import Image, as_image, resize, to_grey
from ocr.clean.stamps import fade_stamps
from tests.ocr.pages import page

RED = (205, 45, 55)
BLUE = (50, 60, 190)


def stamped(colour: tuple[int, int, int]) -> Image:
    """Return the letter with a round stamp of 250 pixels lying over its middle; black print shows through."""
    paper = cv2.cvtColor(page(), cv2.COLOR_GRAY2RGB)
    stamp = np.full_like(paper, 255)
    cv2.circle(stamp, (500, 450), 125, colour, 8)
    cv2.circle(stamp, (500, 450), 95, colour, 4)
    cv2.putText(stamp, "UBND", (430, 470), cv2.FONT_HERSHEY_SIMPLEX, 1.6, colour, 6)
    return as_image(np.minimum(paper, stamp))


def ring(x: int = 500) -> npt.NDArray[np.bool_]:
    """Return where the outer ring of a stamp about `x` lies."""
    mask = np.zeros_like(page())
    cv2.circle(mask, (x, 450), 125, 255, 8)
    return np.asarray(mask > 0, np.bool_)


def test_red_and_blue_stamps_fade_and_the_print_under_them_stays() -> None:
    clean = page()
    for colour in (RED, BLUE):
        faded = fade_stamps(stamped(colour), 16)
        assert np.median(faded[ring() & (clean > 250)]) > 180
        assert np.median(to_grey(stamped(colour))[ring() & (clean > 250)]) < 120
        assert np.median(faded[clean == 20]) < 40


@pytest.mark.parametrize("times", [0.7, 2.4])
def test_stamps_fade_at_any_resolution(times: float) -> None:
    image = stamped(RED)
    faded = fade_stamps(resize(image, times), 16 * times)
    assert faded.shape == resize(image, times).shape[:2]
    again = cv2.resize(faded, image.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(again.astype(int) - fade_stamps(image, 16)).mean() < 5
    assert np.median(again[ring() & (page() > 250)]) > 180


def test_where_a_red_and_a_blue_stamp_cross_both_fade() -> None:
    blue = np.full((*page().shape, 3), 255, np.uint8)
    cv2.circle(blue, (620, 450), 125, BLUE, 8)
    paper = page()
    faded = fade_stamps(as_image(np.minimum(stamped(RED), blue)), 16)
    for x in (500, 620):
        assert np.median(faded[ring(x) & (paper > 250)]) > 180


def test_the_page_itself_is_left_as_it_is() -> None:
    image = stamped(RED)
    kept = image.copy()
    fade_stamps(image, 16)
    assert np.array_equal(image, kept)


def test_a_red_title_is_print() -> None:
    title = np.full((400, 1240, 3), 255, dtype=np.uint8)
    title[page(("GIẤY KHAI SINH",), height=400) < 128] = RED
    assert np.array_equal(fade_stamps(title, 16), to_grey(title))


def test_grey_pages_have_no_stamps() -> None:
    grey = page()
    assert fade_stamps(grey, 16) is grey
