"""A first look at a page as it came in, shared by all that decide from it how to see the page and how well it shows."""

from dataclasses import dataclass

from ocr.clean.arrays import Image, fit
from ocr.clean.sheet import Corners, find_sheet

LONGEST = 2000
"""Pixels of the reduced copy's longer side: small print (8 points) on A4 still has an x-height of 9 there."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A page reduced to at most 2,000 pixels a side (grey or RGB); `factor` is its size over that of the page.

    `corners` are those of the photographed sheet in `image`, None where the page fills it.
    """

    image: Image
    factor: float
    corners: Corners | None


def glance(source: Image) -> Glance:
    """Return the first look at `source`."""
    small, factor = fit(source, LONGEST)
    return Glance(small, factor, find_sheet(small))
