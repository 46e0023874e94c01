import numpy as np
import pytest

from ocr.clean.arrays import Image
from ocr.clean.direction import Direction, find_direction
from ocr.clean.glyphs import Glyphs, find_glyphs, ink, x_height
from ocr.clean.skew import find_slope
from tests.ocr.pages import LETTER, page, sloped, turned


def direction(image: Image) -> Direction:
    found = find_direction(find_glyphs(ink(image)))
    assert found is not None
    return found


@pytest.mark.parametrize("slope", [-4.0, 0.0, 3.0])
@pytest.mark.parametrize(
    ("rotation", "sideways", "up"), [(0, False, 1), (90, True, 1), (180, False, -1), (270, True, -1)]
)
def test_letters_tell_which_way_a_page_lies(rotation: int, sideways: bool, up: int, slope: float) -> None:
    found = direction(turned(sloped(page(height=1240), slope), rotation))
    assert found.turned is sideways
    assert found.up * up > 0.25
    assert found.slope.degrees == pytest.approx(slope, abs=0.3)


@pytest.mark.parametrize(("rotation", "sideways"), [(0, False), (90, True), (180, False), (270, True)])
def test_a_dense_page_is_compared_only_where_its_rows_leave_a_doubt(rotation: int, sideways: bool) -> None:
    dense = page(LETTER[4:] * 2, height=1240)
    glyphs = find_glyphs(ink(turned(dense, rotation)))
    assert len(glyphs) > 300
    assert direction(turned(dense, rotation)).turned is sideways
    size = x_height(glyphs)
    assert size is not None
    assert (find_slope(glyphs, size).sharpness < 3.2) is sideways


def test_rows_of_figures_in_columns_are_not_taken_for_lines_of_a_turned_page() -> None:
    row = "  ".join(f"{n:03d}" for n in range(101, 113))
    table = page((row,) * 22, width=1100, height=1300)
    assert not direction(table).turned
    assert direction(turned(table, 90)).turned


def test_a_narrow_column_is_not_taken_for_a_turned_page() -> None:
    words = tuple(word for line in LETTER[4:] for word in line.split())[:26]
    assert not direction(page(words, width=300, height=1800)).turned


def test_size_is_that_of_the_letters_also_when_they_lie() -> None:
    assert direction(turned(page(), 90)).size == pytest.approx(direction(page()).size, abs=1.0)


def test_too_few_letters_tell_nothing() -> None:
    nothing = np.zeros(0, dtype=np.int32)
    assert find_direction(Glyphs(nothing, nothing, nothing, nothing, nothing)) is None
