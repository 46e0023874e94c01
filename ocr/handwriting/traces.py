"""Ink that no sure word covers, gathered into traces as long as a word or a line, and what their strokes are like.

All lengths are in x-heights of the page's print, so that they do not depend on resolution.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from models.page import Box, Word
from ocr.clean.arrays import Image, as_image
from ocr.clean.components import components
from ocr.handwriting.directions import BINS, upright

Mask = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int32]

SURE = 0.8
"""From this confidence on a word is print: of right words 95 % have more, of words made of handwriting 9 %."""

_DARKER = 45  # grey levels below the paper (the page is flattened to 255) from which a pixel is ink

_MARGIN = 0.2  # of ink around a sure word that is its own: marks, soft edges
_SMALLEST = 0.45  # higher and wider of a component, in x-heights: less is a dot or a speck
_LARGEST = 9.0  # neither letters nor signatures are higher; seals, portraits and frames are
_THIN = 0.22  # of a rule's height
_REACH = (1.1, 0.3)  # over which components belong to one trace, across and up


@dataclass(frozen=True, slots=True)
class Trace:
    """Ink in `box` (pixels of the image), with what tells writing from print and dirt.

    `length` and `height` are those of the box, `stroke` the mean width of the strokes, `uneven` the spread of that
    width over its mean, `aligned` the share of edges that lean alike, `fill` the share of the box that is ink,
    `pale` the mean lightness of the ink from 0 to 1.
    """

    box: Box
    length: float
    height: float
    stroke: float
    uneven: float
    aligned: float
    fill: float
    pale: float


def ink_of(image: Image) -> Image:
    """Return 1 where there is ink on a cleaned grey page, 0 elsewhere."""
    return as_image(cv2.threshold(image, 254 - _DARKER, 1, cv2.THRESH_BINARY_INV)[1])


def find_traces(image: Image, words: Iterable[Word], x_height: float) -> tuple[Trace, ...]:
    """Return the traces on a cleaned grey page; `words` have boxes in its pixels, `x_height` is that of its print."""
    ink = ink_of(image)
    margin = round(_MARGIN * x_height)
    for word in words:
        if word.confidence >= SURE:
            x0, y0, x1, y1 = word.box
            ink[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin] = 0
    letters = _letters(ink, x_height)
    if not cv2.countNonZero(letters):
        return ()
    kernel = np.ones((max(1, round(2 * _REACH[1] * x_height)), max(1, round(2 * _REACH[0] * x_height))), np.uint8)
    pieces = components(as_image(cv2.dilate(letters, kernel)))
    boxes = np.column_stack([pieces.x0, pieces.y0, pieces.x1, pieces.y1]).tolist()
    traces = (_trace(image, letters, pieces.labels, at, Box(*boxes[at]), x_height) for at in range(1, len(pieces)))
    return tuple(trace for trace in traces if trace)


def _letters(ink: Mask, x_height: float) -> Mask:
    """Return the ink of what may be letters: no specks, no rules, nothing as large as a seal or a picture."""
    pieces = components(ink)
    width, height = pieces.widths / x_height, pieces.heights / x_height
    keep = (np.maximum(width, height) >= _SMALLEST) & (height <= _LARGEST) & (height >= _THIN)
    keep &= (width <= 4 * _LARGEST) & ~((height < 0.5) & (width > 4.0))
    keep[0] = False
    return pieces.paint(keep, 1)


def _trace(image: Image, letters: Mask, labels: Labels, number: int, around: Box, x_height: float) -> Trace | None:
    """Return the trace of one label, None where nothing is left of it."""
    x0, y0, x1, y1 = around
    part = np.where(labels[y0:y1, x0:x1] == number, letters[y0:y1, x0:x1], 0).astype(np.uint8)
    rows, columns = np.nonzero(part)
    if rows.size < x_height:
        return None
    box = Box(x0 + int(columns.min()), y0 + int(rows.min()), x0 + int(columns.max()) + 1, y0 + int(rows.max()) + 1)
    part = part[box.y0 - y0 : box.y1 - y0, box.x0 - x0 : box.x1 - x0]
    grey = as_image(image[box.y0 : box.y1, box.x0 : box.x1])
    stroke, uneven = _strokes(part, x_height)
    return Trace(
        box=box,
        length=(box.x1 - box.x0) / x_height,
        height=(box.y1 - box.y0) / x_height,
        stroke=stroke,
        uneven=uneven,
        aligned=_aligned(grey, part),
        fill=float(part.mean()),
        pale=float(grey[part > 0].mean()) / 255,
    )


def _strokes(part: Mask, x_height: float) -> tuple[float, float]:
    """Return the mean width of strokes in x-heights and its relative spread, taken along their middle lines."""
    padded = cv2.copyMakeBorder(part, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 3)
    ridge = depth[(depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)) - 1e-6) & (depth > 0)]
    return float(2 * ridge.mean()) / x_height, float(ridge.std() / ridge.mean())


def _aligned(grey: Image, part: Mask) -> float:
    """Return the share of edges that run alike, within 8 degrees of one direction at most 30 degrees off upright."""
    edges = cv2.dilate(part, np.ones((3, 3), np.uint8)) > 0
    across, down = (cv2.Sobel(grey, cv2.CV_32F, *along)[edges] for along in ((1, 0), (0, 1)))
    angles = np.rad2deg(np.arctan2(down, across)) % 180
    share, _ = np.histogram(angles, bins=BINS, range=(0, 180), weights=np.hypot(across, down))
    total = float(share.sum())
    if not total:
        return 0.0
    return float(upright(share[None]).max()) / total
