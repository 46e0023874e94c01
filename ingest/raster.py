"""From decoded pixels to the raster that the other rooms work on."""

import cv2
import numpy as np

from ingest.orientation import Pixels, upright
from ingest.resolution import Density, plausible, square
from models.page import Raster, SourcePage

# A scanner's colour noise and the fringes of JPEG stay below 24 of 255 when averaged over 4 × 4 pixels; red stamps and
# blue ink lie above 60. A page holds colour when more than 1 in 10,000 of these cells does: half a square centimetre
# would be 1 in 1,200 of an A4 page.
_COLOUR_SPREAD = 24
_COLOUR_SHARE = 1e-4


def source_page(number: int, pixels: Pixels, density: Density | None = None, orientation: int = 1) -> SourcePage:
    """Return page `number` from pixels as stored: turned upright, squared, grey where no colour is lost by it.

    `density` is that of the pixels handed over, before the turn; it is dropped when it is not plausible.
    """
    height, width = pixels.shape[:2]
    squared, dpi = square(without_false_colour(pixels), plausible(density, width, height))
    return SourcePage(number, to_raster(upright(squared, orientation), dpi))


def to_raster(pixels: Pixels, dpi: float | None) -> Raster:
    """Return `pixels` as a raster; they are copied only if their rows are not contiguous."""
    whole = np.ascontiguousarray(pixels)
    height, width = whole.shape[:2]
    channels = 1 if whole.ndim == 2 else whole.shape[2]
    return Raster(whole, width, height, channels, dpi)  # type: ignore[arg-type]  # numpy declares Buffer from 3.12 on


def without_false_colour(pixels: Pixels) -> Pixels:
    """Return an RGB page as grey when it holds no colour, else as it is."""
    if pixels.ndim == 2 or holds_colour(pixels):
        return pixels
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def holds_colour(pixels: Pixels) -> bool:
    """Tell whether an RGB page holds stamps, coloured ink or a coloured ground."""
    cells = _halved(_halved(pixels))  # in half the time of one step
    red, green, blue = cv2.split(cells)  # numpy along the last axis takes thirty times as long
    spread = np.asarray(cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)))
    return bool(np.count_nonzero(spread > _COLOUR_SPREAD) > spread.size * _COLOUR_SHARE)


def _halved(pixels: Pixels) -> Pixels:
    """Return the means of 2 × 2 pixels; an odd last row or column is left out."""
    height, width = max(1, pixels.shape[0] // 2), max(1, pixels.shape[1] // 2)
    return np.asarray(cv2.resize(pixels[: 2 * height, : 2 * width], (width, height), interpolation=cv2.INTER_AREA))
