"""What both Tesseract adapters need of a raster: plain grey bytes and a resolution."""

import numpy as np
import numpy.typing as npt

from models.errors import PageDamaged
from models.page import Raster

_FALLBACK_DPI = 150
_PLAUSIBLE = (70, 1200)


def grey_pixels(page: Raster) -> npt.NDArray[np.uint8]:
    """Return the page as a contiguous array of shape (height, width). Raises PageDamaged when it is not grey."""
    pixels = np.frombuffer(memoryview(page.pixels), dtype=np.uint8)
    if page.channels != 1 or pixels.size != page.width * page.height or not pixels.size:
        raise PageDamaged(
            "Ảnh của trang không phải ảnh xám đầy đủ; hãy quét lại trang này.",
            "The page's image is not a complete grey image; scan this page again.",
            channels=page.channels,
        )
    grey: npt.NDArray[np.uint8] = pixels.reshape(page.height, page.width)
    return grey


def stated_dpi(page: Raster) -> int:
    """Return the resolution to tell the engine, which guesses, slowly and aloud, when told none."""
    dpi = round(page.dpi or 0)
    return dpi if _PLAUSIBLE[0] <= dpi <= _PLAUSIBLE[1] else _FALLBACK_DPI
