"""How fine a page was scanned, and how far it is reduced."""

import math
from dataclasses import dataclass

import cv2

from ingest.orientation import Pixels

LOWEST_DPI, HIGHEST_DPI = 40.0, 2400.0
SHORTEST_INCH, LONGEST_INCH = 1.0, 48.0  # a stamp-sized slip to A0 (46.8 in)


@dataclass(frozen=True, slots=True)
class Density:
    """Dots per inch along both axes, as the file states them."""

    x: float
    y: float

    def over(self, factor_x: float, factor_y: float) -> "Density":
        """Return the density after a reduction by these factors."""
        return Density(self.x / factor_x, self.y / factor_y)


def plausible(density: Density | None, width: int, height: int) -> Density | None:
    """Return `density` if a page of `width` × `height` pixels may really have it, else None.

    Cameras write 72 dpi into 12-megapixel photographs: such a page would be more than a metre long.
    """
    if density is None or not all(map(math.isfinite, (density.x, density.y))):
        return None
    if not all(LOWEST_DPI <= dpi <= HIGHEST_DPI for dpi in (density.x, density.y)):
        return None
    inches = max(width / density.x, height / density.y)
    return density if SHORTEST_INCH <= inches <= LONGEST_INCH else None


def square(pixels: Pixels, density: Density | None) -> tuple[Pixels, float | None]:
    """Return pixels as wide as they are high, and their one density.

    Fax machines scan 204 × 98 or 204 × 196 dots per inch; the coarser axis is stretched to the finer one. Differences
    below 2 % come from rounded centimetres and are left.
    """
    if density is None:
        return pixels, None
    finest = max(density.x, density.y)
    if finest / min(density.x, density.y) < 1.02 or finest / min(density.x, density.y) > 4:
        return pixels, finest
    height, width = pixels.shape[:2]
    size = (round(width * finest / density.x), round(height * finest / density.y))
    stretched = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)
    return stretched.astype("uint8", copy=False), finest


def reduction(width: int, height: int, working_pixels: int) -> int:
    """Return the smallest whole factor by which a page must shrink to have at most `working_pixels`."""
    factor = max(1, math.isqrt(max(0, width * height - 1) // max(working_pixels, 1)))
    while (width // min(factor, width)) * (height // min(factor, height)) > working_pixels:
        factor += 1
    return factor
