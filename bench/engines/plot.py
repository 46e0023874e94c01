"""Growth as a picture: one panel a measure, both axes logarithmic, drawn as SVG without any library."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDE, _HIGH, _LEFT, _TOP = 300, 190, 52, 34
_RIGHT = 30  # half of the label of a million
_COLOURS = ("#1f6fb4", "#c8501e", "#3a8a3a", "#7a4fa3")

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure: its title, a limit to show if there is one, and its lines by name."""

    title: str
    lines: Mapping[str, Points]
    limit: float | None = None


def draw(panels: Sequence[Panel]) -> str:
    """Return the picture of `panels`, two beside one another."""
    rows = -(-len(panels) // 2)
    wide, high = 2 * (_WIDE + _LEFT + _RIGHT), rows * (_HIGH + _TOP + 44)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="11">',
        f'<rect width="{wide}" height="{high}" fill="white"/>',
    ]
    for number, panel in enumerate(panels):
        across, down = number % 2 * (_WIDE + _LEFT + _RIGHT) + _LEFT, number // 2 * (_HIGH + _TOP + 44) + _TOP
        parts.append(f'<g transform="translate({across} {down})">{_panel(panel)}</g>')
    return "\n".join([*parts, "</svg>\n"])


def _panel(panel: Panel) -> str:
    points = [point for line in panel.lines.values() for point in line]
    across = _axis([x for x, _ in points], _WIDE)
    heights = [y for _, y in points] + ([panel.limit] if panel.limit else [])
    up = _axis(heights, _HIGH)
    parts = [f'<text y="-20" font-weight="bold">{panel.title}</text>', *_frame(across, up)]
    if panel.limit:
        y = _HIGH - up.at(panel.limit)
        parts.append(f'<line x2="{_WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#888" stroke-dasharray="5 4"/>')
    for number, (name, line) in enumerate(panel.lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        placed = [(across.at(x), _HIGH - up.at(y)) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        parts.append(f'<text x="{150 * (number % 2)}" y="{-6 + 11 * (number // 2)}" fill="{colour}">{name}</text>')
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic axis from `low` to `high` over `length` units of the picture."""

    low: float
    high: float
    length: float

    def at(self, value: float) -> float:
        return self.length * math.log(value / self.low) / math.log(self.high / self.low)

    def ticks(self) -> list[float]:
        """Return the powers of ten on the axis."""
        first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
        return [10.0**power for power in range(first, last + 1)]


def _axis(values: Sequence[float], length: float) -> _Axis:
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    return _Axis(low, high if high > low else 10 * low, length)


def _frame(across: _Axis, up: _Axis) -> list[str]:
    parts = [f'<rect width="{_WIDE}" height="{_HIGH}" fill="none" stroke="#444"/>']
    for value in across.ticks():
        x = across.at(value)
        parts.append(f'<text x="{x:.1f}" y="{_HIGH + 14}" text-anchor="middle">{value:,.0f}</text>')
    for value in up.ticks():
        y = _HIGH - up.at(value)
        parts.append(f'<line x2="{_WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="-5" y="{y + 4:.1f}" text-anchor="end">{value:,g}</text>')
    parts.append(f'<text x="{_WIDE / 2}" y="{_HIGH + 28}" text-anchor="middle">components</text>')
    return parts
