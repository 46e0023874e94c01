"""What the person at the scanner should do better, from plain measures of the page's image."""

import cv2
import numpy as np

from models.page import Quality
from ocr.clean.arrays import Image, fit
from ocr.clean.background import paper

BLANK = "blank"
BLURRED = "blurred"
TOO_DARK = "too-dark"
LOW_RESOLUTION = "low-resolution"
ADVICE = (BLANK, BLURRED, TOO_DARK, LOW_RESOLUTION)
"""Every key that `judge` may give."""

_LONGEST = 2000
_SMALL = 7.0  # pixels of x-height: below, marks such as those of ế and ề run together (word F1 falls by 0.1 and more)
_DARK = 90  # grey levels of the paper itself
_SOFT = 2.4  # pixels of the reduced page over which ink turns into paper; real scans have 1.0 to 1.3
_WIDE = 0.09  # x-heights, likewise: large print stands more; from both on, one word in six is misread
_UNREADABLE = 0.5  # mean confidence of the words: below, more words are wrong than right


def judge(upright: Image, x_height: float | None, confidence: float | None) -> Quality:
    """Return the quality of a grey `upright` page.

    `x_height` is in its pixels, None where hardly any letters were found; `confidence` is the mean of its words, None
    where there are none. Not usable is what is blank and what could be read only by guessing.
    """
    if confidence is None and (x_height is None or is_blank(upright)):
        return Quality(usable=False, advice=(BLANK,))
    small, factor = fit(upright, _LONGEST)
    checks = {
        BLURRED: x_height is not None and edge_width(small) > max(_SOFT, _WIDE * x_height * factor),
        TOO_DARK: float(np.median(paper(small))) < _DARK,
        LOW_RESOLUTION: x_height is not None and x_height < _SMALL,
    }
    return Quality(
        usable=confidence is not None and confidence >= _UNREADABLE,
        advice=tuple(key for key, applies in checks.items() if applies),
    )


def is_blank(grey: Image) -> bool:
    """Tell whether hardly anything is printed: under 3 in 10,000 pixels are darker than their paper."""
    small, _ = fit(grey, _LONGEST)
    brightness = paper(small)
    height, width = small.shape
    bare = cv2.resize(brightness, (width, height), interpolation=cv2.INTER_LINEAR)
    return bool((small < 0.75 * bare).mean() < 0.0003)


def edge_width(grey: Image) -> float:
    """Return the width in pixels over which ink turns into paper at the page's stronger edges.

    The contrast of print over the steepest 5 % of its edges' slopes.
    """
    across = np.abs(cv2.Sobel(grey, cv2.CV_16S, 1, 0, ksize=3)) // 4
    edges = across[across > 12]
    if edges.size < 100:
        return 0.0
    ink, bare = np.percentile(grey, (1, 90))
    return float((bare - ink) / max(float(np.percentile(edges, 95)), 1.0))
