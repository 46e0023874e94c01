"""Seals that are lighter than the print under them, taken off a cleaned page by their tone.

A coloured seal is faded in `clean.stamps`; what is left of it, and the grey ring of a copied one, still joins the first
letters of a name to a picture that no engine reads. Print is darker: its cores are kept with a pixel around them.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from models.page import Box
from ocr.clean.arrays import Image, as_image, darker_than, median
from ocr.clean.components import components

_FAINT = 30  # levels below paper from which a pixel is part of a seal: its ring is thin and pale
_STEP = 4  # every fourth row tells how bright paper is
_SIDE = (6.0, 40.0)  # x-heights of a seal's sides, a signature through it included
_ASPECT = 2.2  # longer patches are rules, tables and lines of print
_CORE = 40  # per cent of a page's ink that is darker than what counts as the core of a stroke
_DARK, _SHARE = 25, 0.12  # per cent of a page's ink that is as dark as print, and the share of such ink in print
_PALE = 0.2  # share of a seal that must be paler than print for it to be taken off: bilevel seals are not
_AROUND = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Bare:
    """A page with seals taken off at `places`; ink below the grey level `dark` is that of print."""

    image: Image
    places: tuple[Box, ...]
    dark: float

    def is_print(self, box: Box) -> bool:
        """Tell whether the ink in `box` is as dark as print is, and not what is left of a seal's own letters."""
        part = self.image[box.y0 : box.y1, box.x0 : box.x1]
        inked = part[part < 255 - _FAINT]
        return bool(len(inked)) and float((inked <= self.dark).mean()) >= _SHARE


def lift_seals(printed: Image, mask: Image, x_height: float) -> Bare | None:
    """Return the cleaned page without its seals; None where it has none that is paler than its print.

    `mask` is its ink, `x_height` that of its print in pixels.
    """
    if not cv2.countNonZero(mask):
        return None
    faint = darker_than(printed, median(printed[::_STEP]) - _FAINT)
    pieces = components(faint)
    longer, shorter = np.maximum(pieces.widths, pieces.heights), np.minimum(pieces.widths, pieces.heights)
    seals = (shorter > _SIDE[0] * x_height) & (longer < _SIDE[1] * x_height) & (longer < _ASPECT * shorter)
    seals[0] = False
    if not seals.any():
        return None
    core, dark = np.percentile(printed[mask > 0], (_CORE, _DARK))
    lifted, places = printed.copy(), []
    for label in np.flatnonzero(seals).tolist():
        x0, y0, x1, y1 = (int(edges[label]) for edges in (pieces.x0, pieces.y0, pieces.x1, pieces.y1))
        part = printed[y0:y1, x0:x1]
        own = (pieces.labels[y0:y1, x0:x1] == label).astype(np.uint8)
        kept = cv2.dilate((part <= core).astype(np.uint8), _AROUND)
        if np.count_nonzero((own > 0) & (kept == 0)) > _PALE * np.count_nonzero(own):
            lifted[y0:y1, x0:x1][(cv2.dilate(own, _AROUND) > 0) & (kept == 0)] = 255
            places.append(Box(x0, y0, x1, y1))
    if not places:
        return None
    return Bare(as_image(lifted), tuple(places), float(dark))
