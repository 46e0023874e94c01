"""Rectifies a photographed sheet: its four corners become a rectangle."""

import cv2
import numpy as np

from ocr.clean.geometry import Homography, Size
from ocr.clean.sheet import Corners


def rectify(corners: Corners) -> tuple[Homography, Size]:
    """Return the map that makes a rectangle of the sheet with `corners`, and its size in pixels.

    Each side of the rectangle is as long as the longer of the two that it comes from, so that no detail is lost.
    """
    top_left, top_right, bottom_right, bottom_left = corners
    width = max(_length(top_left, top_right), _length(bottom_left, bottom_right))
    height = max(_length(top_left, bottom_left), _length(top_right, bottom_right))
    size = (max(1, round(width)), max(1, round(height)))
    rectangle = np.array([(0, 0), (size[0], 0), size, (0, size[1])], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), rectangle)
    return np.asarray(matrix, dtype=np.float64), size


def _length(start: Corners, end: Corners) -> float:
    return float(np.linalg.norm(end - start))
