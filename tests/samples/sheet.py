"""What a paper is made of: text in blocks on sheets, with the truth about its fields.

Lengths are millimetres, type sizes points. Blocks say what is printed, not where: `layout` places them for a font.
Markup inside `Text` is ``<b>…</b>`` and ``<i>…</i>``; a tab goes to the next stop.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
Colour = tuple[int, int, int]

BLACK: Colour = (24, 24, 28)
RED: Colour = (196, 24, 38)
BLUE: Colour = (28, 46, 150)
MAROON: Colour = (150, 20, 30)
PALE_RULE: Colour = (150, 150, 150)


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph. `leader` fills the rest of its last line with dots; `tabs` are shares of the column's width.

    `fit` sets the paragraph smaller rather than break it (the country's name in a narrow column).
    `optional` marks printing that is no part of the paper itself (a certifying stamp): reading it is neither
    rewarded nor punished.
    """

    markup: str
    size: float = 13
    align: Align = "left"
    indent: float = 0
    before: float = 0
    leader: bool = False
    tabs: tuple[float, ...] = ()
    colour: Colour = BLACK
    mono: bool = False
    spacing: float = 1.3
    optional: bool = False
    fit: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """White space."""

    height: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line of `width`, centred in its column."""

    width: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; `shares` of the width add up to at most 1. Read column after column."""

    cells: tuple[tuple["Block", ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table, read row by row; cells wrap and are set from the top. `ruled` False leaves out the lines."""

    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    size: float = 11
    ruled: bool = True
    centred_head: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """Blocks at a fixed place `x`, `y` of the page, in a panel that may be filled and bordered; takes no room."""

    x: float
    y: float
    width: float
    height: float
    blocks: tuple["Block", ...]
    fill: Colour | None = None
    border: Colour | None = None
    pad: float = 0


@dataclass(frozen=True, slots=True)
class Art:
    """A drawing (`art` knows the kinds) at an offset from the current place; takes no room."""

    kind: Literal["seal", "scribble", "portrait", "qr", "emblem", "guilloche", "chip", "pen"]
    x: float
    y: float
    width: float
    height: float
    data: str = ""


Block = Text | Gap | Rule | Columns | Table | Frame | Art


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page; margins are left, top, right, bottom."""

    blocks: tuple[Block, ...]
    width: float = 210
    height: float = 297
    margins: tuple[float, float, float, float] = (27, 17, 18, 15)
    paper: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the maker of a paper gives: the sheets, and the value of every field printed on them."""

    fields: Mapping[str, str]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A made-up paper with its truth. Dates are ISO 8601, amounts plain decimals, names as printed."""

    type: str
    variant: str
    seed: int
    pages: tuple[Sheet, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
