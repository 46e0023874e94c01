"""Decides from a reduced copy how a page must be seen: rectified, turned, levelled, its black edges cut off."""

import math
from dataclasses import dataclass, replace

import numpy as np

from ocr.clean.arrays import Image, brightest
from ocr.clean.borders import inner_box
from ocr.clean.direction import Direction, find_direction
from ocr.clean.geometry import Homography, Size, apply, identity, scaling, translation, undo_skew, undo_turn, warp
from ocr.clean.glance import Glance, glance
from ocr.clean.glyphs import Glyphs
from ocr.clean.perspective import rectify

_LEVEL = 0.1  # degrees: less slope is left, for the sake of an untouched image
_SURE = 0.25  # share of print above the lines over print below, absolute; real pages have 0.37 to 0.69, tables 0.1
_ENOUGH = 60  # letters that tell which side is up


@dataclass(frozen=True, slots=True)
class Plan:
    """How the page as it came in becomes the upright page.

    `to_upright` maps source pixels to upright pixels, an image of `size`. `x_height` is in upright pixels, None where
    there are too few letters. `sure` is False where the page might as well be upside down.
    """

    to_upright: Homography
    size: Size
    x_height: float | None = None
    sure: bool = False

    @property
    def rotation(self) -> int:
        """The clockwise quarter turns undone, in degrees: 0, 90, 180 or 270."""
        return round(self._angle / 90) * 90 % 360

    @property
    def skew(self) -> float:
        """The degrees undone after `rotation`, clockwise positive; those in the middle of a rectified page."""
        return round(self._angle - round(self._angle / 90) * 90, 3) + 0.0

    @property
    def _angle(self) -> float:
        """The direction in the source, clockwise, in which the upright page's middle row runs, in degrees."""
        x, y = self.size[0] / 2, self.size[1] / 2
        start, end = apply(np.asarray(np.linalg.inv(self.to_upright), dtype=np.float64), [(x - 0.5, y), (x + 0.5, y)])
        return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))

    def then(self, step: Homography, size: Size) -> "Plan":
        """Return this plan with one more step."""
        return replace(self, to_upright=step @ self.to_upright, size=size)

    def turned(self, rotation: int) -> "Plan":
        """Return this plan with a further clockwise turn of `rotation` undone."""
        return self.then(*undo_turn(rotation, self.size))


def make_plan(source: Image, seen: Glance | None = None) -> Plan:
    """Return how `source` must be seen; as it came in when there is nothing to go by.

    `seen` is its glance where that was taken already.
    """
    seen = seen or glance(source)
    small, factor = seen.image, seen.factor
    plan = Plan(identity(), (small.shape[1], small.shape[0]))
    if seen.corners is not None:
        plan = plan.then(*rectify(seen.corners))
    plan = _level(seen.letters, plan)
    plan = _cut(brightest(small), plan)  # bright in any colour is not a black edge
    return plan if factor == 1.0 else _enlarge(plan, factor, (source.shape[1], source.shape[0]))


def _level(letters: Glyphs, plan: Plan) -> Plan:
    """Turn and level: the lines of print run across, from left to right."""
    direction = find_direction(letters)
    if direction is None:
        return plan
    sure = abs(direction.up) >= _SURE and direction.letters >= _ENOUGH
    plan = replace(plan, x_height=direction.size, sure=sure).turned(_rotation(direction, sure))
    skew = direction.slope.degrees
    return plan if abs(skew) < _LEVEL else plan.then(*undo_skew(skew, plan.size))


def _rotation(direction: Direction, sure: bool) -> int:
    return (90 if direction.turned else 0) + (180 if sure and direction.up < 0 else 0)


def _cut(bright: Image, plan: Plan) -> Plan:
    """Leave out the black edges."""
    box = inner_box(warp(bright, plan.to_upright, plan.size))
    size = (box.x1 - box.x0, box.y1 - box.y0)
    return plan if size == plan.size else plan.then(translation(-box.x0, -box.y0), size)


def _enlarge(plan: Plan, factor: float, source: Size) -> Plan:
    """Return a plan made on a copy reduced by `factor` for the `source` itself, at the source's own scale.

    A page that is only turned keeps the source's exact size, so that its pixels can be copied untouched.
    """
    size = (max(1, round(plan.size[0] / factor)), max(1, round(plan.size[1] / factor)))
    to_upright = scaling(1 / factor, 1 / factor) @ plan.to_upright @ scaling(factor, factor)
    turn, turned = undo_turn(plan.rotation, source)
    if _same_but_shifted(to_upright, turn) and abs(turned[0] - size[0]) <= 2 and abs(turned[1] - size[1]) <= 2:
        to_upright, size = turn, turned
    return Plan(to_upright, size, plan.x_height / factor if plan.x_height else None, plan.sure)


def _same_but_shifted(one: Homography, other: Homography) -> bool:
    """Tell whether two maps differ by a shift of less than two pixels only."""
    difference = np.abs(one - other)
    return bool(difference[:2, :2].max() < 1e-9 and difference[2].max() < 1e-12 and difference[:2, 2].max() < 2)
