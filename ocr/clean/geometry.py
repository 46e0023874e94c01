"""Homographies between the page as it came in and the page as a person sees it.

Every matrix here is 3 × 3, float64, acts on column vectors (x, y, 1) and maps *from* the earlier image *to* the later
one, so that steps compose by ``later @ earlier``. Coordinates are those of pixel edges: the first pixel covers
[0, 1), a box's right edge is exclusive.
"""

import math

import cv2
import numpy as np
import numpy.typing as npt

from models.page import Box, Matrix
from ocr.clean.arrays import Image, as_image

Homography = npt.NDArray[np.float64]
Size = tuple[int, int]
"""Width, height."""

WHITE = (255, 255, 255)


def identity() -> Homography:
    return np.eye(3)


def translation(dx: float, dy: float) -> Homography:
    return np.array([[1.0, 0.0, dx], [0.0, 1.0, dy], [0.0, 0.0, 1.0]])


def scaling(fx: float, fy: float) -> Homography:
    return np.diag([fx, fy, 1.0])


def undo_turn(rotation: int, size: Size) -> tuple[Homography, Size]:
    """Return the map that undoes a clockwise turn of `rotation` (0 to 270) of an image of `size`, and its size."""
    width, height = size
    turns: dict[int, tuple[list[list[float]], Size]] = {
        0: ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], (width, height)),
        90: ([[0, 1, 0], [-1, 0, width], [0, 0, 1]], (height, width)),
        180: ([[-1, 0, width], [0, -1, height], [0, 0, 1]], (width, height)),
        270: ([[0, -1, height], [1, 0, 0], [0, 0, 1]], (height, width)),
    }
    rows, turned = turns[rotation % 360]
    return np.array(rows, dtype=np.float64), turned


def undo_skew(degrees: float, size: Size) -> tuple[Homography, Size]:
    """Return the map that turns an image of `size` back by `degrees` (clockwise positive), and its new size."""
    width, height = size
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    turned: Size = (
        round(width * cos + height * abs(sin)),
        round(height * cos + width * abs(sin)),
    )
    back = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    return translation(turned[0] / 2, turned[1] / 2) @ back @ translation(-width / 2, -height / 2), turned


def warp(image: Image, to_new: Homography, size: Size) -> Image:
    """Return `image` seen through `to_new`, white where it has nothing; turns by 90° and shifts are copied exactly."""
    exact = _exact(image, to_new, size)
    if exact is not None:
        return exact
    centred = translation(-0.5, -0.5) @ to_new @ translation(0.5, 0.5)  # OpenCV counts from pixel centres
    border = WHITE if image.ndim == 3 else WHITE[:1]
    if np.allclose(centred[2], (0, 0, 1), atol=1e-12):  # two thirds of the time, and hardly a pixel differs
        seen = cv2.warpAffine(image, centred[:2], size, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
    else:
        seen = cv2.warpPerspective(image, centred, size, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
    return as_image(seen)


def _exact(image: Image, to_new: Homography, size: Size) -> Image | None:
    """Return the warp without resampling when `to_new` is a quarter turn and a whole shift inside the image."""
    for rotation in (0, 90, 180, 270):
        turn, turned_size = undo_turn(rotation, (image.shape[1], image.shape[0]))
        if np.allclose(turn[:2, :2], to_new[:2, :2], atol=1e-9) and np.allclose(to_new[2], (0, 0, 1), atol=1e-12):
            dx, dy = (turn - to_new)[:2, 2]
            left, top = round(dx), round(dy)
            inside = 0 <= left <= turned_size[0] - size[0] and 0 <= top <= turned_size[1] - size[1]
            if inside and abs(dx - left) < 1e-6 and abs(dy - top) < 1e-6:
                turned = np.rot90(image, rotation // 90)
                return np.ascontiguousarray(turned[top : top + size[1], left : left + size[0]])
    return None


def inverse(to_new: Homography) -> Matrix:
    """Return the map back, as the house keeps it: nine numbers, the last 1."""
    back = np.linalg.inv(to_new)
    nine = [float(value) for value in (back / back[2, 2]).ravel()]
    return (nine[0], nine[1], nine[2], nine[3], nine[4], nine[5], nine[6], nine[7], nine[8])


def apply(matrix: Homography, points: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return `points` of shape (n, 2) seen through `matrix`."""
    xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    mapped = np.column_stack([xy, np.ones(len(xy))]) @ matrix.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:], dtype=np.float64)


def map_box(matrix: Homography, box: Box, size: Size) -> Box:
    """Return the upright rectangle around `box` seen through `matrix`, kept inside an image of `size`."""
    rows = matrix.tolist()  # plain numbers: for four corners numpy takes twice as long
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    seen = [[row[0] * x + row[1] * y + row[2] for row in rows] for x, y in corners]
    xs, ys = [x / scale for x, _, scale in seen], [y / scale for _, y, scale in seen]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    left, top = _within(math.floor(x0 + 1e-6), size[0] - 1), _within(math.floor(y0 + 1e-6), size[1] - 1)
    right, bottom = _within(math.ceil(x1 - 1e-6), size[0]), _within(math.ceil(y1 - 1e-6), size[1])
    return Box(left, top, max(right, left + 1), max(bottom, top + 1))


def _within(value: int, limit: int) -> int:
    return min(max(value, 0), limit)
