from collections.abc import Callable

import numpy as np
import pytest

from models.errors import PageDamaged
from models.page import Raster
from ocr.clean.arrays import (
    Image,
    brightest,
    darkest,
    fit,
    histogram,
    percentile,
    resize,
    to_array,
    to_grey,
    to_raster,
)


@pytest.mark.parametrize("shape", [(7, 5), (7, 5, 3)])
def test_rasters_and_arrays_share_their_pixels(shape: tuple[int, ...]) -> None:
    image = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    raster = to_raster(image, 200.0)
    assert (raster.width, raster.height, raster.channels, raster.dpi) == (5, 7, 1 if len(shape) == 2 else 3, 200.0)
    assert np.shares_memory(to_array(raster), image)
    assert np.array_equal(to_array(raster), image)


def test_bytes_are_pixels_too() -> None:
    assert to_array(Raster(bytes(range(6)), 3, 2, 1)).tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("raster", [Raster(b"", 0, 0, 1), Raster(bytes(5), 3, 2, 1), Raster(bytes(6), 3, 2, 3)])
def test_a_raster_that_is_not_whole_is_damaged(raster: Raster) -> None:
    with pytest.raises(PageDamaged):
        to_array(raster)


def test_fit_reduces_only() -> None:
    image = np.zeros((100, 50), dtype=np.uint8)
    assert fit(image, 100)[0] is image
    small, factor = fit(image, 50)
    assert (small.shape, factor) == ((50, 25), 0.5)


@pytest.mark.parametrize("factor", [0.23, 0.43, 0.5, 0.57, 0.9])
@pytest.mark.parametrize("reduce", [resize, lambda image, factor: fit(image, round(factor * 600))[0]])
def test_every_pixel_counts_when_a_page_is_reduced(factor: float, reduce: Callable[[Image, float], Image]) -> None:
    grain = np.random.default_rng(3).integers(0, 256, (600, 400, 3)).astype(np.uint8)
    small = reduce(grain, factor)
    assert small.shape == (round(600 * factor), round(400 * factor), 3)
    assert small.mean() == pytest.approx(grain.mean(), abs=2)
    assert small.std() < 0.9 * grain.std()


def test_an_odd_last_row_does_not_move_the_page() -> None:
    image = np.zeros((401, 601), dtype=np.uint8)
    image[380:, 580:] = 255
    corner = np.argwhere(resize(image, 0.25) > 127).min(axis=0)
    assert corner.tolist() == [95, 145]


GREYS = np.random.default_rng(5).integers(0, 256, (37, 53)).astype(np.uint8)


@pytest.mark.parametrize(
    "image",
    [
        GREYS,
        GREYS[::3],
        GREYS[:, 1:],
        np.where(np.arange(53) % 17 == 3, GREYS, 255).astype(np.uint8),
        np.full((3, 7), 255, np.uint8),
        np.full((4, 8), 255, np.uint8),
        GREYS[:1, :5],
    ],
)
def test_every_grey_level_is_counted(image: Image) -> None:
    assert histogram(image).tolist() == np.bincount(image.ravel(), minlength=256).tolist()


def test_resize_never_comes_to_nothing() -> None:
    assert resize(np.zeros((3, 400), dtype=np.uint8), 0.1).shape == (1, 40)


def test_grey_of_a_colour_is_its_luminance() -> None:
    red = np.zeros((2, 2, 3), dtype=np.uint8)
    red[..., 0] = 255
    assert to_grey(red)[0, 0] == pytest.approx(76, abs=1)


@pytest.mark.parametrize("height", [1, 63, 64, 65, 200])
def test_channels_are_merged_over_all_bands(height: int) -> None:
    image = np.random.default_rng(height).integers(0, 256, (height, 31, 3)).astype(np.uint8)
    for seen in (image, image[:, ::-1], image[:, 3:]):
        assert np.array_equal(brightest(seen), seen.max(axis=2))
        assert np.array_equal(darkest(seen), seen.min(axis=2))


def test_brightest_and_darkest_channel() -> None:
    image = np.random.default_rng(5).integers(0, 256, (150, 3, 3)).astype(np.uint8)
    assert np.array_equal(brightest(image), image.max(axis=2))
    assert np.array_equal(darkest(image), image.min(axis=2))
    grey = image[..., 0]
    assert brightest(grey) is grey
    assert darkest(grey) is grey


@pytest.mark.parametrize("count", [1, 2, 7, 9_991])
@pytest.mark.parametrize("per_cent", [0, 0.3, 5, 50, 85, 100])
def test_percentiles_are_those_of_numpy(count: int, per_cent: float) -> None:
    values = np.random.default_rng(count).integers(0, 256, (count, 3)).astype(np.uint8)
    assert percentile(values, per_cent) == pytest.approx(np.percentile(values, per_cent))
    assert percentile(values[:, 1], per_cent) == pytest.approx(np.percentile(values[:, 1], per_cent))
