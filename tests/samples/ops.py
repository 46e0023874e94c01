"""A page as drawing operations in mm, between the layout and whatever draws it (pixels or PDF)."""

from dataclasses import dataclass

from tests.samples.fonts import Face
from tests.samples.sheet import Art, Colour


@dataclass(frozen=True, slots=True)
class Run:
    """Text set at once; (`x`, `y`) is the left end of its base line."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, 0.25 mm thick."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled and/or bordered rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None
    border: Colour | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A piece of art with its place."""

    x: float
    y: float
    art: Art


Op = Run | Stroke | Panel | Drawing


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line of the truth with its place in mm; leaders (rows of dots) are left out."""

    text: str
    x: float
    y: float
    width: float
    height: float
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """What a block became, and how much height it took."""

    ops: tuple[Op, ...] = ()
    lines: tuple[PrintedLine, ...] = ()
    height: float = 0.0


def joined(parts: list[Placed], height: float) -> Placed:
    """Return all parts as one of the given height."""
    ops = tuple(op for part in parts for op in part.ops)
    lines = tuple(line for part in parts for line in part.lines)
    return Placed(ops, lines, height)
