"""A page is kept in colour only where it has some: grain and the fringes of JPEG only look like it."""

import numpy as np
import pytest

from ingest.orientation import Pixels
from ingest.raster import holds_colour, without_false_colour


def white(height: int, width: int) -> Pixels:
    return np.full((height, width, 3), 245, np.uint8)


def test_a_stamp_of_half_a_square_centimetre_is_colour() -> None:
    page = white(1754, 1240)
    page[800:842, 600:642] = (200, 60, 70)
    assert holds_colour(page)
    assert without_false_colour(page) is page


def test_grain_in_every_channel_of_its_own_is_none() -> None:
    grain = np.random.default_rng(3).normal(0, 12, (1200, 900, 3))
    page = np.clip(white(1200, 900) - 40 + grain, 0, 255).astype(np.uint8)
    assert not holds_colour(page)
    assert without_false_colour(page).shape == (1200, 900)


def test_a_few_coloured_pixels_in_a_million_are_none() -> None:
    page = white(1200, 900)
    page[::400, ::400] = (255, 0, 0)
    assert not holds_colour(page)


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (1, 900), (7, 2), (1001, 5)])
def test_pages_of_odd_and_of_few_pixels_are_told_too(shape: tuple[int, int]) -> None:
    assert not holds_colour(white(*shape))
    red = white(*shape)
    red[...] = (220, 40, 40)
    assert holds_colour(red)
