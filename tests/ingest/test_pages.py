import io
import struct
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from ingest import webp_decoder
from ingest.formats import webp
from ingest.limits import Limits
from ingest.pages import read_page
from models.errors import PageDamaged, PageTooBig, UnsupportedFormat
from tests.ingest.images import (
    LIMITS,
    chunk,
    corners,
    encoded,
    heic,
    pixels_of,
    png_from_rows,
    raster_of,
    scene,
    shows_scene,
)
from tests.samples import bad

SMALL = Limits(working_pixels=5_000)


def every_format(page: Image.Image) -> dict[str, bytes]:
    return {
        "jpeg": encoded(page, "JPEG", quality=95),
        "progressive": encoded(page, "JPEG", quality=95, progressive=True),
        "png": encoded(page, "PNG"),
        "webp": encoded(page, "WEBP", quality=95),
        "webp lossless": encoded(page, "WEBP", lossless=True),
        "heic": heic(page),
        "tiff": encoded(page, "TIFF"),
        "tiff lzw": encoded(page, "TIFF", compression="tiff_lzw"),
        "tiff jpeg": encoded(page, "TIFF", compression="jpeg", quality=95),
        "tiff big": encoded(page, "TIFF", big_tiff=True),
    }


FORMATS = tuple(every_format(scene(8, 8)))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_decoded(name: str) -> None:
    raster = raster_of(every_format(scene())[name])
    assert (raster.width, raster.height) == (240, 320)
    assert shows_scene(raster)
    assert memoryview(raster.pixels).c_contiguous
    assert memoryview(raster.pixels).nbytes == 240 * 320 * 3


@pytest.mark.parametrize("name", FORMATS)
def test_a_large_page_is_reduced_while_decoding(name: str) -> None:
    raster = raster_of(every_format(scene())[name], limits=SMALL)
    assert raster.width * raster.height <= SMALL.working_pixels
    assert raster.width / raster.height == pytest.approx(240 / 320, rel=0.02)
    assert shows_scene(raster)


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_without_colour_becomes_grey(name: str) -> None:
    assert raster_of(every_format(scene(colour=False))[name]).channels == 1


@pytest.mark.parametrize("name", FORMATS)
def test_pixels_over_the_limit_are_refused_again(name: str) -> None:
    with pytest.raises(PageTooBig, match="240 × 320"):
        raster_of(every_format(scene())[name], limits=Limits(max_pixels=70_000))


@pytest.mark.parametrize("name", FORMATS)
def test_data_cut_short_are_a_damaged_page(name: str) -> None:
    data = every_format(noisy())[name]
    with pytest.raises(PageDamaged, match="hãy quét hoặc tải lên lại"):
        raster_of(data[: len(data) // 2])


def noisy() -> Image.Image:
    rng = np.random.default_rng(3)
    return Image.fromarray(rng.integers(0, 255, (320, 240, 3), np.uint8))


@pytest.mark.parametrize("number", [0, 2, -1])
@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "heic", "tiff"])
def test_a_page_that_is_not_there(name: str, number: int) -> None:
    with pytest.raises(PageDamaged):
        raster_of(every_format(scene())[name], number)


def test_bytes_of_no_format() -> None:
    with pytest.raises(UnsupportedFormat):
        raster_of(bad.text_named_jpg())


TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_orientation_is_obeyed(kind: str, orientation: int) -> None:
    turn = TURNS[orientation]
    stored = scene() if turn is None else scene().transpose(turn)
    exif = Image.Exif()
    exif[274] = orientation
    data = encoded(stored, kind, exif=exif)
    for limits in (LIMITS, SMALL):
        raster = raster_of(data, limits=limits)
        assert raster.height > raster.width
        assert shows_scene(raster), corners(raster)


def test_a_heic_that_the_phone_turned() -> None:
    stored = scene().transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[274] = 6
    raster = raster_of(heic(stored, exif=exif.tobytes()))
    assert (raster.width, raster.height) == (240, 320)
    assert shows_scene(raster)


def test_a_nonsensical_orientation_is_ignored() -> None:
    exif = Image.Exif()
    exif[274] = 77
    assert shows_scene(raster_of(encoded(scene(), "JPEG", exif=exif)))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "HEIC"])
def test_transparency_is_laid_on_white(kind: str) -> None:
    page = scene().convert("RGBA")
    ink = np.array(page)
    ink[ink[:, :, 0] == 255] = 0  # the paper: transparent black
    image = Image.fromarray(ink)
    data = heic(image) if kind == "HEIC" else encoded(image, kind, **({"lossless": True} if kind == "WEBP" else {}))
    for limits in (LIMITS, SMALL):
        assert shows_scene(raster_of(data, limits=limits))


