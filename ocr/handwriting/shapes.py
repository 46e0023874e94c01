"""Shapes of pieces of ink, as the network of `glyphs` looks at them."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image
from ocr.clean.components import Components

Shapes = npt.NDArray[np.float32]

SIDE = 20
"""Pixels of a shape's side, to which the longer side of a piece is brought."""

_SIZES = 2
SIGNS = SIDE * SIDE + _SIZES
"""Numbers that stand for a piece: its pixels, its height and its width."""

_LOW, _HIGH, _WIDE = 0.7, 9.0, 12.0  # x-heights of letters and figures, several joined ones among them
_USUAL = 4.0  # x-heights that come to 1


def letters(pieces: Components, x_height: float) -> npt.NDArray[np.intp]:
    """Return the numbers of the pieces of ink that are as large as letters and figures; marks and dots are not."""
    width, height = pieces.widths / x_height, pieces.heights / x_height
    kept = (height >= _LOW) & (height <= _HIGH) & (width <= _WIDE)
    kept[0] = False
    return np.flatnonzero(kept)


def shapes(image: Image, pieces: Components, asked: Sequence[int], x_height: float) -> Shapes:
    """Return what the `asked` pieces of ink of a cleaned grey page look like, shape (asked, `SIGNS`).

    Pixels are 0 for paper and 1 for the piece's darkest ink, in the middle of a square; other pieces are left out.
    Height and width are in units of four x-heights.
    """
    found = np.zeros((len(asked), SIGNS), np.float32)
    for row, number in zip(found, asked, strict=True):
        place = slice(pieces.y0[number], pieces.y1[number]), slice(pieces.x0[number], pieces.x1[number])
        ink = np.where(pieces.labels[place] == number, 255 - image[place], 0).astype(np.uint8)
        row[:-_SIZES].reshape(SIDE, SIDE)[:] = _squared(ink)
        row[-_SIZES:] = np.array(ink.shape) / (_USUAL * x_height)
    return found


def _squared(ink: Image) -> Shapes:
    """Return a piece of ink brought to the size of a shape, in the middle of it."""
    height, width = ink.shape
    scale = SIDE / max(height, width)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(ink, (across, down), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    square = np.zeros((SIDE, SIDE), np.float32)
    x, y = (SIDE - across) // 2, (SIDE - down) // 2
    square[y : y + down, x : x + across] = small / max(1.0, float(small.max()))
    return square
