import numpy as np
import pytest

from models.errors import PageDamaged
from models.page import Raster
from ocr.clean.arrays import brightest, darkest, fit, percentile, resize, to_array, to_grey, to_raster


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


def test_resize_never_comes_to_nothing() -> None:
    assert resize(np.zeros((3, 400), dtype=np.uint8), 0.1).shape == (1, 40)


def test_grey_of_a_colour_is_its_luminance() -> None:
    red = np.zeros((2, 2, 3), dtype=np.uint8)
    red[..., 0] = 255
    assert to_grey(red)[0, 0] == pytest.approx(76, abs=1)


def test_brightest_and_darkest_channel() -> None:
    image = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)[..., [1, 2, 0]]
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
