"""JPEGs decoded whole: the pixels of Pillow, and nothing at all where the data are doubtful."""

import io

import numpy as np
import pytest
from PIL import Image

from ingest.jpeg_decoder import decode_whole
from ingest.orientation import Pixels
from tests.ingest.images import encoded, raster_of


def noisy(mode: str) -> Image.Image:
    noise = np.random.default_rng(3).integers(0, 256, (121, 87, 3)).astype(np.uint8)
    return Image.fromarray(noise).resize((348, 484), Image.Resampling.BICUBIC).convert(mode)


def by_pillow(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image)


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("options", [
    {"quality": 90},
    {"quality": 60, "progressive": True},
    {"quality": 85, "subsampling": 0},
    {"quality": 85, "restart_marker_blocks": 3},
])  # fmt: skip
def test_pixels_are_those_of_pillow(mode: str, options: dict[str, object]) -> None:
    data = encoded(noisy(mode), "JPEG", **options)
    found = decode_whole(data, grey=mode == "L")
    assert found is not None
    assert found.flags.c_contiguous
    assert np.array_equal(found, by_pillow(data))


def test_doubtful_data_give_nothing() -> None:
    data = encoded(noisy("RGB"), "JPEG", quality=90)
    for bad in (b"", b"no picture", data[: len(data) // 2], data[: len(data) // 2] + b"\xff\xd9", data[:-2]):
        assert decode_whole(bad, grey=False) is None


def test_a_page_without_its_end_marker_is_still_read_as_before() -> None:
    """Pillow decodes it: the last two bytes are no part of the picture."""
    data = encoded(noisy("RGB"), "JPEG", quality=90)
    whole, cut = raster_of(data), raster_of(data[:-2] + b"\0\0")
    assert np.array_equal(np.asarray(whole.pixels), np.asarray(cut.pixels))


def test_four_channels_are_left_to_pillow() -> None:
    raster = raster_of(encoded(noisy("CMYK"), "JPEG", quality=90))
    assert (raster.width, raster.height, raster.channels) == (348, 484, 3)
