import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image, to_grey
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


def test_red_and_blue_stamps_fade_and_the_print_under_them_stays() -> None:
    clean = page()
    ring = np.zeros_like(clean)
    cv2.circle(ring, (500, 450), 125, 255, 8)
    for colour in (RED, BLUE):
        faded = fade_stamps(stamped(colour), 16)
        assert np.median(faded[(ring > 0) & (clean > 250)]) > 180
        assert np.median(to_grey(stamped(colour))[(ring > 0) & (clean > 250)]) < 120
        assert np.median(faded[clean == 20]) < 40


def test_a_red_title_is_print() -> None:
    title = np.full((400, 1240, 3), 255, dtype=np.uint8)
    title[page(("GIẤY KHAI SINH",), height=400) < 128] = RED
    assert np.array_equal(fade_stamps(title, 16), to_grey(title))


def test_grey_pages_have_no_stamps() -> None:
    grey = page()
    assert fade_stamps(grey, 16) is grey
