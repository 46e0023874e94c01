"""Draws size, speed and accuracy of models as one picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_SIZE = (1000, 520)
_FRAME = (100, 40, 940, 430)
_INK, _GREY, _OURS, _THEIRS = (40, 40, 40), (205, 205, 205), (178, 58, 46), (110, 118, 128)


@dataclass(frozen=True, slots=True)
class Spot:
    """One model: CPU seconds a page, CER, size of its file in bytes, and whether it was trained here."""

    name: str
    seconds: float
    cer: float
    size: int
    ours: bool


def draw_chart(spots: Sequence[Spot], target: Path) -> None:
    """Draw every model as a disc, its area by its size: further left is faster, further down reads better."""
    image = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=16)
    left, top, right, bottom = _FRAME
    slow, bad = _range([spot.seconds for spot in spots]), _range([spot.cer for spot in spots])
    pen.line((left, top, left, bottom, right, bottom), fill=_INK, width=2)
    for step in range(6):
        x, y = left + step / 5 * (right - left), bottom - step / 5 * (bottom - top)
        pen.line((left, y, right, y), fill=_GREY)
        pen.text((x, bottom + 8), f"{slow[0] + step / 5 * (slow[1] - slow[0]):.2f}", fill=_INK, font=font, anchor="mt")
        pen.text((left - 10, y), f"{bad[0] + step / 5 * (bad[1] - bad[0]):.2%}", fill=_INK, font=font, anchor="rm")
    pen.text(((left + right) / 2, bottom + 40), "CPU seconds a page", fill=_INK, font=font, anchor="mt")
    pen.text((left, top - 10), "CER; the area of a disc is the size of the model", fill=_INK, font=font, anchor="lb")
    for spot in spots:
        x = left + (spot.seconds - slow[0]) / (slow[1] - slow[0]) * (right - left)
        y = bottom - (spot.cer - bad[0]) / (bad[1] - bad[0]) * (bottom - top)
        radius = 12 * (spot.size / 500_000) ** 0.5
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_OURS if spot.ours else _THEIRS)
        pen.text((x, y + radius + 4), f"{spot.name}, {spot.size / 1e6:.2f} MB", fill=_INK, font=font, anchor="mt")
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target, optimize=True)


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Return an axis that holds all `values` with a fifth of their size on either side."""
    return min(values) * 0.8, max(values) * 1.2
