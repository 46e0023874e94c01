"""Wears a drawn page as papers are worn on their way to a counter: pure functions of image and random generator.

Each damage is met by itself and in company; strengths are drawn so that a person can still read the text.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image
from ocr.clean.geometry import Homography, identity
from ocr.training.page.damage import (
    Damage,
    bilevel,
    blur,
    coarse,
    grey_paper,
    grow_ink,
    jpeg,
    lose_ink,
    lose_toner,
    noise,
    shade,
    show_through,
    speck,
    stamp,
)


@dataclass(frozen=True, slots=True)
class Worn:
    """A worn page, grey or RGB. `bend` moves points of the sheet first, `to_worn` after it."""

    image: Image
    to_worn: Homography
    bend: tuple[float, float, float]


def wear(image: Image, rng: random.Random) -> Worn:
    """Return `image` (grey, paper 255) after printing, handling, copying and scanning, drawn at random."""
    profile = rng.choices(PROFILES, [weight for weight, _ in PROFILES])[0][1]
    for damage, chance in profile:
        if rng.random() < chance:
            image = damage(image, rng)
    bend = (rng.uniform(0.5, 4.0), rng.uniform(0, 6.28), image.shape[1] * rng.uniform(0.4, 1.2))
    bend = bend if profile is PHONE and rng.random() < 0.6 else (0.0, 0.0, 1.0)
    image = _bent(image, bend)
    matrix = _tilt(image, rng, 0.012 if profile is PHONE else 0.0) if rng.random() < 0.75 else identity()
    height, width = image.shape[:2]
    paper = tuple(int(level) for level in np.percentile(image, 90, axis=(0, 1)).reshape(-1))
    image = as_image(cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper))
    return Worn(_scanned(image, profile, rng), matrix, bend)


def bent_point(x: float, y: float, bend: tuple[float, float, float]) -> tuple[float, float]:
    """Return where a point of the sheet lies after the bend: amplitude, phase and wave length in pixels."""
    amplitude, phase, length = bend
    return x, y + amplitude * float(np.sin(phase + 6.283 * x / length))


Profile = Sequence[tuple[Damage, float]]

CLEAN: Profile = ((grow_ink, 0.3), (blur, 0.3), (jpeg, 0.4))
FLATBED: Profile = (
    *((grow_ink, 0.4), (lose_ink, 0.25), (lose_toner, 0.2), (show_through, 0.2), (grey_paper, 0.5), (stamp, 0.5)),
    *((speck, 0.3), (blur, 0.6), (noise, 0.6), (coarse, 0.15), (jpeg, 0.8)),
)
COPIER: Profile = (
    *((grow_ink, 0.5), (lose_ink, 0.4), (lose_toner, 0.7), (show_through, 0.3), (grey_paper, 0.6), (speck, 0.8)),
    *((blur, 0.7), (noise, 0.5), (coarse, 0.4), (jpeg, 0.6)),
)
FAX: Profile = (
    (grow_ink, 0.3),
    (lose_ink, 0.3),
    (lose_toner, 0.3),
    (blur, 0.8),
    (noise, 0.7),
    (bilevel, 1.0),
    (speck, 0.4),
)
PHONE: Profile = ((stamp, 0.3), (grey_paper, 0.7), (shade, 0.9), (blur, 0.9), (noise, 0.8), (coarse, 0.3), (jpeg, 1.0))

PROFILES: Sequence[tuple[float, Profile]] = ((15, CLEAN), (45, FLATBED), (18, COPIER), (10, FAX), (12, PHONE))
"""How often each way of arriving is met; within it, each damage by its chance, in the order in which it happens."""


def _bent(image: Image, bend: tuple[float, float, float]) -> Image:
    if not bend[0]:
        return image
    height, width = image.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    y -= np.float32(bend[0]) * np.sin(np.float32(bend[1]) + np.float32(6.283 / bend[2]) * x)
    return as_image(cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _tilt(image: Image, rng: random.Random, keystone: float) -> Homography:
    """Return a turn of up to 1.5 degrees about the middle with a slight keystone."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.gauss(0, 0.5), 1.0)
    tilt = np.eye(3)
    tilt[2, :2] = rng.uniform(-keystone, keystone) / width, rng.uniform(-keystone, keystone) / height
    return np.asarray(tilt @ np.vstack([turn, [0, 0, 1]]), dtype=np.float64)


def _scanned(image: Image, profile: Profile, rng: random.Random) -> Image:
    """Compress once more after the turn, as scanners do; a fax stays black and white."""
    if profile is FAX:
        return bilevel(image, rng)
    return jpeg(image, rng) if rng.random() < 0.5 else image
