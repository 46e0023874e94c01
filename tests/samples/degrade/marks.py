"""What people put on a page: rubber stamps across the text."""

import numpy as np
from PIL import Image

from tests.samples.art import paint
from tests.samples.degrade.optics import jpeg, noisy, rotate
from tests.samples.raster import Pixels
from tests.samples.sheet import Art

_SEALS = ("PHÒNG TIẾP NHẬN HỒ SƠ", "BẢN SAO", "CÔNG VĂN ĐẾN", "VĂN PHÒNG ĐĂNG KÝ")


def stamped(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Put two red round seals somewhere over the print, turned by any angle; skew of up to ±1°, JPEG quality 80."""
    page = Image.fromarray(image)
    for _ in range(2):
        side = int(page.width * rng.uniform(0.16, 0.22))
        art = Art("seal", 0, 0, side, side, str(rng.choice(_SEALS)))
        seal = paint(art, 1.0).rotate(float(rng.uniform(0, 360)), Image.Resampling.BICUBIC)
        x, y = (int(rng.uniform(0.08, 0.7) * length) for length in (page.width, page.height))
        page.paste(seal, (x, y), seal)
    return jpeg(noisy(rotate(np.array(page), float(rng.uniform(-1, 1)), 252), rng, 3.0), 80)
