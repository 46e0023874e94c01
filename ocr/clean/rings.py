"""The rings of a seal, told by their shape, so that the print they run through is left without them.

A copied seal's rings join the first letters of a name to a picture, which no engine reads. What lies outermost of such
a picture is mostly its ring: the circle is found by random trials (Fischler and Bolles 1981), the other rings about
the same middle by their ink in every direction.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image, as_image

_RADII = (3.0, 20.0)  # x-heights of the outer ring's radius
_INNERMOST = 2.0  # x-heights: nearer to the middle is the star or the arms
_TRIALS, _POINTS = 200, 300  # circles tried, and points that each is tried on
_NEAR = 1.3  # pixels from a circle that is still on it
_FEWEST = 10  # points on a circle
_WHOLE = 0.7  # share of a circle with ink that makes it a ring; letters between rings have a half
_THICK = 0.5  # x-heights: half of what only a filled stamp is thicker than
_EDGE = 2  # pixels beside the middle of a ring that are its own
_TONES = 25  # grey levels by which print is darker than a ring where tone tells them apart

Mask = npt.NDArray[np.bool_]
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Circle:
    """Middle and radius in pixels."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Rings:
    """Which pixels are rings and not print, in the shape of the part they were looked for in.

    Ink up to the grey level `dark` is that of print, not that of the seal.
    """

    pixels: Mask
    dark: float


def find_rings(part: Image, own: Mask, x_height: float, level: float, dark: float) -> Rings | None:
    """Return the rings on a grey `part` of a page; None where it shows none.

    `own` are the pixels of the picture in it, `x_height` that of the page's print in pixels; ink is darker than
    `level`, print about as dark as `dark`. Print that goes across a ring stays, and what is plainly darker than it.
    """
    circle = find_circle(own, x_height)
    if circle is None:
        return None
    reach, turns = math.ceil(circle.radius) + 3 * _EDGE, round(2 * math.pi * circle.radius)
    flags = cv2.INTER_LINEAR | cv2.WARP_FILL_OUTLIERS  # fills with 0: ink is turned to light, for paper lies outside
    polar = 255 - as_image(cv2.warpPolar(255 - part, (reach, turns), (circle.x, circle.y), reach, flags))
    inked = polar < level
    rings = _rings(inked, x_height)
    if not rings.any():
        return None
    kept = _crossing(inked, rings)
    tone = float(np.median(polar[inked & rings]))
    told = tone - dark > _TONES
    between = (tone + dark) / 2 if told else level
    if told:
        kept |= polar <= between
    return Rings(_on_page(rings & ~kept, circle, (part.shape[0], part.shape[1])), between)


def find_circle(own: Mask, x_height: float) -> Circle | None:
    """Return the circle on which most of a picture's outermost pixels lie; None where they lie on none.

    The same picture gives the same circle: trials are drawn from a fixed seed.
    """
    points = _outermost(own)
    chance = np.random.default_rng(len(points))
    tried = _through(points[chance.integers(0, len(points), (_TRIALS, 3))])
    low, high = (bound * x_height for bound in _RADII)
    tried = tried[(tried[:, 2] > low) & (tried[:, 2] < high)]
    if not len(tried):
        return None
    some = points[:: math.ceil(len(points) / _POINTS)]
    hits = _near(some[None], tried[:, None]).sum(axis=1)
    near = points[_near(points, tried[hits.argmax()])]
    if len(near) < _FEWEST:
        return None
    circle = Circle(*_solved(near).tolist())
    return circle if low < circle.radius < high else None


def _outermost(own: Mask) -> Points:
    """Return the first and last pixels of each row and column, x and y: shape (points, 2)."""
    rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    height, width = own.shape
    left, right = own[rows].argmax(axis=1), width - 1 - own[rows, ::-1].argmax(axis=1)
    top, bottom = own[:, columns].argmax(axis=0), height - 1 - own[::-1, columns].argmax(axis=0)
    sides = ((left, rows), (right, rows), (columns, top), (columns, bottom))
    return np.unique(np.concatenate([np.column_stack(side) for side in sides]), axis=0).astype(np.float64)


def _through(threes: Points) -> Points:
    """Return middle and radius of the circle through each three points, shape (n, 3); those on a line give none."""
    matrices = np.concatenate([2 * threes, np.ones((*threes.shape[:2], 1))], axis=2)
    proper = np.abs(np.linalg.det(matrices)) > 1.0
    squares = (threes[proper] ** 2).sum(axis=2)[..., None]
    return _with_radius(np.linalg.solve(matrices[proper], squares)[..., 0])


def _solved(points: Points) -> Points:
    """Return middle and radius of the circle nearest to many points (Kåsa 1976)."""
    matrix = np.column_stack([2 * points, np.ones(len(points))])
    return _with_radius(np.linalg.lstsq(matrix, (points**2).sum(axis=1), rcond=None)[0])


def _with_radius(solved: Points) -> Points:
    """Return x, y and radius of solutions of x² + y² = 2 a x + 2 b y + c, which are a, b and c."""
    a, b, c = np.moveaxis(solved, -1, 0)
    return np.stack([a, b, np.sqrt(np.maximum(c + a**2 + b**2, 0))], axis=-1)


def _near(points: Points, circles: Points) -> Mask:
    away = np.hypot(points[..., 0] - circles[..., 0], points[..., 1] - circles[..., 1])
    return np.asarray(np.abs(away - circles[..., 2]) < _NEAR, dtype=np.bool_)


def _rings(inked: Mask, x_height: float) -> Mask:
    """Return which distances from the middle belong to rings; `inked` has a row for each direction."""
    whole = _widened(inked, 1).mean(axis=0)[None] >= _WHOLE
    whole[:, : round(_INNERMOST * x_height)] = False
    thick = cv2.morphologyEx(
        whole.view(np.uint8), cv2.MORPH_OPEN, np.ones((1, 2 * round(_THICK * x_height) + 1), np.uint8)
    )
    return _widened(whole & (thick == 0), _EDGE).ravel()


def _widened(mask: Mask, by: int) -> Mask:
    """Return a mask with `by` more pixels on the left and right of each that is set."""
    return np.asarray(cv2.dilate(mask.view(np.uint8), np.ones((1, 2 * by + 1), np.uint8)), dtype=np.bool_)


def _crossing(inked: Mask, rings: Mask) -> Mask:
    """Return the pixels of rings, in each direction, that have ink right inside and right outside the ring."""
    kept = np.zeros_like(inked)
    edges = np.flatnonzero(np.diff(np.pad(rings.astype(np.int8), 1)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        across = inked[:, start - _EDGE : start].any(axis=1) & inked[:, end : end + _EDGE].any(axis=1)
        kept[across, start:end] = True
    return kept


def _on_page(polar: Mask, circle: Circle, shape: tuple[int, int]) -> Mask:
    """Return a mask over directions and distances as one over a part of the page of this shape."""
    turns, reach = polar.shape
    y, x = np.indices(shape, dtype=np.float32)
    x, y = x - np.float32(circle.x), y - np.float32(circle.y)
    away, angle = cv2.cartToPolar(x, y)
    distance = np.minimum(np.rint(away).astype(np.int32), reach - 1)
    direction = np.rint(angle * (turns / (2 * math.pi))).astype(np.int32) % turns
    return np.asarray(polar[direction, distance] & (away < reach - 1), dtype=np.bool_)
