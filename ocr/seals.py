"""Seals on print, taken off a cleaned page: their rings by shape, what has none by its tone.

A coloured seal is faded in `clean.stamps`; what is left of it, and the rings of a copied one, still join the first
letters of a name to a picture that no engine reads. Where no ring is found, print is told by being darker: its cores
are kept with a pixel around them.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from models.page import Box
from ocr.clean.arrays import Image, as_image, darker_than, median
from ocr.clean.components import Components, components
from ocr.clean.rings import Mask, find_rings

_FAINT = 30  # levels below paper from which a pixel is part of a seal: its ring is thin and pale
_STEP = 4  # every fourth row tells how bright paper is
_SIDE = (6.0, 40.0)  # x-heights of a seal's sides, a signature through it included
_ASPECT = 2.2  # longer patches are rules, tables and lines of print
_CORE = 40  # per cent of a page's ink that is darker than what counts as the core of a stroke
_DARK, _SHARE = 25, 0.12  # per cent of a page's ink that is as dark as print, and the share of such ink in print
_PALE = 0.2  # share of a seal that must be paler than print for it to be taken off: bilevel seals are not
_AROUND = np.ones((3, 3), np.uint8)
_BESIDE = 3.0  # x-heights: print so near to a seal tells how dark print is there, for copies fade unevenly


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a seal was taken off; ink up to the grey level `dark` is that of print there."""

    place: Box
    dark: float


@dataclass(frozen=True, slots=True)
class Bare:
    """A page with seals taken off."""

    image: Image
    seals: tuple[Seal, ...]

    def lies_on(self, box: Box) -> Seal | None:
        """Return the seal whose rows and columns `box` shares."""
        return next((s for s in self.seals if s.place.shares_columns(box) and s.place.shares_rows(box)), None)

    def is_print(self, box: Box, seal: Seal) -> bool:
        """Tell whether the ink in `box` is as dark as print is, and not what is left of a seal's own letters."""
        part = self.image[box.y0 : box.y1, box.x0 : box.x1]
        inked = part[part < 255 - _FAINT]
        return bool(len(inked)) and float((inked <= seal.dark).mean()) >= _SHARE


def lift_seals(printed: Image, mask: Image, x_height: float) -> Bare | None:
    """Return the cleaned page without the rings of its seals; None where it has no seal that can be taken off.

    A seal without rings must be paler than print. `mask` is the page's ink, `x_height` that of its print in pixels.
    """
    if not cv2.countNonZero(mask):
        return None
    level = median(printed[::_STEP]) - _FAINT
    pieces = components(darker_than(printed, level))
    seals = _seal_like(pieces, x_height)
    if not seals:
        return None
    core, dark = np.percentile(printed[mask > 0], (_CORE, _DARK))
    lifted, found = printed.copy(), []
    for label in seals:
        box = Box(*(int(edges[label]) for edges in (pieces.x0, pieces.y0, pieces.x1, pieces.y1)))
        here = np.s_[box.y0 : box.y1, box.x0 : box.x1]
        own = pieces.labels[here] == label
        rings = find_rings(printed[here], own, x_height, level, _dark_near(printed, mask, box, x_height))
        gone = rings.pixels if rings else _pale(printed[here], own, float(core))
        if gone is not None:
            lifted[here][gone] = 255
            found.append(Seal(box, rings.dark if rings else float(dark)))
    return Bare(as_image(lifted), tuple(found)) if found else None


def _seal_like(pieces: Components, x_height: float) -> list[int]:
    """Return the numbers of the pieces that have a seal's size and shape."""
    longer, shorter = np.maximum(pieces.widths, pieces.heights), np.minimum(pieces.widths, pieces.heights)
    seals = (shorter > _SIDE[0] * x_height) & (longer < _SIDE[1] * x_height) & (longer < _ASPECT * shorter)
    seals[0] = False
    return [int(label) for label in np.flatnonzero(seals)]


def _dark_near(printed: Image, mask: Image, box: Box, x_height: float) -> float:
    """Return the grey level of dark print on a seal and close to it."""
    beside = round(_BESIDE * x_height)
    here = np.s_[max(0, box.y0 - beside) : box.y1 + beside, max(0, box.x0 - beside) : box.x1 + beside]
    inked = printed[here][mask[here] > 0]
    return float(np.percentile(inked, _DARK)) if inked.size else 0.0


def _pale(part: Image, own: Mask, core: float) -> Mask | None:
    """Return the pixels of a seal that are paler than print; None where they are few, for it is as dark as print."""
    kept = cv2.dilate((part <= core).view(np.uint8), _AROUND) > 0
    if np.count_nonzero(own & ~kept) <= _PALE * np.count_nonzero(own):
        return None
    return np.asarray((cv2.dilate(own.view(np.uint8), _AROUND) > 0) & ~kept, dtype=np.bool_)
