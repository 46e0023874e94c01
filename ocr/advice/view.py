"""The sheet as one looks at it to judge the picture: found on its desk, straightened, reduced, its print located."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image, as_image, fit, percentile, resize, to_grey
from ocr.clean.background import paper
from ocr.clean.geometry import warp
from ocr.clean.glance import Glance
from ocr.clean.glyphs import Glyphs, find_glyphs, ink, sharpen, x_height
from ocr.clean.perspective import rectify
from ocr.clean.sheet import Corners, find_sheet

LONGEST = 1400
"""Pixels of the reduced picture's longer side: 10-point print on A4 has an x-height of 8 there."""

_SMALL = 400  # pixels of the longer side, for what is larger than letters
_SHORTEST = 1200  # a smaller picture is enlarged: letters of 3 pixels are dust to whoever looks for letters
_DARK = 82.0  # grey levels that even the brighter fifth of the sheet must reach
_PLAIN = 0.35  # contrast from which print is found as it is; weaker print is strengthened first
BARE = 0.03
"""Contrast below which a sheet is bare; grain and bleeding through stay below, print of 6 % above."""

_Letters = tuple[Glyphs, float | None]
"""Letters and their x-height, None where there are hardly any."""


@dataclass(frozen=True, slots=True)
class View:
    """What the checks look at.

    `picture` is the whole picture and `sheet` the straightened paper alone, both reduced (RGB or grey). `level` is the
    brightness of the bare paper (≤ 400 pixels a side), `even` the sheet's luminance over it (255 is bare paper).
    `contrast` is how dark the darkest print is, from 0 to 1. `corners` are those of the sheet in `picture`, None where
    it fills it. `x_height` is in pixels of `sheet`, None where hardly any letters were found; `factor` is the size of
    `sheet` over that of the picture as it came in. `small` is the sheet at 400 pixels a side and less; `place` is 1 on
    letters and two pixels around them, 0 elsewhere, in the size of `sheet`.
    """

    picture: Image
    sheet: Image
    level: Image
    even: Image
    contrast: float
    corners: Corners | None
    glyphs: Glyphs
    x_height: float | None
    factor: float
    small: Image
    place: Image

    @property
    def dark(self) -> bool:
        """Whether even the brighter fifth of the sheet is dark; nothing else can be told then."""
        return is_dark(self.level)

    @property
    def bare(self) -> bool:
        """Whether there is hardly anything on the sheet."""
        return self.contrast < BARE


def look(image: Image, reduced: float = 1.0) -> View:
    """Return what there is to see in `image`, which may have been `reduced` (≤ 1) while it was decoded."""
    picture, factor = _sized(image)
    return _view(picture, factor * reduced, find_sheet(picture))


def look_again(seen: Glance, size: float | None) -> View:
    """Return the same of a page whose sheet, paper and letters were found already.

    `size` is their x-height in pixels of the page as it came in, None where there are too few. Weak print, and that of
    a small picture, is looked for once more.
    """
    picture, factor = _sized(seen.image)
    letters = seen.letters.scaled(factor) if factor <= 1 else None
    known = None if letters is None or size is None else (letters, size * factor * seen.factor)
    corners = None if seen.corners is None else seen.corners * factor
    return _view(picture, factor * seen.factor, corners, seen.level, known)


def _view(
    picture: Image, factor: float, corners: Corners | None, level: Image | None = None, known: _Letters | None = None
) -> View:
    """Return what there is to see; `known` are the letters of plain print, in pixels of the sheet."""
    sheet = picture if corners is None else warp(picture, *rectify(corners))
    grey = to_grey(sheet)
    level = paper(grey) if level is None else level
    even = _evened(grey, level)
    contrast = _contrast(even)
    if known is None or contrast < _PLAIN or is_dark(level):
        known = _find(even, level, contrast)
    glyphs, size = known
    place = print_mask(glyphs, even)
    return View(picture, sheet, level, even, contrast, corners, glyphs, size, factor, fit(sheet, _SMALL)[0], place)


def _find(even: Image, level: Image, contrast: float) -> _Letters:
    """Return the letters of a sheet and their x-height; none where it is bare or dark."""
    told = contrast >= BARE and not is_dark(level)
    glyphs = find_glyphs(ink(sharpen(_strengthened(even, contrast))) if told else np.zeros_like(even))
    return glyphs, x_height(glyphs)


def print_mask(glyphs: Glyphs, like: Image) -> Image:
    """Return 1 on letters and two pixels around them, 0 elsewhere."""
    mask = np.zeros(like.shape[:2], np.uint8)
    x0, y0 = np.maximum(glyphs.x0 - 2, 0), np.maximum(glyphs.y0 - 2, 0)
    for left, top, right, bottom in np.column_stack([x0, y0, glyphs.x1 + 2, glyphs.y1 + 2]).tolist():
        mask[top:bottom, left:right] = 1
    return mask


def is_dark(level: Image) -> bool:
    """Tell whether paper of this brightness was taken in the dark."""
    return percentile(level, 80) < _DARK


def is_bare(image: Image) -> bool:
    """Tell whether there is hardly anything on a page that fills `image`."""
    grey = to_grey(_sized(image)[0])
    return _contrast(_evened(grey, paper(grey))) < BARE


def full_size(level: Image, like: Image) -> npt.NDArray[np.uint8]:
    """Return a map of brightness enlarged to the size of `like`."""
    return as_image(cv2.resize(level, (like.shape[1], like.shape[0]), interpolation=cv2.INTER_LINEAR))


def _sized(image: Image) -> tuple[Image, float]:
    longest = max(image.shape[:2])
    if longest >= _SHORTEST:
        return fit(image, LONGEST)
    factor = min(_SHORTEST / longest, 3.0)
    return resize(image, factor), factor


def _evened(grey: Image, level: Image) -> Image:
    return as_image(cv2.divide(grey, np.maximum(full_size(level, grey), 1), scale=255.0))


def _contrast(even: Image) -> float:
    """Return how dark the darkest 3 in 1,000 pixels are, grain smoothed away and the outermost 3 % left out."""
    height, width = even.shape
    inner = even[height // 33 : height - height // 33, width // 33 : width - width // 33]
    return 1.0 - percentile(as_image(cv2.GaussianBlur(inner, (0, 0), 1.2)), 0.3) / 255


def _strengthened(even: Image, contrast: float) -> Image:
    """Return print of little `contrast` made black, so that letters can be told from paper."""
    if contrast >= _PLAIN:
        return even
    gain = 0.8 / contrast
    table = np.clip((np.arange(256) - 255) * gain + 255, 0, 255).astype(np.uint8)
    return as_image(cv2.LUT(even, table))
