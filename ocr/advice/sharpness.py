"""How sharp print is, measured where there is print and along several directions: a shaken hand blurs only one."""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.advice.view import View
from ocr.clean.arrays import Image
from ocr.clean.glyphs import Glyphs

_FEWEST = 400  # pixels of print below which nothing can be said
_PIXEL = 2.0  # pixels over which a perfectly sharp edge runs in a sampled picture


@dataclass(frozen=True, slots=True)
class Sharpness:
    """Width in pixels over which ink turns into paper, along the sharpest and the softest direction, sampling deducted.

    `contrast` is that of the print, from 0 to 1.
    """

    least: float
    most: float
    contrast: float


def sharpness(view: View) -> Sharpness | None:
    """Return how sharp the print of `view` is; None where there is too little of it.

    The width is the contrast over the steepest 3 % of slopes among the letters, for six directions 30° apart.
    """
    place = print_mask(view.glyphs, view.even)
    inside = place > 0
    if int(inside.sum()) < _FEWEST:
        return None
    plain = view.even.astype(np.float32)
    contrast = 255.0 - float(np.percentile(plain[inside], 5))
    across = (cv2.Sobel(plain, cv2.CV_32F, 1, 0, ksize=3) / 8)[inside]
    down = (cv2.Sobel(plain, cv2.CV_32F, 0, 1, ksize=3) / 8)[inside]
    turns = np.radians(np.arange(0, 180, 30))
    slopes = [float(np.percentile(np.abs(across * np.cos(t) + down * np.sin(t)), 97)) for t in turns]
    widths = [np.sqrt(max((contrast / max(slope, 0.1)) ** 2 - _PIXEL**2, 0.0)) for slope in slopes]
    return Sharpness(float(min(widths)), float(max(widths)), contrast / 255)


def print_mask(glyphs: Glyphs, like: Image) -> Image:
    """Return 1 on letters and two pixels around them, 0 elsewhere."""
    mask = np.zeros(like.shape[:2], np.uint8)
    for x0, y0, x1, y1 in zip(glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1, strict=True):
        mask[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = 1
    return mask
