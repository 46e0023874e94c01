"""Finds the sheet of paper in a photograph or on a dark scanner lid, as four corners."""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean.arrays import Image, as_image, brightest, darkest, fit

Corners = npt.NDArray[np.float64]
"""Top left, top right, bottom right, bottom left as they lie in the picture; shape (4, 2), pixels."""

_LONGEST = 600  # pixels of the reduced picture in which the sheet is looked for
_SMALLEST = 0.2  # of the picture: a smaller bright patch is not what was photographed
_FULL = 0.97  # of the picture: a sheet that fills it needs no finding
_FILLED = 0.9  # of the four corners' area that must be sheet
_STEP = 16  # grey levels between paper and what lies around it
_SUPPORT = 0.75  # share of a sheet's outline that must show such a step
_GRAIN = 5  # pixels of the median against grain; from 7 on OpenCV takes fifteen times as long
_FRAME = 6  # pixels: an edge this near to the picture's own edge cannot show one


def find_sheet(image: Image) -> Corners | None:
    """Return the corners of the one sheet in `image` (RGB or grey), or None where the page fills the picture.

    Candidates are the brightest region at several thresholds and the least coloured one; one is taken when paper is
    brighter, or plainly less coloured, than what lies outside along at least three quarters of its outline. Frames and
    tables printed on the page have paper on both sides and are never taken.
    """
    small, factor = fit(image, _LONGEST)
    planes = _planes(small)
    best: tuple[float, Corners] | None = None
    for mask in _masks(planes):
        corners = _four_corners(mask)
        if corners is not None:
            support = min(_side_support(planes, corners))
            if support >= _SUPPORT and (best is None or support > best[0]):
                best = (support, corners)
    return None if best is None else _inset(best[1]) / factor


def _inset(corners: Corners) -> Corners:
    """Return `corners` drawn in by four thousandths, so that no sliver of the table is left along the edges."""
    middle = corners.mean(axis=0)
    return np.asarray(middle + (corners - middle) * (1 - 0.008), dtype=np.float64)


def _planes(small: Image) -> list[Image]:
    """Return brightness and paleness (255 less saturation), print and grain smoothed away."""
    kernel = np.ones((9, 9), dtype=np.uint8)
    grey = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    bright = cv2.medianBlur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, kernel), _GRAIN)
    if small.ndim == 2:
        return [as_image(bright)]
    pale = 255 - (brightest(small) - darkest(small))
    return [as_image(bright), as_image(cv2.medianBlur(cv2.morphologyEx(pale, cv2.MORPH_CLOSE, kernel), _GRAIN))]


def _masks(planes: list[Image]) -> Iterator[Image]:
    for plane in planes:
        level, mask = cv2.threshold(plane, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        yield as_image(mask)
        for share in (0.8, 1.2):  # a shadow over the sheet, or a background of several shades, moves Otsu's level
            yield as_image(cv2.threshold(plane, min(level * share, 250), 255, cv2.THRESH_BINARY)[1])


def _four_corners(mask: Image) -> Corners | None:
    """Return the corners of the largest white region of `mask`, if it has four and is of a sheet's size."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), dtype=np.uint8))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(largest)
    corners = _quadrilateral(np.asarray(hull, dtype=np.int32))
    if corners is None:
        return None
    area = float(cv2.contourArea(corners.astype(np.float32)))
    picture = float(mask.shape[0] * mask.shape[1])
    fits = _SMALLEST * picture <= area <= _FULL * picture and cv2.contourArea(largest) >= _FILLED * area
    return _in_order(corners) if fits else None


def _quadrilateral(hull: npt.NDArray[np.int32]) -> Corners | None:
    """Return the four-sided outline nearest to a convex `hull`, if one is near."""
    length = cv2.arcLength(hull, closed=True)
    for tolerance in (0.01, 0.02, 0.03, 0.05):
        outline = cv2.approxPolyDP(hull, tolerance * length, closed=True)
        if len(outline) == 4:
            return np.asarray(outline.reshape(4, 2), dtype=np.float64)
    return None


def _in_order(corners: Corners) -> Corners:
    """Return convex `corners` clockwise from the top left one."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(*(corners - middle).T[::-1]))]
    return np.asarray(np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0), dtype=np.float64)


def _side_support(planes: list[Image], corners: Corners) -> list[float]:
    """Return for each side inside the picture how much of it parts paper from something darker or coloured."""
    height, width = planes[0].shape
    middle = corners.mean(axis=0)
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = start + np.linspace(0.05, 0.95, 60)[:, None] * (end - start)
        normal = np.array([start[1] - end[1], end[0] - start[0]]) / max(float(np.linalg.norm(end - start)), 1.0)
        outward = normal if float(normal @ (start - middle)) > 0 else -normal
        outside, inside = along + 8 * outward, along - 8 * outward
        seen = ((outside >= 0) & (outside < (width, height))).all(axis=1)
        if seen.sum() >= len(along) / 4:
            steps = [_at(plane, inside[seen]) - _at(plane, outside[seen]) for plane in planes]
            shares.append(float((np.max(steps, axis=0) >= _STEP).mean()))
    return shares if len(shares) >= 2 else [0.0]


def _at(plane: Image, points: Corners) -> npt.NDArray[np.int64]:
    columns = np.clip(points[:, 0].round().astype(np.int64), 0, plane.shape[1] - 1)
    rows = np.clip(points[:, 1].round().astype(np.int64), 0, plane.shape[0] - 1)
    return plane[rows, columns].astype(np.int64)
