"""Pictures of upright pages for people: small enough for slow lines, whole enough to read."""

import cv2
import numpy as np

from models.errors import PageDamaged
from models.page import Raster
from ocr.clean.arrays import Image, as_image, fit, to_array

LONGEST = 1754
"""Pixels of the longer side: A4 at 150 dpi, at which eight-point print is still easily read."""


def encode_jpeg(raster: Raster, longest: int = LONGEST, quality: int = 70, *, progressive: bool = True) -> bytes:
    """Return `raster` as a JPEG, reduced so that no side is over `longest` pixels, in its own colours.

    A progressive one is a tenth smaller and shows a whole page early on a slow line, but takes 18 ms to make of a page
    drawn at 150 dpi, another one 8 (processor time).
    """
    image, _ = fit(to_array(raster), longest)
    kind = (cv2.IMWRITE_JPEG_PROGRESSIVE, int(progressive), cv2.IMWRITE_JPEG_OPTIMIZE, 1)
    options = (cv2.IMWRITE_JPEG_QUALITY, quality, *kind)
    return _encode(".jpg", image, options)


def jpeg_to_png(jpeg: bytes) -> bytes:
    """Return the picture of a JPEG as a PNG of the same pixels. Raises PageDamaged when it is no picture."""
    picture = cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), cv2.IMREAD_UNCHANGED) if jpeg else None
    if picture is None:
        raise PageDamaged(
            "Ảnh trang đã lưu không đọc được; hãy xử lý lại giấy tờ này.",
            "The stored page image cannot be read; process this paper again.",
        )
    image = as_image(picture)
    return _encode(".png", image if image.ndim == 2 else as_image(cv2.cvtColor(image, cv2.COLOR_BGR2RGB)), ())


def _encode(extension: str, image: Image, options: tuple[int, ...]) -> bytes:
    """Return an RGB or grey `image` in the format of `extension`."""
    pixels = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    done, encoded = cv2.imencode(extension, pixels, options)
    if not done:
        raise PageDamaged(
            "Không tạo được ảnh của trang; hãy quét lại trang này.",
            "No picture of the page could be made; scan this page again.",
        )
    return encoded.tobytes()
