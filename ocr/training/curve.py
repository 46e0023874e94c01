"""Draws how training went: error on the trainer's own and on held-out lines over the lines seen."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ocr.training.rounds import Round

_SIZE = (1000, 560)
_FRAME = (90, 40, 960, 480)  # left, top, right, bottom of the plot
_COLOURS = {"best": (178, 58, 46), "fast": (36, 92, 150)}
_GREY, _INK = (205, 205, 205), (40, 40, 40)

Series = Sequence[tuple[float, float]]
"""Points (lines seen, error in per cent)."""


def held_out(start: float, rounds: Sequence[Round]) -> Series:
    """Return the held-out curve from the published network (0 lines) on."""
    seen = accumulate(one.lines for one in rounds)
    return [(0.0, start), *((float(lines), one.held_out) for lines, one in zip(seen, rounds, strict=True))]


def draw_curve(curves: Mapping[str, Series], target: Path) -> None:
    """Draw one curve a network, by the base's name, as a PNG."""
    image = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=16)
    left, top, right, bottom = _FRAME
    widest = max(x for series in curves.values() for x, _ in series) or 1.0
    highest = max(y for series in curves.values() for _, y in series) * 1.08

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return left + point[0] / widest * (right - left), bottom - point[1] / highest * (bottom - top)

    for tick in _ticks(highest):
        y = at((0, tick))[1]
        pen.line((left, y, right, y), fill=_GREY)
        pen.text((left - 10, y), f"{tick:g} %", fill=_INK, font=font, anchor="rm")
    for tick in _ticks(widest):
        pen.text((at((tick, 0))[0], bottom + 8), f"{tick:,.0f}", fill=_INK, font=font, anchor="mt")
    pen.text(((left + right) / 2, bottom + 36), "lines seen in training", fill=_INK, font=font, anchor="mt")
    pen.text((left, top - 12), "character error on held-out lines", fill=_INK, font=font, anchor="lb")
    for row, (name, series) in enumerate(curves.items()):
        points = [at(point) for point in series]
        pen.line(points, fill=_COLOURS[name], width=3)
        for x, y in points:
            pen.ellipse((x - 4, y - 4, x + 4, y + 4), fill=_COLOURS[name])
        pen.text((right, top + 22 * row), f"{name}: {series[-1][1]:.2f} %", fill=_COLOURS[name], font=font, anchor="rt")
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target, optimize=True)


def _ticks(highest: float) -> list[float]:
    """Return four to ten round numbers from 0 up to `highest`."""
    step = next(
        s for power in range(-2, 7) for s in (10.0**power, 2 * 10.0**power, 5 * 10.0**power) if highest / s <= 8
    )
    return [step * i for i in range(int(highest / step) + 1)]
