"""Makes of an upright page the grey image that an engine reads best."""

from dataclasses import dataclass

import cv2

from ocr.clean.arrays import Image, as_image, resize
from ocr.clean.background import flatten
from ocr.clean.leaders import erase_leaders
from ocr.clean.stamps import fade_stamps
from ocr.clean.streaks import erase_streaks
from ocr.clean.worn import thicken_worn

X_HEIGHT = 13.0
"""Pixels that small letters should be high; measured, see docs/reading.md."""

_SOFT = 0.7  # pixels: a Gaussian that evens out grain and the resampling; measured, see docs/reading.md
_FACTORS = (0.2, 4.0)
_LONGEST = 6000
_NEARLY = 246  # grey levels: brighter is paper, without its grain, which Tesseract packs three times as long as white
_CLOSE = 0.08  # a scale this near to 1 is not worth a resampling


@dataclass(frozen=True, slots=True)
class Print:
    """A cleaned grey page for an engine; `factor` is its size over that of the upright page."""

    image: Image
    factor: float


def prepare(upright: Image, x_height: float | None) -> Print:
    """Return `upright` cleaned and scaled so that letters of `x_height` pixels come to `X_HEIGHT`."""
    factor = scale_for(x_height, max(upright.shape[:2]))
    grey = fade_stamps(upright, x_height or X_HEIGHT)  # before it is scaled: three channels take twice as long
    scaled = grey if factor == 1.0 else resize(thicken_worn(grey, x_height or X_HEIGHT), factor)
    size = (x_height or X_HEIGHT) * factor
    plain = erase_leaders(erase_streaks(flatten(scaled), size), size)
    soft = cv2.GaussianBlur(plain, (0, 0), _SOFT)
    white = cv2.threshold(soft, _NEARLY, 255, cv2.THRESH_BINARY)[1]
    return Print(as_image(cv2.max(soft, white)), scaled.shape[1] / upright.shape[1])


def scale_for(x_height: float | None, longest: int) -> float:
    """Return the factor that brings `x_height` to `X_HEIGHT`, bounded so that no side passes 6,000 pixels."""
    wanted = X_HEIGHT / x_height if x_height else 1.0
    wanted = min(max(wanted, _FACTORS[0]), _FACTORS[1], _LONGEST / longest)
    return 1.0 if abs(wanted - 1.0) < _CLOSE else wanted
