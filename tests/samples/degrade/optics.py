"""What scanners and cameras do to a page: skew, perspective, light, blur, resolution, compression."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.samples.raster import Pixels

_WHITE = (255, 255, 255)


def flatbed(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Skew of up to ±3°, slightly grey paper, noise of 3–7 grey levels, JPEG quality 80."""
    skewed = rotate(image, float(rng.uniform(-3, 3)), 250)
    return jpeg(noisy(toned(skewed, 0.96, 8), rng, float(rng.uniform(3, 7))), 80)


def lowres(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Reduce a page of 300 dpi to 100–126 dpi, JPEG quality 80."""
    share = float(rng.uniform(100, 126)) / 300
    height, width = image.shape[:2]
    small = cv2.resize(image, (round(width * share), round(height * share)), interpolation=cv2.INTER_AREA)
    return jpeg(noisy(_pixels(small), rng, 2.0), 80)


def turned(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Turn by 90, 180 or 270 degrees clockwise, with a skew of up to ±1°, JPEG quality 80."""
    turns = turn_of(rng) // 90
    straight = np.ascontiguousarray(np.rot90(image, -turns))
    return jpeg(noisy(rotate(straight, float(rng.uniform(-1, 1)), 255), rng, 3.0), 80)


def turn_of(rng: np.random.Generator) -> int:
    """Return the clockwise turn that `turned` draws first from `rng`."""
    return int(rng.integers(1, 4)) * 90


def phone(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Photograph the sheet: perspective on a table, a soft shadow, a colour cast, slight blur, JPEG quality 75.

    The photo is as high as the page; the sheet fills some 85 % of it.
    """
    height, width = image.shape[:2]
    corners = _corners(width, height, rng)
    table = _table(width, height, rng)
    matrix = cv2.getPerspectiveTransform(_frame(width, height), corners)
    sheet = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=_WHITE)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (width, height))
    photo = np.where(mask[..., None] > 127, sheet, table).astype(np.uint8)
    lit = _lit(photo, rng)
    blurred = cv2.GaussianBlur(lit, (0, 0), float(rng.uniform(0.6, 1.2)) * height / 3508)
    return jpeg(noisy(_pixels(blurred), rng, 4.0), 75)


def rotate(image: Pixels, degrees: float, paper: int) -> Pixels:
    """Return the page turned clockwise by a small angle about its centre; corners are filled with grey `paper`."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    size, fill = (width, height), (paper, paper, paper)
    return _pixels(cv2.warpAffine(image, matrix, size, flags=cv2.INTER_LINEAR, borderValue=fill))


def noisy(image: Pixels, rng: np.random.Generator, sigma: float) -> Pixels:
    """Return the image with Gaussian noise of `sigma` grey levels, the same in all channels."""
    grain = rng.standard_normal(image.shape[:2], dtype=np.float32) * sigma
    return _pixels(cv2.add(image, cv2.merge([grain] * 3), dtype=cv2.CV_8U))


def toned(image: Pixels, contrast: float, lift: float) -> Pixels:
    """Return `image` × `contrast` + `lift`, clipped."""
    return _pixels(cv2.convertScaleAbs(image, alpha=contrast, beta=lift))


def jpeg(image: Pixels, quality: int) -> Pixels:
    """Return the image after JPEG compression of `quality` (0–100)."""
    ok, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not ok:
        raise ValueError("the image cannot be compressed")
    return _pixels(cv2.imdecode(data, cv2.IMREAD_COLOR))


def _pixels(image: object) -> Pixels:
    return np.asarray(image, dtype=np.uint8)


def _frame(width: int, height: int) -> NDArray[np.float32]:
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)


def _corners(width: int, height: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return where the corners of the sheet lie in the photo: 4–9 % inside, each on its own, tilted by up to 4°."""
    inside = rng.uniform(0.04, 0.09, (4, 2)).astype(np.float32)
    signs = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    corners = _frame(width, height) + inside * signs * np.array([width, height], np.float32)
    angle = np.deg2rad(rng.uniform(-4, 4))
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))], np.float32)
    centre = np.array([width / 2, height / 2], np.float32)
    return np.asarray((corners - centre) @ turn.T * 0.97 + centre, np.float32)


def _table(width: int, height: int, rng: np.random.Generator) -> Pixels:
    """Return a wooden table: a dark brown with grain along one direction."""
    tone = np.array(rng.choice([(96, 66, 40), (58, 48, 44), (120, 92, 62)]), np.float32)
    grain = rng.normal(0, 9, (max(2, height // 12), 6)).astype(np.float32)
    wood = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)[..., None] + tone
    return _pixels(np.clip(wood, 0, 255).astype(np.uint8))


def _lit(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Return the photo under a lamp from one side, the photographer's shadow across, and a warm or cold cast."""
    height, width = image.shape[:2]
    coarse = np.linspace(1.0, float(rng.uniform(0.62, 0.8)), 32, dtype=np.float32)
    light = np.tile(coarse, (32, 1)) if rng.random() < 0.5 else np.tile(coarse[:, None], (1, 32))
    x, y = rng.integers(4, 28, 2)
    cv2.circle(light, (int(x), int(y)), int(rng.integers(6, 12)), float(rng.uniform(0.55, 0.75)), -1)
    field = cv2.resize(cv2.GaussianBlur(light, (0, 0), 3), (width, height), interpolation=cv2.INTER_LINEAR)
    warm = float(rng.uniform(-0.06, 0.06))
    channels = [cv2.multiply(image[..., i], field, scale=1 + warm * (1 - i), dtype=cv2.CV_8U) for i in range(3)]
    return _pixels(cv2.merge(channels))
