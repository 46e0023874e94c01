import io

import numpy as np
import pytest
from PIL import Image

from models.errors import PageDamaged
from ocr.clean.arrays import to_raster
from ocr.images import encode_jpeg, jpeg_to_png
from tests.ocr.pages import page

COLOUR = np.dstack([np.full((300, 200), level, dtype=np.uint8) for level in (200, 40, 60)])


def test_pictures_are_reduced_and_keep_their_shape() -> None:
    with Image.open(io.BytesIO(encode_jpeg(to_raster(page(height=2480)), longest=1000))) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (500, 1000), "L")


def test_small_pages_are_not_enlarged_and_colours_are_right() -> None:
    with Image.open(io.BytesIO(encode_jpeg(to_raster(COLOUR)))) as picture:
        assert picture.size == (200, 300)
        assert np.abs(np.array(picture.getpixel((100, 100))) - (200, 40, 60)).max() < 6


def test_lower_quality_is_smaller() -> None:
    raster = to_raster(page())
    assert len(encode_jpeg(raster, quality=30)) < len(encode_jpeg(raster, quality=90))


@pytest.mark.parametrize("progressive", [True, False])
def test_pictures_are_progressive_where_wanted(progressive: bool) -> None:
    with Image.open(io.BytesIO(encode_jpeg(to_raster(page()), progressive=progressive))) as picture:
        assert ("progressive" in picture.info) is progressive


def test_png_shows_the_same_pixels() -> None:
    jpeg = encode_jpeg(to_raster(COLOUR))
    with Image.open(io.BytesIO(jpeg)) as one, Image.open(io.BytesIO(jpeg_to_png(jpeg))) as other:
        assert other.format == "PNG"
        assert np.abs(np.asarray(one).astype(int) - np.asarray(other)).max() <= 2


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_what_is_no_picture_is_damaged(data: bytes) -> None:
    with pytest.raises(PageDamaged):
        jpeg_to_png(data)
