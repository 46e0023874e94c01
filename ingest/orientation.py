"""The turn that EXIF asks for."""

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

Pixels = NDArray[np.uint8]
"""Height × width (grey) or height × width × channels, uint8."""


def orientation_of(exif: Image.Exif) -> int:
    """Return the EXIF orientation (tag 274) from 1 to 8; 1 where there is none or nonsense."""
    value = exif.get(ExifTags.Base.Orientation)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def orientation_of_bytes(block: bytes) -> int:
    """Return the orientation in a raw EXIF block, as WebP carries it; 1 where it cannot be read."""
    exif = Image.Exif()
    try:
        exif.load(block)
        return orientation_of(exif)
    except (SyntaxError, ValueError, OSError, EOFError, LookupError, TypeError):
        return 1  # a spoilt note about the camera is no reason to lose the page


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Return the pixels as a person should see them; the meaning of 1 to 8 is that of EXIF 2.32, section 4.6.4."""
    if orientation in {5, 6, 7, 8}:
        pixels = np.swapaxes(pixels, 0, 1)
    if orientation in {3, 4, 7, 8}:
        pixels = pixels[::-1]
    if orientation in {2, 3, 6, 7}:
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(pixels)