def test_half_transparent_ink_is_half_as_dark() -> None:
    raster = raster_of(encoded(Image.new("LA", (16, 16), (0, 128)), "PNG"))
    assert set(pixels_of(raster).ravel().tolist()) == {127}


def test_a_png_whose_one_grey_is_transparent() -> None:
    rows = b"".join(b"\0" + bytes([7] * 8 + [0] * 8) for _ in range(16))
    data = png_from_rows(rows, 16, 16, 8, 0, chunk(b"tRNS", b"\0\7"))
    assert pixels_of(raster_of(data))[0].tolist() == [255] * 8 + [0] * 8


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_png_greys_of_few_bits(depth: int) -> None:
    rows = (b"\0" + b"\xff" * depth + b"\x00" * depth) * 16
    raster = raster_of(png_from_rows(rows, 16, 16, depth, 0))
    assert pixels_of(raster)[0].tolist() == [255] * 8 + [0] * 8
    assert raster.channels == 1


def test_png_of_sixteen_bits_grey_and_colour() -> None:
    for channels, expected in ((1, 1), (3, 3)):
        deep = np.zeros((40, 40, channels), np.uint16)
        deep[:, :, channels - 1] = 0x8000
        data = cv2.imencode(".png", deep)[1].tobytes()
        raster = raster_of(data)
        assert raster.channels == expected
        assert pixels_of(raster).max() == 0x80


def test_interlaced_png() -> None:
    raster = raster_of(interlaced())
    assert pixels_of(raster)[0].tolist() == [10, 40, 70, 100]


def interlaced() -> bytes:
    """Return a 4 × 1 grey PNG in Adam7: passes 1, 4 and 6 hold one, one and two pixels."""
    header = struct.pack(">IIBBBBB", 4, 1, 8, 0, 0, 0, 1)
    data = zlib.compress(b"\0\x0a" + b"\0\x46" + b"\0\x28\x64")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_palettes() -> None:
    assert shows_scene(raster_of(encoded(scene().convert("P", palette=Image.Palette.ADAPTIVE), "PNG")))
    assert shows_scene(raster_of(encoded(scene().convert("P", palette=Image.Palette.ADAPTIVE), "TIFF")))


def test_cmyk_as_photoshop_inverts_it_and_as_tiff_stores_it() -> None:
    assert shows_scene(raster_of(encoded(scene().convert("CMYK"), "JPEG", quality=95)))
    assert shows_scene(raster_of(encoded(scene().convert("CMYK"), "TIFF")))


@pytest.mark.parametrize("compression", [None, "group3", "group4", "tiff_lzw"])
@pytest.mark.parametrize("photometric", [0, 1])
def test_bilevel_tiff_of_either_polarity(compression: str | None, photometric: int) -> None:
    page = scene(colour=False).convert("1", dither=Image.Dither.NONE)
    data = encoded(page, "TIFF", compression=compression, tiffinfo={262: photometric})
    raster = raster_of(data)
    assert raster.channels == 1
    assert set(np.unique(pixels_of(raster)).tolist()) <= {0, 255}
    assert np.array_equal(pixels_of(raster), pixels_of(raster_of(encoded(page, "PNG"))))


def test_grey_tiff_where_zero_is_white() -> None:
    data = encoded(Image.fromarray(np.full((9, 9), 40, np.uint8)), "TIFF")
    black, white = (struct.pack("<HHIH", 262, 3, 1, value) for value in (1, 0))
    assert set(pixels_of(raster_of(data.replace(black, white))).ravel().tolist()) == {215}


def test_tiff_of_sixteen_bits_and_of_floats() -> None:
    deep = Image.fromarray(np.full((9, 9), 0x4321, np.uint16))
    assert set(pixels_of(raster_of(encoded(deep, "TIFF"))).ravel().tolist()) == {0x43}
    floats = np.zeros((9, 9), np.float32)
    floats[0, 0] = 1.0
    assert pixels_of(raster_of(encoded(Image.fromarray(floats), "TIFF"))).max() == 255


def test_pages_of_a_tiff_in_their_order() -> None:
    shades = [Image.new("L", (20, 20), shade) for shade in (10, 120, 240)]
    data = encoded(shades[0], "TIFF", save_all=True, append_images=shades[1:])
    assert [int(pixels_of(raster_of(data, n))[0, 0]) for n in (3, 1, 2)] == [240, 10, 120]


