"""Identity cards laid on one sheet: both faces of a card, or the cards of several persons, copied together."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import cv2
import numpy as np

from models.page import Box
from ocr.clean.arrays import Image, as_image, fit
from ocr.clean.components import components
from ocr.clean.geometry import Homography, Size, translation

_LONGEST = 1000  # pixels of the reduced page in which cards are looked for
_WIDTH = (0.25, 0.85)  # of the page's shorter side; 0.41 on A4 at full size
_ALIKE = 0.12  # by which the sides of cards on one sheet differ at most
_MOST = 8  # cards: more are a pattern
_STEP = 9  # grey levels, in any channel, of the step from a sheet to a card
_RATIO = (1.43, 1.74)  # width over height; ISO/IEC 7810 ID-1 is 85.60 × 53.98 mm, 1.586
_FILLED = 0.82  # of its straight outline that a card fills: corners are round, copies have holes
_BRIDGES = (0.006, 0.018)  # of the longer side: gaps closed in the outline; over the white between lines of print
_DUST = 12  # pixels of the reduced page: smaller pieces are no part of a card
_TILT = 12.0  # degrees; a card that lies further over is left to whoever reads the whole sheet
_LEVEL = 0.3  # degrees: less is left, for the sake of untouched pixels


@dataclass(frozen=True, slots=True)
class Card:
    """A card on an upright page: the map of the page's pixels to the card lying level, and the card's size."""

    to_card: Homography
    size: Size
    box: Box


def find_cards(upright: Image) -> tuple[Card, ...]:
    """Return the cards on an upright page (RGB or grey), by rows from the top; none where there are not two at least.

    A card is a patch with straight sides in the proportion of a card; all on a sheet are of one size. Whether they are
    identity cards, their words must tell.
    """
    step = max(1, max(upright.shape[:2]) // (2 * _LONGEST))  # every other pixel shows an outline
    small, factor = fit(np.ascontiguousarray(upright[::step, ::step]), _LONGEST)
    factor /= step
    mask = _steps(small)
    for bridge in _BRIDGES:
        found = _alike(list(_rectangles(_closed(mask, bridge), factor)))
        if 2 <= len(found) <= _MOST:
            return _in_rows(found)
    return ()


def _steps(small: Image) -> Image:
    """Return 255 where brightness or colour steps: outlines and print, but no shadow, which is soft; dust is left out.

    A card's ground need not differ from the sheet: its outline is printed or casts an edge.
    """
    smooth = as_image(cv2.medianBlur(small, 3))
    planes = [smooth] if smooth.ndim == 2 else [as_image(plane) for plane in cv2.split(smooth)]
    brush = np.ones((3, 3), np.uint8)
    step = reduce(cv2.max, [cv2.morphologyEx(plane, cv2.MORPH_GRADIENT, brush) for plane in planes])
    pieces = components(as_image(cv2.threshold(step, _STEP, 255, cv2.THRESH_BINARY)[1]))
    return pieces.paint(pieces.area >= _DUST)


def _closed(mask: Image, bridge: float) -> Image:
    """Return the mask with gaps closed and outlines filled, and without what is thinner than a line of print."""
    reach = max(3, round(bridge * max(mask.shape))) | 1
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    whole = cv2.drawContours(np.zeros_like(mask), outlines, -1, (255,), cv2.FILLED)
    thin = max(3, round(0.03 * max(mask.shape))) | 1
    return as_image(cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((thin, thin), np.uint8)))


def _rectangles(mask: Image, factor: float) -> Iterator[Card]:
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    shorter = min(mask.shape)
    for outline in outlines:
        (x, y), (width, height), angle = cv2.minAreaRect(outline)
        if width < height:
            width, height, angle = height, width, angle - 90
        angle = (angle + 90) % 180 - 90
        likely = _RATIO[0] <= width / max(height, 1.0) <= _RATIO[1] and abs(angle) <= _TILT
        sized = _WIDTH[0] <= width / shorter <= _WIDTH[1]
        if likely and sized and cv2.contourArea(outline) >= _FILLED * width * height:
            yield _card((x / factor, y / factor), (width / factor, height / factor), angle)


def _card(middle: tuple[float, float], sides: tuple[float, float], angle: float) -> Card:
    """Return the card around `middle` that leans by `angle` degrees, clockwise positive."""
    size = (round(sides[0]), round(sides[1]))
    lean = math.radians(angle) if abs(angle) >= _LEVEL else 0.0
    cos, sin = math.cos(lean), math.sin(lean)
    back = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    if lean:
        to_card = translation(size[0] / 2, size[1] / 2) @ back @ translation(-middle[0], -middle[1])
    else:
        to_card = translation(-round(middle[0] - size[0] / 2), -round(middle[1] - size[1] / 2))
    across, down = abs(size[0] * cos) + abs(size[1] * sin), abs(size[1] * cos) + abs(size[0] * sin)
    left, top = max(round(middle[0] - across / 2), 0), max(round(middle[1] - down / 2), 0)
    return Card(to_card, size, Box(left, top, round(middle[0] + across / 2), round(middle[1] + down / 2)))


def _alike(cards: list[Card]) -> list[Card]:
    """Return the cards of the size that most of them have."""
    groups = (
        [other for other in cards if all(abs(a / b - 1) <= _ALIKE for a, b in zip(one.size, other.size, strict=True))]
        for one in cards
    )
    return max(groups, key=len, default=[])


def _in_rows(cards: list[Card]) -> tuple[Card, ...]:
    """Return cards row by row from the top, each row from the left."""
    rows: list[list[Card]] = []
    for card in sorted(cards, key=lambda each: each.box.y0):
        if rows and card.box.y0 < (rows[-1][0].box.y0 + rows[-1][0].box.y1) / 2:
            rows[-1].append(card)
        else:
            rows.append([card])
    return tuple(card for row in rows for card in sorted(row, key=lambda each: each.box.x0))
