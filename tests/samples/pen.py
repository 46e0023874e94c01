"""Writing by hand: the middle lines of a typeface's letters, drawn again by an unsteady pen.

Each letter is set a little larger or smaller, turned and off its line; the whole is slanted and bent as a hand bends
it. What comes out has the letters of Vietnamese, and neither the strokes nor the base line of print.
"""

import math
import random
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.samples.fonts import Face, load

Points = NDArray[np.float64]
Mask = NDArray[np.uint8]

_EM = 72  # pixels at which letters are thinned
_INKS = ((28, 46, 150), (20, 34, 120), (44, 60, 170), (30, 30, 36))
"""Ball pens: three blues, and black for one hand in four."""
_FACES = (Face("free-sans", italic=True), Face("free-serif", italic=True), Face("arimo", italic=True))


def write(width: int, height: int, text: str) -> Image.Image:
    """Return `text` written on one line across `width` × `height` pixels, RGBA, transparent beside the ink.

    The hand (letter shapes, slant, pen, ink) is drawn from the text alone: the same text, the same pixels. The line is
    written as large as it fits.
    """
    rng = random.Random(f"hand {text}")
    face, slant = rng.choice(_FACES), rng.uniform(-0.05, 0.3)
    points = _line(text, face, slant, rng)
    extent = points.max(axis=0) - points.min(axis=0)
    scale = min(0.96 * width / max(extent[0], 1.0), 0.86 * height / (1.35 * _EM))
    x = (points[:, 0] - points[:, 0].min()) * scale + 0.02 * width
    y = points[:, 1] * scale + 0.66 * height
    pen = max(1.0, scale * _EM * rng.uniform(0.025, 0.04))
    mask = _bent(_drawn(x, y, pen, (width, height)), rng)
    image = Image.new("RGBA", (width, height), (*rng.choice(_INKS), 0))
    image.putalpha(Image.fromarray(mask))
    return image


def _line(text: str, face: Face, slant: float, rng: random.Random) -> Points:
    """Return the points of all letters, x to the right, y down from a base line that wanders."""
    parts: list[Points] = []
    at = 0.0
    waves = [(rng.uniform(1.5, 4.0), rng.uniform(150, 600), rng.uniform(0, 6)) for _ in range(2)]
    for letter in text:
        points, advance = middle_line(letter, face)
        size, turn = rng.uniform(0.88, 1.14), math.radians(rng.uniform(-5, 5))
        drift = sum(height * math.sin(at / length + phase) for height, length, phase in waves)
        turned = points * size @ np.array([(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))])
        shift = np.array([at - slant * turned[:, 1], np.full(len(turned), drift + rng.uniform(-2, 2))]).T
        parts.append(turned + shift)
        at += advance * size * rng.uniform(0.9, 1.1)
    return np.concatenate(parts)


@lru_cache(maxsize=1024)
def middle_line(letter: str, face: Face) -> tuple[Points, float]:
    """Return the middle line of a letter as points about its origin on the base line, and how far the next one is."""
    font = load(face, _EM)
    image = Image.new("L", (3 * _EM, 3 * _EM), 0)
    ImageDraw.Draw(image).text((_EM, 2 * _EM), letter, 255, font, anchor="ls")
    rows, columns = np.nonzero(thinned((np.array(image) > 127).astype(np.uint8)))
    return np.stack([columns - _EM, rows - 2 * _EM], axis=1).astype(np.float64), font.getlength(letter)


def thinned(mask: Mask) -> Mask:
    """Return a skeleton one pixel wide: Zhang and Suen, A fast parallel algorithm for thinning, 1984."""
    while True:
        before = int(mask.sum())
        for step in (0, 1):
            mask = mask & ~_removable(mask, step)
        if int(mask.sum()) == before:
            return mask


def _removable(mask: Mask, step: int) -> Mask:
    shifts = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
    near = [np.roll(mask, (-dy, -dx), (0, 1)) for dy, dx in shifts]
    count = sum(near[1:], near[0])
    changes = sum(((a == 0) & (b == 1)).astype(np.uint8) for a, b in zip(near, near[1:] + near[:1], strict=True))
    north, east, south, west = near[0], near[2], near[4], near[6]
    sides = (north * east * south, east * south * west) if step == 0 else (north * east * west, north * south * west)
    closed = (sides[0] | sides[1]) == 1
    found = (mask == 1) & (count >= 2) & (count <= 6) & (changes == 1) & ~closed
    return np.asarray(found, np.uint8)


def _drawn(x: Points, y: Points, pen: float, size: tuple[int, int]) -> Mask:
    """Return the ink of a pen of radius `pen` pixels, sub-pixel exact by drawing at four times the size."""
    fine = 4
    canvas = np.zeros((size[1] * fine, size[0] * fine), np.uint8)
    radius = max(1, round(pen * fine))
    for px, py in zip(x, y, strict=True):
        cv2.circle(canvas, (round(px * fine), round(py * fine)), radius, 255, -1)
    return np.asarray(cv2.resize(canvas, size, interpolation=cv2.INTER_AREA), np.uint8)


def _bent(mask: Mask, rng: random.Random) -> Mask:
    """Return the ink bent smoothly by up to a tenth of the height."""
    height, width = mask.shape
    noise = np.random.default_rng(rng.randrange(2**31))
    cells = (4, max(4, round(4 * width / height)))
    coarse = [noise.normal(0, 0.035 * height, cells) for _ in range(2)]
    fields = [cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC) for field in coarse]
    grid = np.meshgrid(np.arange(width), np.arange(height))
    maps = [(base + field).astype(np.float32) for base, field in zip(grid, fields, strict=True)]
    return np.asarray(cv2.remap(mask, maps[0], maps[1], cv2.INTER_LINEAR), np.uint8)
