"""Figures written by hand: the middle lines of digits, set side by side and drawn again by one pen.

A hand keeps its pen, slant and size over a number and none of its letters alike. Digits come from real hands where such
images are at hand (`RealDigits`), else from the middle lines of typefaces, as those of `pen`.
"""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.samples.fonts import Face
from tests.samples.pen import Mask, Points, middle_line, thinned

_FINER = 4  # times which images of digits are enlarged before they are thinned
_FACES = (Face("free-sans", italic=True), Face("arimo"), Face("free-serif", italic=True), Face("dejavu-sans"))
_BARRED = 0.5  # of sevens have a bar
_MARGIN = 0.7  # of the figures' height, around what is drawn

RealDigits = Mapping[str, NDArray[np.uint8]]
"""Images of each digit, shape (images, side, side), white on black."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand with its pen: `slant` is x per y, `turn` in degrees; lengths are shares of the figures' height.

    `pen` is the width of strokes, `uneven` what figures differ by in size and place. `digits` are real ones.
    """

    slant: float
    pen: float
    spacing: float
    turn: float
    uneven: float
    digits: RealDigits | None = None


def make_hand(rng: random.Random, digits: RealDigits | None, pen: tuple[float, float] = (0.07, 0.2)) -> Hand:
    """Return a hand that `rng` gives; `pen` bounds the width of its strokes over the height of its figures."""
    return Hand(rng.uniform(-0.1, 0.4), rng.uniform(*pen), rng.uniform(-0.1, 0.35), rng.gauss(0, 2.5),
                rng.uniform(0.03, 0.09), digits)  # fmt: skip


def write_figures(text: str, height: int, hand: Hand, rng: random.Random) -> Mask:
    """Return the ink of `text`, figures of about `height` pixels, 0 to 255, on a sheet with a margin around it.

    The line on which they stand is `figure_base` pixels below the top.
    """
    points = [place @ _turn(hand.turn).T for place in _placed(text, hand, rng)]
    low, high = np.min([p.min(axis=0) for p in points], axis=0), np.max([p.max(axis=0) for p in points], axis=0)
    margin = _MARGIN * height
    size = (math.ceil((high[0] - low[0]) * height + 2 * margin), math.ceil(3 * height + 2 * margin))
    shift = np.array([margin - low[0] * height, figure_base(height)])
    return _drawn([p * height + shift for p in points], max(0.8, hand.pen * height / 2), size)


def figure_base(height: int) -> float:
    """Return how far below the top of what `write_figures` gives its figures stand, in pixels."""
    return 2 * height + _MARGIN * height


def _placed(text: str, hand: Hand, rng: random.Random) -> list[Points]:
    """Return the points of each figure in units of the figures' height, y down from the line they stand on."""
    placed: list[Points] = []
    at = 0.0
    for sign in text:
        if sign == " ":
            at += 0.4
            continue
        points = _figure(sign, hand, rng)
        points = points * rng.uniform(1 - 2 * hand.uneven, 1 + 2 * hand.uneven) @ _turn(rng.gauss(0, 4)).T
        points[:, 0] -= hand.slant * points[:, 1]
        points[:, 1] += rng.gauss(0, hand.uneven)
        points[:, 0] += at - points[:, 0].min()
        placed.append(points)
        at = points[:, 0].max() + hand.pen + hand.spacing * rng.uniform(0.3, 1.5)
    return placed


def _figure(sign: str, hand: Hand, rng: random.Random) -> Points:
    if hand.digits and sign in hand.digits:
        points = _real(hand.digits[sign][rng.randrange(len(hand.digits[sign]))])
    else:
        points = middle_line(sign, rng.choice(_FACES))[0]
    low, high = points.min(axis=0), points.max(axis=0)
    points = (points - (low[0], high[1])) / max(1.0, high[1] - low[1])
    if sign == "/":
        points = points * (1.0, 1.4)
    if sign == "7" and rng.random() < _BARRED:
        bar = np.linspace(0, 0.55, 40)[:, None] * (1.0, rng.uniform(-0.15, 0.05)) + (points[:, 0].mean() - 0.25, -0.48)
        points = np.concatenate([points, bar])
    return points


def _real(image: NDArray[np.uint8]) -> Points:
    big = cv2.resize(image, None, fx=_FINER, fy=_FINER, interpolation=cv2.INTER_CUBIC)
    rows, columns = np.nonzero(thinned((cv2.GaussianBlur(big, (0, 0), 2) > 110).astype(np.uint8)))
    if rows.size < _FINER:
        rows, columns = np.nonzero(big > 60)
    return np.stack([columns, rows], axis=1).astype(np.float64)


def _turn(degrees: float) -> Points:
    angle = math.radians(degrees)
    return np.array([(math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))])


def _drawn(parts: list[Points], radius: float, size: tuple[int, int]) -> Mask:
    """Return the ink, sub-pixel exact by drawing with a finer raster."""
    canvas = np.zeros((size[1] * _FINER, size[0] * _FINER), np.uint8)
    for x, y in np.concatenate(parts):
        cv2.circle(canvas, (round(x * _FINER), round(y * _FINER)), round(radius * _FINER), 255, -1)
    return np.asarray(cv2.resize(canvas, size, interpolation=cv2.INTER_AREA), np.uint8)
