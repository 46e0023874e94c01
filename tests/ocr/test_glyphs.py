import cv2
import numpy as np
import pytest

from ocr.clean.glyphs import Glyphs, find_glyphs, ink, sharpen, without_dots, without_marks, x_height
from tests.ocr.pages import LETTER, page

SHARE = 0.45  # x-height over size in FreeSerif, by its own tables (450 of 1000 units)


def measured(size: int, blur: float = 0.0) -> float:
    image = page(width=35 * size, height=30 * size, size=size)
    seen = cv2.GaussianBlur(image, (0, 0), blur) if blur else image
    found = x_height(find_glyphs(ink(sharpen(np.asarray(seen, dtype=np.uint8)))))
    assert found is not None
    return found


@pytest.mark.parametrize("size", [20, 28, 36, 50])
def test_x_height_grows_with_the_print(size: int) -> None:
    assert measured(size) == pytest.approx(SHARE * size, abs=1.5)


@pytest.mark.parametrize("blur", [1.0, 2.0])
def test_x_height_survives_blur(blur: float) -> None:
    assert measured(36, blur) == pytest.approx(SHARE * 36, abs=2.5)


def test_capitals_have_their_own_height() -> None:
    capitals = page(tuple(line.upper() for line in LETTER), width=1800)
    found = x_height(find_glyphs(ink(capitals)))
    assert found is not None
    assert found > 22


def test_ascenders_may_outnumber_small_letters() -> None:
    assert x_height(row([14] * 40 + [20] * 80)) == pytest.approx(14, abs=0.5)


def test_small_print_counts_beside_a_few_large_lines() -> None:
    assert x_height(row([8] * 150 + [11] * 60 + [22] * 90)) == pytest.approx(8, abs=0.5)


def test_marks_are_not_letters_however_many_there_are() -> None:
    letters = row([14] * 20)
    above = Glyphs(letters.x0 + 2, letters.y0 - 8, letters.x1 - 2, letters.y0 - 3, letters.area // 4)
    below = Glyphs(letters.x0 + 3, letters.y1 + 2, letters.x1 - 3, letters.y1 + 6, letters.area // 4)
    pieces = Glyphs(
        *(
            np.concatenate([getattr(part, edge) for part in (letters, above, below)])
            for edge in ("x0", "y0", "x1", "y1", "area")
        )
    )
    assert len(without_marks(pieces)) == 20
    assert x_height(pieces) == pytest.approx(14, abs=0.5)


@pytest.mark.parametrize("count", [1, 5, 63, 64, 65, 700])
def test_marks_are_told_as_if_every_piece_were_compared_with_every_other(count: int) -> None:
    draw = np.random.default_rng(count)
    left, top = draw.integers(0, 40 + count, count), draw.integers(0, 60, count)
    wide = np.where(draw.random(count) < 0.1, 90, 9)
    right, foot = left + draw.integers(2, wide + 1), top + draw.integers(2, 25, count)
    pieces = Glyphs(*(edge.astype(np.int32) for edge in (left, top, right, foot, np.ones(count))))
    middles = (left + right) // 2
    marks = [
        any(
            left[j] - 1 <= middles[i] <= right[j] + 1
            and foot[j] - top[j] > 1.5 * (foot[i] - top[i])
            and max(top[j] - foot[i], top[i] - foot[j]) <= 0.8 * (foot[i] - top[i])
            for j in range(count)
        )
        for i in range(count)
    ]
    kept = without_marks(pieces)
    assert np.array_equal(kept.x0, pieces.where(~np.array(marks)).x0)
    assert count < 60 or 0 < len(kept) < count


def test_nothing_has_no_marks() -> None:
    assert len(without_marks(row([]))) == 0


@pytest.mark.parametrize("tone", [0, 60, 140, 200])
def test_ink_is_parted_where_opencv_parts_it(tone: int) -> None:
    grey = np.maximum(page(), tone).astype(np.uint8)
    _, mask = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    assert np.array_equal(ink(grey), mask)


def test_two_pieces_tell_nothing() -> None:
    assert x_height(row([9, 9])) is None


def row(heights: list[int]) -> Glyphs:
    """Return letters of these heights side by side on one line."""
    left = np.arange(len(heights), dtype=np.int32) * 30
    tops = np.array([100 - height for height in heights], dtype=np.int32)
    return Glyphs(left, tops, left + 12, np.full_like(left, 100), (100 - tops) * 5)


def test_no_contrast_is_no_ink() -> None:
    flat = np.full((200, 200), 250, dtype=np.uint8)
    flat[50:150, 50:150] = 240
    assert not ink(flat).any()


def test_rules_dust_and_pictures_are_no_letters() -> None:
    mask = np.zeros((600, 600), dtype=np.uint8)
    mask[10:12, 10:590] = 255
    mask[100:400, 100:400] = 255
    mask[500:502, 500:502] = 255
    mask[550:562, 50:58] = 255
    (only,) = zip(*(getattr(find_glyphs(mask), name).tolist() for name in ("x0", "y0", "x1", "y1")), strict=True)
    assert only == (50, 550, 58, 562)


def test_dots_of_a_form_are_not_its_letters() -> None:
    letters = row([14] * 60 + [20] * 30)
    left = np.arange(400, dtype=np.int32) * 8
    dots = Glyphs(left, np.full_like(left, 200), left + 4, np.full_like(left, 204), np.full_like(left, 15))
    edges = ("x0", "y0", "x1", "y1", "area")
    both = Glyphs(*(np.concatenate([getattr(letters, edge), getattr(dots, edge)]) for edge in edges))
    assert len(without_dots(both)) == 90
    assert x_height(both) == pytest.approx(14, abs=0.5)


def test_print_of_pure_black_and_white_is_found() -> None:
    """Otsu's threshold of such a page is 0: nothing but black lies at or below it."""
    grey = page()
    bilevel = np.where(grey > 150, 255, 0).astype(np.uint8)
    assert len(find_glyphs(ink(bilevel))) == pytest.approx(len(find_glyphs(ink(grey))), rel=0.1)
    assert not ink(np.zeros((50, 50), np.uint8)).any()


def test_letters_of_a_reduced_page_lie_where_the_page_shows_them() -> None:
    glyphs = find_glyphs(ink(page()))
    half = glyphs.scaled(0.5)
    assert len(half) == len(glyphs)
    assert (2 * half.x0 <= glyphs.x0).all()
    assert (2 * half.y0 <= glyphs.y0).all()
    assert (2 * half.x1 >= glyphs.x1).all()
    assert (2 * half.y1 >= glyphs.y1).all()
    assert np.abs(2 * half.widths - glyphs.widths).max() <= 3
    assert half.area.sum() == pytest.approx(glyphs.area.sum() / 4, rel=0.02)