def test_a_tiff_whose_second_page_is_broken_gives_its_neighbours() -> None:
    data = bad.tiff_broken_second_page()
    assert raster_of(data, 1).width == raster_of(data, 3).width > 0
    with pytest.raises(PageDamaged, match="Trang 2"):
        raster_of(data, 2)


def test_a_tiff_whose_second_directory_is_not_there_gives_its_first() -> None:
    data = bytearray(encoded(scene(), "TIFF"))
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * count, 0x7FFFFFF0)
    assert shows_scene(raster_of(bytes(data), 1))
    with pytest.raises(PageDamaged, match="Trang 2"):
        raster_of(bytes(data), 2)


def test_a_large_page_packed_as_one_strip_is_refused_before_it_fills_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TiffImagePlugin, "STRIP_SIZE", 1 << 30)
    data = encoded(Image.new("RGB", (9_000, 9_000), "white"), "TIFF", compression="tiff_lzw")
    with pytest.raises(PageTooBig, match="dải"):
        raster_of(data)


def test_truncated_jpeg_is_never_half_a_page() -> None:
    with pytest.raises(PageDamaged):
        raster_of(bad.truncated_jpeg())
    with pytest.raises(PageDamaged):  # an end mark behind the gap satisfies the decoder, not us
        raster_of(bad.truncated_jpeg() + b"\xff\xd9")


def test_first_frame_of_an_animation() -> None:
    frames = [scene(), Image.new("RGB", (240, 320), "blue")]
    for kind in ("WEBP", "PNG"):
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        assert shows_scene(raster_of(data))


def test_a_large_webp_without_libwebp_or_animated_is_reduced_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [scene(), Image.new("RGB", (240, 320), "blue")]
    animated = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)
    assert shows_scene(raster_of(animated, limits=SMALL))
    monkeypatch.setattr(webp_decoder, "_library", lambda: None)
    assert shows_scene(raster_of(encoded(scene(), "WEBP", quality=95), limits=SMALL))
    monkeypatch.setattr(webp, "_MOST_WHOLE_PIXELS", 70_000)
    with pytest.raises(PageTooBig, match="WebP"):
        raster_of(encoded(scene(), "WEBP", quality=95), limits=SMALL)


def test_libwebp_gives_what_opencv_gives() -> None:
    still = encoded(scene(), "WEBP", lossless=True)
    scaled = webp_decoder.decode_scaled(still, 120, 160)
    assert scaled is not None
    whole = pixels_of(raster_of(still)).reshape(160, 2, 120, 2, 3).mean(axis=(1, 3))
    assert np.abs(scaled[:, :, :3] - whole).mean() < 1
    assert webp_decoder.decode_scaled(still[:60], 120, 160) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_density_as_stated_and_as_reduced(kind: str) -> None:
    data = encoded(scene(600, 800), kind, dpi=(200, 200))
    assert raster_of(data).dpi == pytest.approx(200, abs=0.1)
    reduced = raster_of(data, limits=Limits(working_pixels=120_000))
    assert reduced.width == 300
    assert reduced.dpi == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("dpi", [1, 30, 5000])
def test_an_implausible_density_is_dropped(dpi: int) -> None:
    assert raster_of(encoded(scene(), "PNG", dpi=(dpi, dpi))).dpi is None


def test_a_camera_s_72_dpi_is_dropped_but_a_screenshot_s_is_kept() -> None:
    assert raster_of(encoded(Image.new("L", (4000, 3000)), "JPEG", dpi=(72, 72))).dpi is None
    assert raster_of(encoded(Image.new("L", (595, 842)), "JPEG", dpi=(72, 72))).dpi == 72


def test_a_fax_is_squared() -> None:
    raster = raster_of(encoded(scene(1728 // 4, 1078 // 4), "TIFF", dpi=(204, 98)))
    assert raster.dpi == pytest.approx(204)
    assert raster.height == pytest.approx(1078 // 4 * 204 / 98, abs=1)
    assert shows_scene(raster)


def test_a_sliver_of_a_page() -> None:
    raster = raster_of(encoded(Image.new("L", (20_000, 1), 9), "PNG"), limits=SMALL)
    assert raster.height == 1
    assert raster.width <= SMALL.working_pixels


def test_the_disk_s_own_failure_is_not_called_damage() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 200:
                raise OSError(5, "Input/output error")
            return super().read(size)

    with pytest.raises(OSError, match="Input/output"):
        read_page(Failing(encoded(noisy(), "PNG")), 1, LIMITS, "image/png")
