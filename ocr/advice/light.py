"""Too bright, and the mirror of a lamp in the paper."""

import cv2
import numpy as np

from ocr.advice.view import View
from ocr.clean.arrays import Image, as_image, darkest, median

_FAINT = 0.19  # contrast of print below which letters fall apart
_WHITE = 225.0  # from this brightness on it is the exposure that drowned the print
_BURNT = 249  # grey levels, in every channel, where a camera saw nothing but light
_DULL = 243.0  # brightness of the paper below which a burnt patch is told from the paper
_PATCH = (0.004, 0.6)  # share of the sheet
_SOLID = 0.8  # of its convex hull that a patch of light fills
_SOFT = 0.25  # of the step from paper to light, seen in the rim around a mirrored lamp; a printed white panel has none


def too_bright(view: View, contrast: float) -> bool:
    """Tell whether the paper is white and its print, of `contrast` 0 to 1, nearly gone."""
    return contrast < _FAINT and median(view.level) > _WHITE


def has_glare(view: View) -> bool:
    """Tell whether a patch of the sheet is burnt white while its paper is not, fading out softly around it."""
    bare = cv2.medianBlur(cv2.morphologyEx(darkest(view.small), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)), 5)
    usual = median(as_image(bare))
    if usual >= _DULL:
        return False
    burnt = cv2.morphologyEx((bare >= _BURNT).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(burnt, connectivity=8)
    sizes = stats[1:, cv2.CC_STAT_AREA] / burnt.size
    patches = 1 + np.flatnonzero((sizes >= _PATCH[0]) & (sizes <= _PATCH[1]))
    shapes = (as_image(labels == patch) for patch in patches)
    return any(_is_round(shape) and _fades(as_image(bare), shape, usual) for shape in shapes)


def _is_round(patch: Image) -> bool:
    """Tell whether `patch` (1 inside) has no bays: the light of a lamp or a window, not the white between things."""
    outlines, _ = cv2.findContours(patch, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = max(outlines, key=cv2.contourArea)
    return cv2.contourArea(outline) > _SOLID * cv2.contourArea(cv2.convexHull(outline))


def _fades(bare: Image, patch: Image, usual: float) -> bool:
    """Tell whether the brightness around `patch` (1 inside) lies between that of the light and that of the paper."""
    near, far = (cv2.dilate(patch, np.ones((size, size), np.uint8)) for size in (5, 13))
    rim = bare[(far > 0) & (near == 0)]
    return bool(rim.size) and (float(np.median(rim)) - usual) > _SOFT * (255 - usual)
