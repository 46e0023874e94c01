"""How sharp print is, measured where there is print and along several directions: a shaken hand blurs only one."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.advice.view import View
from ocr.clean.arrays import Image

_FEWEST = 400  # pixels of print below which nothing can be said
_MOST = 40_000  # pixels of print that tell; more take time and change the width by less than a hundredth of a pixel
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
    inside = np.flatnonzero(view.place.view(np.bool_))
    if inside.size < _FEWEST:
        return None
    told = inside[:: 1 + inside.size // _MOST]
    contrast = 255.0 - float(np.percentile(view.even.ravel()[told], 5))
    across, down = (_slopes(view.even, told, along) for along in ((1, 0), (0, 1)))
    turns = np.radians(np.arange(0, 180, 30)).tolist()
    slopes = [float(np.percentile(np.abs(across * math.cos(t) + down * math.sin(t)), 97)) for t in turns]
    widths = [np.sqrt(max((contrast / max(slope, 0.1)) ** 2 - _PIXEL**2, 0.0)) for slope in slopes]
    return Sharpness(float(min(widths)), float(max(widths)), contrast / 255)


def _slopes(even: Image, told: npt.NDArray[np.int64], along: tuple[int, int]) -> npt.NDArray[np.float32]:
    """Return how many grey levels a pixel `even` changes `along` (x, y) at the places `told` of its pixels."""
    return cv2.Sobel(even, cv2.CV_16S, *along, ksize=3).ravel()[told].astype(np.float32) / np.float32(8)
