"""A sheet on a desk as a camera sees it: perspective, desk, lamp, sensor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.samples.degrade.optics import jpeg
from tests.samples.raster import Pixels

Random = np.random.Generator
Desk = Callable[[int, int, Random], Pixels]
Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture, height × width × 3, and where the sheet lies in it: corners from the top left clockwise, 255 inside.

    `corners` may lie outside of the picture.
    """

    image: Pixels
    corners: NDArray[np.float32]
    sheet: Mask


def photograph(
    sheet: Pixels, desk: Desk, rng: Random, *, fill: float, tilt: float = 5.0, shift: tuple[float, float] = (0, 0)
) -> Scene:
    """Return `sheet` seen in perspective on a `desk` in a picture 2,000 pixels long.

    It fills about `fill` of the picture's sides, is turned by up to `tilt` degrees and shifted by shares of them.
    """
    height, width = _picture(sheet)
    corners = _corners(sheet, (width, height), fill, float(rng.uniform(-tilt, tilt)), rng)
    corners += np.array([shift[0] * width, shift[1] * height], np.float32)
    rows, columns = sheet.shape[:2]
    frame = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    matrix = cv2.getPerspectiveTransform(frame, corners)
    paper = cv2.warpPerspective(sheet, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=(255, 255, 255))
    mask = np.asarray(cv2.warpPerspective(np.full((rows, columns), 255, np.uint8), matrix, (width, height)), np.uint8)
    soft = cv2.GaussianBlur(mask, (0, 0), 0.8)[..., None].astype(np.float32) / 255
    ground = desk(height, width, rng) * _shade(mask)
    mixed = paper * soft + ground * (1 - soft)
    return Scene(np.asarray(mixed.clip(0, 255), np.uint8), corners, mask)


def lit(image: Pixels, rng: Random, *, depth: float = 0.25) -> Pixels:
    """Return the picture under a lamp from one side, up to `depth` darker on the other, with a warm or cold cast."""
    height, width = image.shape[:2]
    across, down = np.meshgrid(np.linspace(-0.5, 0.5, 40), np.linspace(-0.5, 0.5, 40))
    angle = float(rng.uniform(0, 2 * np.pi))
    fall = 1 - depth * (0.5 + across * np.cos(angle) + down * np.sin(angle)).clip(0, 1)
    field = cv2.resize(fall.astype(np.float32), (width, height))[..., None]
    warm = float(rng.uniform(-0.05, 0.07))
    cast = np.array([1 + warm, 1, 1 - warm], np.float32)
    return np.asarray((image * field * cast).clip(0, 255), np.uint8)


def sensed(image: Pixels, rng: Random, *, exposure: float = 0.9, grain: float = 3.0, quality: int = 82) -> Pixels:
    """Return the picture as a camera stores it: exposed, grainy, compressed."""
    noise = rng.standard_normal(image.shape[:2], dtype=np.float32)[..., None] * grain
    return jpeg(np.asarray((image * exposure + noise).clip(0, 255), np.uint8), quality)


def _picture(sheet: Pixels) -> tuple[int, int]:
    return (2000, 1500) if sheet.shape[0] >= sheet.shape[1] else (1500, 2000)


def _corners(sheet: Pixels, picture: tuple[int, int], fill: float, degrees: float, rng: Random) -> NDArray[np.float32]:
    width, height = picture
    scale = fill * min(width / sheet.shape[1], height / sheet.shape[0])
    half = np.array([sheet.shape[1], sheet.shape[0]], np.float32) * scale / 2
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], np.float32) * half
    square *= 1 + rng.uniform(-0.035, 0.0, (4, 2)).astype(np.float32)
    angle = np.deg2rad(degrees)
    turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))], np.float32)
    return np.asarray(square @ turn + np.array([width / 2, height / 2], np.float32), np.float32)


def _shade(mask: Mask) -> NDArray[np.float32]:
    """Return the soft shadow of the sheet on the desk, as a factor."""
    blurred = cv2.GaussianBlur(cv2.resize(mask, None, fx=0.1, fy=0.1), (0, 0), 2).astype(np.float32)
    wide = cv2.resize(blurred, mask.shape[::-1])[..., None]
    return np.asarray(1 - 0.25 * wide / 255, np.float32)


def wood(height: int, width: int, rng: Random) -> Pixels:
    tone = np.array(rng.choice([(120, 84, 52), (74, 54, 44), (168, 128, 88), (196, 158, 116)]), np.float32)
    grain = rng.normal(0, 11, (max(2, height // 14), 6)).astype(np.float32)
    planks = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)[..., None] + tone
    return np.asarray(planks.clip(0, 255), np.uint8)


def plain(height: int, width: int, rng: Random) -> Pixels:
    tone = rng.choice([(40, 42, 48), (70, 92, 74), (150, 152, 150), (96, 30, 34), (52, 74, 120)])
    return np.full((height, width, 3), tone, np.uint8)


def cloth(height: int, width: int, rng: Random) -> Pixels:
    pitch = int(rng.integers(30, 90))
    rows, columns = np.indices((height, width)) // pitch % 2
    one, two = (np.array(rng.uniform(40, 165, 3), np.float32) for _ in range(2))
    return np.where((rows ^ columns)[..., None] > 0, one, two).astype(np.uint8)


def granite(height: int, width: int, rng: Random) -> Pixels:
    specks = cv2.GaussianBlur(rng.normal(110, 90, (height // 2, width // 2)).astype(np.float32), (0, 0), 1.6)
    grey = cv2.resize(specks, (width, height)).clip(20, 170)[..., None]
    return np.asarray((grey * np.array([0.95, 0.97, 1.0], np.float32)), np.uint8)


def tiles(height: int, width: int, rng: Random) -> Pixels:
    ground = np.full((height, width, 3), rng.choice([(146, 120, 104), (112, 124, 130)]), np.uint8)
    pitch = int(rng.integers(260, 520))
    for at in range(int(rng.integers(0, pitch)), max(height, width), pitch):
        cv2.line(ground, (at, 0), (at, height), (70, 70, 70), 6)
        cv2.line(ground, (0, at), (width, at), (70, 70, 70), 6)
    return ground


def mat(height: int, width: int, rng: Random) -> Pixels:
    left, right = (np.array(rng.uniform(20, 140, 3), np.float32) for _ in range(2))
    share = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    return np.repeat((left * (1 - share) + right * share), height, axis=0).astype(np.uint8)


DESKS: Mapping[str, tuple[Desk, ...]] = {"tuning": (wood, plain, cloth), "check": (granite, tiles, mat)}
"""Desks by family of pictures."""
