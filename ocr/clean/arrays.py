"""Rasters of the house as arrays of numpy, and back, without copying pixels."""

import math
from collections.abc import Callable, Iterator

import cv2
import numpy as np
import numpy.typing as npt

from models.errors import PageDamaged
from models.page import Raster

Image = npt.NDArray[np.uint8]
"""Grey (height, width) or RGB (height, width, 3), 8 bits a channel."""

Counts = npt.NDArray[np.int64]
"""A histogram: shape (256,)."""

_BAND = 64  # rows
_EIGHT_WHITE = np.uint64(2**64 - 1)  # pixels

cv2.setNumThreads(1)  # one process a core does the fanning out


def to_array(raster: Raster) -> Image:
    """Return the pixels of `raster` as an array that shares its memory. Raises PageDamaged when sizes disagree."""
    pixels = np.frombuffer(memoryview(raster.pixels), dtype=np.uint8)
    if not pixels.size or pixels.size != raster.width * raster.height * raster.channels:
        raise PageDamaged(
            "Ảnh của trang không đầy đủ; hãy quét lại trang này.",
            "The page's image is not complete; scan this page again.",
        )
    shape = (raster.height, raster.width) if raster.channels == 1 else (raster.height, raster.width, raster.channels)
    image: Image = pixels.reshape(shape)
    return image


def to_raster(image: Image, dpi: float | None = None) -> Raster:
    """Return `image` as a raster that shares its memory (copied only where it is not contiguous)."""
    height, width = image.shape[:2]
    return Raster(np.ascontiguousarray(image).data, width, height, 1 if image.ndim == 2 else image.shape[2], dpi)


def to_grey(image: Image) -> Image:
    """Return the luminance of an RGB image; a grey one as it is."""
    return image if image.ndim == 2 else as_image(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))


def brightest(image: Image) -> Image:
    """Return the brightest channel at each pixel of an RGB image; a grey one as it is."""
    return _merged(image, cv2.max)


def darkest(image: Image) -> Image:
    """Return the darkest channel at each pixel of an RGB image; a grey one as it is."""
    return _merged(image, cv2.min)


def _merged(image: Image, merge: Callable[[Image, Image, Image], object]) -> Image:
    """Return the three channels of an RGB image merged into one: a third of the time of the whole at once."""
    if image.ndim == 2:
        return image
    merged = np.empty(image.shape[:2], np.uint8)
    for rows, (red, green, blue) in channels_by_band(image):
        merge(red, green, red)
        merge(red, blue, merged[rows])
    return merged


def channels_by_band(image: Image) -> Iterator[tuple[slice, list[Image]]]:
    """Yield some rows of an RGB image after the other, each with its three channels.

    The channels are always in the same memory, so that they stay in the processor's cache; they may be written over.
    """
    planes = [np.empty((min(_BAND, len(image)), image.shape[1]), np.uint8) for _ in range(3)]
    for top in range(0, len(image), _BAND):
        band = image[top : top + _BAND]
        channels = [plane[: len(band)] for plane in planes]
        cv2.split(band, channels)
        yield slice(top, top + _BAND), channels


def darker_than(image: Image, level: float) -> Image:
    """Return 1 where a grey image is darker than a level, 0 elsewhere.

    It is compared with a whole number: a quarter of the time.
    """
    return (image < math.ceil(level)).view(np.uint8)


def histogram(image: Image) -> Counts:
    """Return how many values of an image are 0, 1, … 255.

    Runs of eight white pixels, four fifths of a flattened page, are counted by themselves: adding to one and the same
    count again and again takes three times as long.
    """
    flat = np.ascontiguousarray(image).reshape(-1)
    words, rest = flat[: flat.size // 8 * 8].view(np.uint64), flat[flat.size // 8 * 8 :]
    mixed = words[words != _EIGHT_WHITE]
    counts = _counted(mixed.view(np.uint8)) + _counted(rest)
    counts[255] += 8 * (words.size - mixed.size)
    return counts


def _counted(values: Image) -> Counts:
    if not values.size:
        return np.zeros(256, np.int64)
    return cv2.calcHist([values.reshape(-1, 1)], [0], None, [256], [0, 256]).ravel().astype(np.int64)


def percentile(image: Image, per_cent: float) -> float:
    """Return the `per_cent` percentile (0 to 100) of all values of an image, interpolated as numpy does.

    It is read off the histogram: sorting 2 megapixels takes ten times as long. The image must not be empty.
    """
    return percentile_of(histogram(image), per_cent)


def percentile_of(counts: Counts, per_cent: float) -> float:
    """Return the same of an image that has this histogram."""
    below = np.cumsum(counts)
    place = per_cent / 100 * (int(below[-1]) - 1)
    lower, upper = (int(np.searchsorted(below, rank, side="right")) for rank in (math.floor(place), math.ceil(place)))
    return lower + (upper - lower) * (place - math.floor(place))


def median(image: Image) -> float:
    """Return the median of all values of an image."""
    return percentile(image, 50.0)


def fit(image: Image, longest: int) -> tuple[Image, float]:
    """Return `image` reduced so that no side is over `longest` pixels, and the factor (≤ 1) by which it was reduced.

    For a look at a page, not for reading it: what halving leaves over is bilinear. A page of 8.7 megapixels comes to
    2,000 pixels a side in 6 instead of 42 ms.
    """
    height, width = image.shape[:2]
    factor = min(1.0, longest / max(height, width))
    return (image, 1.0) if factor == 1.0 else (_reduced(image, factor, cv2.INTER_LINEAR), factor)


def resize(image: Image, factor: float) -> Image:
    """Return `image` with both sides times `factor`: by area when smaller, by cubic interpolation when larger."""
    if factor < 1:
        return _reduced(image, factor, cv2.INTER_AREA)
    return as_image(cv2.resize(image, _size(image, factor), interpolation=cv2.INTER_CUBIC))


def _reduced(image: Image, factor: float, rest: int) -> Image:
    """Return `image` halved by area as often as it goes, which is quick, then brought to its size by `rest`."""
    size = _size(image, factor)
    while image.shape[1] >= 2 * size[0] and image.shape[0] >= 2 * size[1]:
        image = _halved(image)
    return image if image.shape[1::-1] == size else as_image(cv2.resize(image, size, interpolation=rest))


def _size(image: Image, factor: float) -> tuple[int, int]:
    height, width = image.shape[:2]
    return max(1, round(width * factor)), max(1, round(height * factor))


def _halved(image: Image) -> Image:
    """Return the means of 2 × 2 pixels; an odd last row or column is left out."""
    height, width = image.shape[0] // 2, image.shape[1] // 2
    return as_image(cv2.resize(image[: 2 * height, : 2 * width], (width, height), interpolation=cv2.INTER_AREA))


def as_image(array: object) -> Image:
    """Return what a function of OpenCV gave, typed as an image; OpenCV's own types are too wide."""
    return np.asarray(array, dtype=np.uint8)
