"""A decoded Pillow image as plain pixels, a band of rows at a time, so that no second copy of a large page exists."""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.orientation import Pixels
from ingest.resolution import reduction

_BAND_PIXELS = 1_000_000  # 4 MB a band in the widest mode, and a few such copies


def reduced_pixels(image: Image.Image, working_pixels: int) -> Pixels:
    """Return a loaded image as grey or RGB pixels of at most `working_pixels`, averaged over whole cells.

    Transparency is laid on white; 16-bit, floating, bilevel, palette and CMYK pixels become 8-bit grey or RGB.
    """
    width, height = image.size
    factor = reduction(width, height, working_pixels)
    across, down = min(factor, width), min(factor, height)
    convert = _converter(image)
    out: Pixels | None = None
    for top, bottom in _bands(width, height, down):
        band = convert(image.crop((0, top, width, bottom)))
        band = averaged(band, across, down)
        if out is None:
            out = np.empty((height // down, *band.shape[1:]), np.uint8)
        out[top // down : top // down + len(band)] = band
    if out is None:
        raise ValueError("image without rows")
    return out


def averaged(band: Pixels, across: int, down: int) -> Pixels:
    """Return `band` with cells of `across` × `down` pixels averaged; rows and columns that fill no cell are dropped."""
    if across == down == 1:
        return band
    height, width = band.shape[0] // down, band.shape[1] // across
    whole = band[: height * down, : width * across]
    return cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def reduced_array(decoded: Pixels, working_pixels: int, *, bgr: bool = False) -> Pixels:
    """Return decoded grey, RGB or RGBA pixels (BGR and BGRA with `bgr`) as grey or RGB on white, reduced likewise."""
    height, width = decoded.shape[:2]
    factor = reduction(width, height, working_pixels)
    across, down = min(factor, width), min(factor, height)
    channels = () if decoded.ndim == 2 else (3,)
    out = np.empty((height // down, width // across, *channels), np.uint8)
    for top, bottom in _bands(width, height, down):
        band = decoded[top:bottom]
        out[top // down : bottom // down] = averaged(_opaque(band, bgr=bgr), across, down)
    return out


def _opaque(band: Pixels, *, bgr: bool) -> Pixels:
    if band.ndim == 2:
        return band
    colour = np.ascontiguousarray(band[:, :, 2::-1] if bgr else band[:, :, :3])
    return on_white(colour, band[:, :, 3]) if band.shape[2] == 4 else colour


def _bands(width: int, height: int, down: int) -> list[tuple[int, int]]:
    """Return (top, bottom) of bands whose heights are multiples of `down`; the rows that fill no cell are left out."""
    rows = max(1, _BAND_PIXELS // width // down) * down
    end = height // down * down
    return [(top, min(top + rows, end)) for top in range(0, end, rows)]


def on_white(colour: Pixels, alpha: Pixels) -> Pixels:
    """Return grey or RGB `colour` laid on white paper; `alpha` is 0 where the paper shows."""
    cover = alpha.astype(np.uint16)
    if colour.ndim == 3:
        cover = cover[:, :, None]
    return ((colour * cover + 255 * (255 - cover) + 127) // 255).astype(np.uint8)


Converter = Callable[[Image.Image], Pixels]


def _converter(image: Image.Image) -> Converter:
    if "transparency" in image.info and image.mode in {"1", "L", "P", "RGB"}:
        return _with_transparency(image.info["transparency"])
    if image.mode == "F":
        return _floating(image)
    return _CONVERTERS.get(image.mode, _rgb)


def _rgb(band: Image.Image) -> Pixels:
    return np.asarray(band.convert("RGB"))


def _grey(band: Image.Image) -> Pixels:
    return np.asarray(band.convert("L"))


def _rgba(band: Image.Image) -> Pixels:
    pixels = np.asarray(band.convert("RGBA"))
    return on_white(pixels[:, :, :3], pixels[:, :, 3])


def _grey_alpha(band: Image.Image) -> Pixels:
    pixels = np.asarray(band.convert("LA"))
    return on_white(pixels[:, :, 0], pixels[:, :, 1])


def _sixteen_bit(band: Image.Image) -> Pixels:
    return (np.asarray(band).astype(np.uint16) >> 8).astype(np.uint8)


def _thirty_two_bit(band: Image.Image) -> Pixels:
    """Pillow holds some 16-bit greys in 32 bits; real 32-bit scans do not exist."""
    return (np.asarray(band).clip(0, 0xFFFF).astype(np.uint16) >> 8).astype(np.uint8)


def _lightness(band: Image.Image) -> Pixels:
    return np.asarray(band.getchannel(0), np.uint8)


def _with_transparency(value: object) -> Converter:
    def convert(band: Image.Image) -> Pixels:
        band.info["transparency"] = value
        return _rgba(band)

    return convert


def _floating(image: Image.Image) -> Converter:
    """Floating greys run from 0 to 1, or to 255, or to 65,535, whichever their brightest pixel needs."""
    brightest = float(np.ravel(image.getextrema())[-1])
    white = next((step for step in (1.0, 255.0, 65_535.0) if brightest <= step), brightest)

    def convert(band: Image.Image) -> Pixels:
        whole: NDArray[np.float32] = np.nan_to_num(np.asarray(band, np.float32)) / white * 255
        return whole.clip(0, 255).astype(np.uint8)

    return convert


_CONVERTERS: Mapping[str, Converter] = {
    "1": _grey,
    "L": _grey,
    "LA": _grey_alpha,
    "La": _grey_alpha,
    "PA": _rgba,
    "RGBA": _rgba,
    "RGBa": _rgba,
    "I;16": _sixteen_bit,
    "I;16B": _sixteen_bit,
    "I;16L": _sixteen_bit,
    "I": _thirty_two_bit,
    "LAB": _lightness,
}
"""Modes that are not simply RGB, CMYK, YCbCr or a palette, which Pillow itself turns into RGB."""
