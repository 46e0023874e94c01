"""What paper and copiers do to a page: fading, specks, streaks, print shining through."""

import cv2
import numpy as np

from tests.samples.degrade.optics import jpeg, noisy, rotate
from tests.samples.raster import Pixels


def copier(image: Pixels, rng: np.random.Generator) -> Pixels:
    """A copy of a copy: grey, thinned by blur, faded in patches, with specks, a streak and ±1.5° of skew.

    Every third one is bilevel, as fax machines and old copiers give it.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(grey, (0, 0), 0.9)
    faded = _faded(np.asarray(soft, np.uint8), rng)
    spotted = _streaks(_specks(faded, rng), rng)
    page = rotate(np.asarray(cv2.merge([spotted] * 3), np.uint8), float(rng.uniform(-1.5, 1.5)), 246)
    page = noisy(page, rng, 6.0)
    if rng.random() < 1 / 3:
        return np.where(page[..., :1] > 150, 255, 0).astype(np.uint8).repeat(3, axis=2)
    return jpeg(page, 78)


def bleed(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Let a mirrored, blurred, pale copy of the page shine through, as of a sheet printed on both sides."""
    back = cv2.GaussianBlur(np.ascontiguousarray(image[:, ::-1]), (0, 0), 2.5)
    shift = int(rng.integers(8, 60))
    back = np.roll(back, shift, axis=0)
    strength = float(rng.uniform(0.12, 0.22))
    pale = 255 - (255 - back.astype(np.float32)) * strength
    mixed = np.minimum(image, pale).astype(np.uint8)
    return jpeg(noisy(rotate(mixed, float(rng.uniform(-1, 1)), 250), rng, 4.0), 80)


def _faded(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the page with ink reduced to 45–85 % of its darkness, changing softly over the page."""
    coarse = rng.uniform(0.45, 0.85, (6, 5)).astype(np.float32)
    ink = cv2.resize(coarse, grey.shape[::-1], interpolation=cv2.INTER_CUBIC).clip(0.4, 0.9)
    return np.asarray(248 - cv2.multiply(255 - grey, ink, dtype=cv2.CV_8U).clip(0, 248), np.uint8)


def _specks(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    page = grey.copy()
    height, width = page.shape
    for _ in range(int(height * width / 60_000)):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        cv2.circle(page, (x, y), int(rng.integers(1, max(2, height // 1200) + 1)), int(rng.integers(40, 150)), -1)
    return page


def _streaks(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    page = grey.copy()
    height, width = page.shape
    for _ in range(int(rng.integers(1, 4))):
        x, tone = int(rng.integers(width)), int(rng.integers(150, 215))
        cv2.line(page, (x, 0), (x + int(rng.integers(-6, 7)), height), tone, max(1, width // 1200))
    return page
