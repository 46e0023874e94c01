import numpy as np

from ocr.clean.leaders import erase_leaders
from tests.ocr.pages import page


def test_dots_go_and_what_was_filled_in_stays() -> None:
    bare = page(("Họ và tên:            Đỗ Hữu Phước",), height=160)
    dotted = bare.copy()
    for x in range(700, 1100, 10):
        dotted[112:116, x : x + 4] = 20
    cleaned = erase_leaders(dotted, 16)
    assert (cleaned[:, 680:] > 250).all()
    assert np.array_equal(cleaned[:, :680], bare[:, :680])


def test_dots_of_letters_and_an_ellipsis_stay() -> None:
    text = page(("Nơi nhận: i i i i i i i", "v.v... 1.250.300,5 đồng"), height=260)
    assert np.array_equal(erase_leaders(text, 16), text)


def test_white_paper_is_untouched() -> None:
    white = np.full((40, 40), 255, dtype=np.uint8)
    assert erase_leaders(white, 16) is white


def test_the_foot_of_a_colon_before_a_leader_stays() -> None:
    bare = page(("Họ và tên            Đỗ Hữu Phước",), height=160)
    dotted = bare.copy()
    for x in range(310, 480, 10):
        dotted[112:116, x : x + 4] = 20
    dotted[98:102, 310:314] = 20
    cleaned = erase_leaders(dotted, 16)
    assert (cleaned[112:116, 310:314] == 20).all()
    assert (cleaned[112:116, 325:480] > 250).all()
