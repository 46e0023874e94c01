"""Whether a page stands on its head."""

import cv2
import numpy as np

from ocr.advice.view import View
from ocr.clean.direction import find_direction
from ocr.clean.glyphs import Glyphs

_MOST = 700  # letters; more do not tell more and take time
_SURE = 0.25  # as in `ocr.clean.plan`
_ENOUGH = 45
_COLOURED = 35.0  # levels between the channels beyond those of most letters, which have the paper's tint


def upside_down(view: View) -> bool:
    """Tell whether the lines of print run across and stand on their heads."""
    if len(view.glyphs) < _ENOUGH:
        return False
    direction = find_direction(_some(_black(view)))
    return direction is not None and not direction.turned and direction.letters >= _ENOUGH and direction.up < -_SURE


def _black(view: View) -> Glyphs:
    """Return the letters without those in colour: the words around a seal run in every direction."""
    if view.sheet.ndim == 2:
        return view.glyphs
    red, green, blue = cv2.split(view.sheet)
    colour = cv2.integral(cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)))
    glyphs = view.glyphs
    x0, y0, x1, y1 = glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1
    total = colour[y1, x1] - colour[y0, x1] - colour[y1, x0] + colour[y0, x0]
    mean = total / np.maximum((x1 - x0) * (y1 - y0), 1)
    return glyphs.where(mean <= float(np.median(mean)) + _COLOURED)


def _some(glyphs: Glyphs) -> Glyphs:
    """Return the middle `_MOST` letters from top to bottom, whole lines but for the first and the last."""
    if len(glyphs) <= _MOST:
        return glyphs
    order = np.argsort(glyphs.y1)
    start = (len(glyphs) - _MOST) // 2
    keep = np.zeros(len(glyphs), bool)
    keep[order[start : start + _MOST]] = True
    return glyphs.where(keep)
