"""Evens out the paper: shadows, light fall-off and grey paper become white, print keeps its contrast."""

import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image, fit, percentile

_LONGEST = 400  # pixels of the reduced image in which the paper is measured
_REACH = 13  # pixels of that image: wider than a stroke or a line of text, narrower than a shadow
_EVEN = 18  # grey levels: a flatbed's paper differs less than this between its 5th and 95th percentile
_WHITE = 235


def paper(grey: Image) -> Image:
    """Return the brightness of the bare paper under the print, reduced to at most 400 pixels a side.

    Closing by a square wider than letters takes the print away; a median takes away its corners.
    """
    small, _ = fit(grey, _LONGEST)
    kernel = np.ones((_REACH, _REACH), dtype=np.uint8)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    return as_image(cv2.medianBlur(closed, 2 * _REACH - 1))


def is_even(brightness: Image) -> bool:
    """Tell whether paper of this `brightness` is white and even enough to be left alone."""
    low, high = (percentile(brightness, share) for share in (5, 95))
    return high - low < _EVEN and low >= _WHITE


def flatten(grey: Image) -> Image:
    """Return `grey` divided by the brightness of its paper, so that bare paper is 255 everywhere."""
    return flattened(grey, paper(grey))


def flattened(grey: Image, brightness: Image) -> Image:
    """Return the same where the `brightness` of the paper is known."""
    if is_even(brightness):
        return grey
    height, width = grey.shape
    full = cv2.resize(np.maximum(brightness, 1), (width, height), interpolation=cv2.INTER_LINEAR)
    return as_image(cv2.divide(grey, full, scale=255.0))
