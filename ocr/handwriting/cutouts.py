"""Parts of a page set side by side, so that only their pixels, a tenth of a page's, are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.page import Box
from ocr.clean.arrays import Image

Places = npt.NDArray[np.intp]

_ROUND = 2  # pixels around a box that are its own
_ACROSS = 1000  # pixels of a row of cut-outs


@dataclass(frozen=True, slots=True)
class CutOuts:
    """Cut-outs side by side on paper.

    `owners` gives each pixel of `image` its cut-out, -1 between them; `shifts` (cut-outs, 2) is what takes x and y of a
    cut-out's pixels back to the page.
    """

    image: Image
    owners: npt.NDArray[np.int32]
    shifts: Places


def cut_out(image: Image, boxes: Sequence[Box]) -> CutOuts:
    """Return what lies in `boxes` of a grey image, set in rows, as a printer sets type."""
    height, width = image.shape
    cuts = [
        (max(0, x0 - _ROUND), max(0, y0 - _ROUND), min(width, x1 + _ROUND), min(height, y1 + _ROUND))
        for x0, y0, x1, y1 in boxes
    ]
    across = max(_ACROSS, *(x1 - x0 for x0, _, x1, _ in cuts))
    places: list[tuple[int, int]] = []
    x = y = tallest = 0
    for x0, y0, x1, y1 in cuts:
        if x + x1 - x0 > across:
            x, y, tallest = 0, y + tallest + 1, 0
        places.append((x, y))
        x, tallest = x + x1 - x0 + 1, max(tallest, y1 - y0)
    sheet = np.full((y + tallest, across), 255, np.uint8)
    owners = np.full(sheet.shape, -1, np.int32)
    for number, ((x0, y0, x1, y1), (x, y)) in enumerate(zip(cuts, places, strict=True)):
        sheet[y : y + y1 - y0, x : x + x1 - x0] = image[y0:y1, x0:x1]
        owners[y : y + y1 - y0, x : x + x1 - x0] = number
    shifts = [(cut[0] - place[0], cut[1] - place[1]) for cut, place in zip(cuts, places, strict=True)]
    return CutOuts(sheet, owners, np.array(shifts))
