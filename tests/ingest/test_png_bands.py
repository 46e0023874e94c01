import io
import zlib
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

from ingest import png_bands
from ingest.limits import Limits
from ingest.rows import reduced_pixels
from models.errors import PageDamaged
from tests.ingest.images import chunk, encoded, pixels_of, png_from_rows, raster_of

WORKING = 3_000  # of 120 × 90 pixels: reduced by 2
RNG = np.random.default_rng(11)


def noise(*channels: int, deep: bool = False) -> NDArray[Any]:
    kind = np.uint16 if deep else np.uint8
    return RNG.integers(0, 2 ** (16 if deep else 8), (90, 120, *channels)).astype(kind)


def from_cv(pixels: NDArray[Any]) -> bytes:
    return cv2.imencode(".png", pixels)[1].tobytes()


def palette_image() -> Image.Image:
    image = Image.fromarray(noise() % 7, "P")
    image.putpalette([n * 36 % 256 for n in range(21)])
    return image


def inputs() -> dict[str, bytes]:
    bits = Image.fromarray(noise()).convert("1", dither=Image.Dither.NONE)
    return {
        "grey": encoded(Image.fromarray(noise()), "PNG"),
        "rgb": encoded(Image.fromarray(noise(3)), "PNG"),
        "rgba": encoded(Image.fromarray(noise(4)), "PNG"),
        "grey alpha": encoded(Image.fromarray(noise(2), "LA"), "PNG"),
        "palette": encoded(palette_image(), "PNG", bits=8),
        "palette of 4 bits": encoded(palette_image(), "PNG"),
        "palette, partly transparent": encoded(palette_image(), "PNG", transparency=bytes([0, 128, 255])),
        "bilevel": encoded(bits, "PNG"),
        "grey with transparency": encoded(Image.fromarray(noise() % 4), "PNG", transparency=3),
        "rgb with transparency": encoded(Image.fromarray(noise(3) % 2), "PNG", transparency=(1, 0, 1)),
        "16-bit grey": from_cv(noise(deep=True)),
        "16-bit rgb": from_cv(noise(3, deep=True)),
        "16-bit rgba": from_cv(noise(4, deep=True)),
    }


@pytest.mark.parametrize("band", [1, 1_000, 4_000_000])
@pytest.mark.parametrize("name", inputs())
def test_bands_give_what_the_whole_page_gives(name: str, band: int, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(inputs()[name])
    with PngImagePlugin.PngImageFile(stream) as image:
        image.load()
        whole = reduced_pixels(image, 120 * 90)
    monkeypatch.setattr(png_bands, "_BAND_PIXELS", band)
    banded = png_bands.reduced_rows(stream, png_bands.read_header(stream), WORKING)
    grey = banded.ndim < whole.ndim  # Pillow makes some greys with transparency RGB
    expected = (whole[:, :, 0] if grey else whole).reshape(45, 2, 60, 2, -1).mean(axis=(1, 3))
    assert banded.shape[:2] == (45, 60)
    assert np.abs(banded.reshape(45, 60, -1) - expected).max() <= 1.0


@pytest.mark.parametrize("method", range(5))
def test_every_filter_is_undone_across_bands(method: int, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = noise(3)
    data = png_from_rows(filtered(stored, method), 120, 90, 8, 2)
    monkeypatch.setattr(png_bands, "_BAND_PIXELS", 600)
    banded = pixels_of(raster_of(data, limits=Limits(working_pixels=WORKING)))
    expected = stored.reshape(45, 2, 60, 2, 3).mean(axis=(1, 3))
    assert np.abs(banded - expected).max() <= 1.0


def filtered(pixels: NDArray[Any], method: int) -> bytes:
    """Return rows filtered by one method (0 none, 1 left, 2 up, 3 mean, 4 Paeth), from the definition."""
    rows = pixels.reshape(len(pixels), -1).astype(int)
    left = np.pad(rows, ((0, 0), (3, 0)))[:, :-3]
    up = np.pad(rows, ((1, 0), (0, 0)))[:-1]
    corner = np.pad(rows, ((1, 0), (3, 0)))[:-1, :-3]
    guess = left + up - corner
    near = np.argmin(np.abs(np.stack([left, up, corner]) - guess), axis=0)
    paeth = np.choose(near, [left, up, corner])
    prediction = [0 * rows, left, up, (left + up) // 2, paeth][method]
    packed = ((rows - prediction) % 256).astype(np.uint8)
    return b"".join(bytes([method]) + row.tobytes() for row in packed)


def test_many_small_data_chunks_are_joined() -> None:
    rows = b"".join(b"\0" + row.tobytes() for row in noise())
    packed = zlib.compress(rows)
    parts = [chunk(b"IDAT", packed[at : at + 100]) for at in range(0, len(packed), 100)]
    whole = png_from_rows(rows, 120, 90, 8, 0)
    single = chunk(b"IDAT", packed)
    assert single in whole
    split = whole.replace(single, b"".join(parts))
    small = Limits(working_pixels=WORKING)
    assert np.array_equal(pixels_of(raster_of(split, limits=small)), pixels_of(raster_of(whole, limits=small)))


def test_spoilt_data_are_a_damaged_page() -> None:
    whole = encoded(Image.fromarray(noise(3)), "PNG")
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    few = png_from_rows(b"\0" + bytes(120), 120, 90, 8, 0)
    filter_9 = png_from_rows((b"\x09" + bytes(120)) * 90, 120, 90, 8, 0)
    for data in (whole[: len(whole) // 2], bytes(flipped), few, filter_9):
        with pytest.raises(PageDamaged):
            raster_of(data, limits=Limits(working_pixels=WORKING))


def test_bands_keep_orientation_and_density() -> None:
    exif = Image.Exif()
    exif[274] = 6
    data = encoded(Image.fromarray(noise()), "PNG", exif=exif, dpi=(100, 100))
    assert io.BytesIO(data).read(8) == png_bands.SIGNATURE
    raster = raster_of(data, limits=Limits(working_pixels=WORKING))
    assert (raster.width, raster.height) == (45, 60)
    assert raster.dpi == pytest.approx(50, abs=0.1)
