"""Fingers that hold a sheet, in skin of many tones."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.samples.photos.scene import Random, Scene
from tests.samples.raster import Pixels

TONES = ((244, 208, 182), (228, 184, 152), (204, 152, 118), (172, 120, 88), (134, 88, 62), (96, 62, 46))
"""Skin from pale to dark, RGB in full light."""

Point = NDArray[np.float64]


def with_finger(scene: Scene, rng: Random, *, depth: float, width: float = 0.085) -> Pixels:
    """Return the picture with a finger over one side of the sheet, its tip `depth` of the sheet's size inside."""
    side = int(rng.integers(0, 4))
    start, end = scene.corners[side].astype(float), scene.corners[(side + 1) % 4].astype(float)
    edge = start + float(rng.uniform(0.25, 0.75)) * (end - start)
    inward = scene.corners.mean(axis=0) - edge
    size = float(np.linalg.norm(inward)) * 2
    along = inward / np.linalg.norm(inward)
    tip = edge + along * size * depth
    root = edge - along * size * 0.6
    breadth = width * float(np.linalg.norm(scene.corners[1] - scene.corners[0]))
    return _painted(scene.image, _finger(scene, root, tip, breadth), tip, along * breadth, rng)


def with_thumbs(scene: Scene, rng: Random, *, depth: float) -> Pixels:
    """Return the picture with a thumb and the ball of the hand over a lower corner of the sheet."""
    corner = scene.corners[int(rng.integers(2, 4))].astype(float)
    inward = (scene.corners.mean(axis=0) - corner) * 2
    size, along = float(np.linalg.norm(inward)), inward / np.linalg.norm(inward)
    breadth = 0.1 * float(np.linalg.norm(scene.corners[1] - scene.corners[0]))
    tip = corner + along * size * depth
    mask = _finger(scene, corner - along * size, tip, breadth)
    palm = corner - along * size * 0.02
    cv2.ellipse(mask, [int(v) for v in palm], (int(breadth * 1.5), int(breadth)), 30, 0, 360, 255, -1)
    return _painted(scene.image, mask, tip, along * breadth, rng)


def _finger(scene: Scene, root: Point, tip: Point, breadth: float) -> NDArray[np.uint8]:
    mask = np.zeros(scene.image.shape[:2], np.uint8)
    middle = tip - (tip - root) / np.linalg.norm(tip - root) * breadth / 2
    cv2.line(mask, [int(v) for v in root], [int(v) for v in middle], 255, max(3, int(breadth)))
    cv2.circle(mask, [int(v) for v in middle], int(breadth / 2), 255, -1)
    return mask


def _painted(image: Pixels, mask: NDArray[np.uint8], tip: Point, nail: Point, rng: Random) -> Pixels:
    tone = np.array(TONES[int(rng.integers(len(TONES)))], np.float32) * float(rng.uniform(0.85, 1.0))
    rounding = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    bulge = 0.72 + 0.28 * (rounding / max(float(rounding.max()), 1.0)) ** 0.5
    skin = tone * bulge[..., None]
    at = [int(v) for v in tip - 0.32 * nail]
    reach = (max(2, int(np.hypot(*nail) * 0.3)), max(2, int(np.hypot(*nail) * 0.24)))
    bare = np.zeros(mask.shape, np.uint8)
    cv2.ellipse(bare, at, reach, float(np.degrees(np.arctan2(nail[1], nail[0]))), 0, 360, 255, -1)
    skin = np.where(bare[..., None] > 0, skin * 0.6 + np.array([255, 214, 206], np.float32) * 0.38, skin)
    cover = cv2.GaussianBlur(mask, (0, 0), 1.5)[..., None].astype(np.float32) / 255
    return np.asarray((image * (1 - cover) + skin * cover).clip(0, 255), np.uint8)
