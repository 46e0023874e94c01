"""A page to be drawn: words in their places, and rules. All measures are pixels of the drawn page, y downwards."""

from dataclasses import dataclass, field

from ocr.training.page.faces import Face


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word. `x` and `base` are the left end of its baseline; `spacing` stands between its letters.

    `text` is what is drawn, `truth` what a reader should make of it; `width` is the set width.
    """

    text: str
    truth: str
    x: float
    base: float
    width: float
    face: Face
    pixels: int
    spacing: float = 0.0

    @property
    def middle(self) -> tuple[float, float, float]:
        """Left and right end and the height of the small letters' middle."""
        return self.x, self.x + self.width, self.base - 0.23 * self.pixels


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from one point to another, for underlines, tables and forms; dotted ones have a `pitch`."""

    x0: float
    y0: float
    x1: float
    y1: float
    thick: float = 1.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """Words and rules that belong together, and the height that they take."""

    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole page; `dpi` is the resolution it is set for."""

    width: int
    height: int
    dpi: int
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = field(default=())
