"""A first look at a page as it came in, shared by all that decide from it how to see the page and how well it shows."""

from dataclasses import dataclass

from ocr.clean.arrays import Image, fit, to_grey
from ocr.clean.background import flattened, paper
from ocr.clean.geometry import warp
from ocr.clean.glyphs import Glyphs, find_glyphs, ink, sharpen
from ocr.clean.perspective import rectify
from ocr.clean.sheet import Corners, find_sheet

LONGEST = 2000
"""Pixels of the reduced copy's longer side: small print (8 points) on A4 still has an x-height of 9 there."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A page reduced to at most 2,000 pixels a side (grey or RGB); `factor` is its size over that of the page.

    `corners` are those of the photographed sheet in `image`, None where the page fills it. Of the sheet, rectified
    where it has corners, `level` is the brightness of the bare paper (≤ 400 pixels a side), and `letters` are the
    pieces of ink of letter-like shape, in pixels of `image`.
    """

    image: Image
    factor: float
    corners: Corners | None
    level: Image
    letters: Glyphs


def glance(source: Image) -> Glance:
    """Return the first look at `source`."""
    small, factor = fit(source, LONGEST)
    corners = find_sheet(small)
    grey = to_grey(small)
    sheet = grey if corners is None else warp(grey, *rectify(corners))
    level = paper(sheet)
    return Glance(small, factor, corners, level, find_glyphs(ink(sharpen(flattened(sheet, level)))))
