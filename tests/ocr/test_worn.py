import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image
from ocr.clean.worn import stem_width, thicken_worn
from tests.ocr.pages import page

X_HEIGHT = 26.0  # of FreeSerif at 56 pixels


def bilevel(worn: bool) -> Image:
    """Return a page in black and white; `worn` as a threshold leaves print that was faded and blurred."""
    large = page(width=2400, height=1600, size=56)
    if not worn:
        return as_image(np.where(large > 150, 255, 0))
    soft = cv2.GaussianBlur(large, (0, 0), 2.0)
    return as_image(np.where(soft > 100, 255, 0))


def test_worn_strokes_are_thickened() -> None:
    worn = bilevel(worn=True)
    thick = thicken_worn(worn, X_HEIGHT)
    assert (thick[worn == 0] == 0).all()
    assert 1.2 < np.count_nonzero(thick == 0) / np.count_nonzero(worn == 0) < 2.5


def test_sound_bilevel_print_is_untouched() -> None:
    sound = bilevel(worn=False)
    assert thicken_worn(sound, X_HEIGHT) is sound


def test_pages_in_grey_are_untouched_however_thin_their_print() -> None:
    grey = as_image(cv2.GaussianBlur(bilevel(worn=True), (0, 0), 2.0))
    assert stem_width(grey) is None
    assert thicken_worn(grey, X_HEIGHT) is grey


def test_stems_are_measured_in_pixels() -> None:
    bars = np.full((600, 200), 255, dtype=np.uint8)
    for left in range(10, 190, 20):
        bars[:, left : left + 4] = 0
    assert stem_width(bars) == 4.0


def test_a_nearly_empty_page_tells_nothing() -> None:
    white = np.full((400, 400), 255, dtype=np.uint8)
    assert stem_width(white) is None
    assert thicken_worn(white, X_HEIGHT) is white
