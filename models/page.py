"""A page from decoded pixels to words in their places.

Coordinates. A *source page* is the page as decoded (EXIF orientation obeyed). The *upright page* is what a person
sees: turned, rectified, deskewed and cropped. Every `Box` on a `PageReading` is in pixels of the upright page, origin
top left, x to the right, y down, right and bottom edge exclusive; `PageReading.to_source` maps it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc.Buffer from Python 3.12 on


class Box(NamedTuple):
    """Rectangle in pixels: left, top, right, bottom; right and bottom are exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int

    def holds_middle(self, other: "Box") -> bool:
        """Return whether the middle of another box lies in this one."""
        x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1

    def shares_columns(self, other: "Box") -> bool:
        """Return whether some column of pixels runs through both boxes."""
        return self.x0 < other.x1 and other.x0 < self.x1

    def shares_rows(self, other: "Box") -> bool:
        """Return whether some row of pixels runs through both boxes."""
        return self.y0 < other.y1 and other.y0 < self.y1


Matrix = tuple[float, float, float, float, float, float, float, float, float]
"""3 × 3 homography in row-major order, acting on column vectors (x, y, 1)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Raster:
    """Raw pixels, 8 bits a channel, rows from the top without padding.

    `pixels` has height × width × channels bytes; `channels` is 1 (grey) or 3 (RGB). `dpi` is what the file states,
    or None. An array of numpy is a `Buffer`, so pixels pass between rooms without a copy.
    """

    pixels: "Buffer"
    width: int
    height: int
    channels: int
    dpi: float | None = None


class TextSource(StrEnum):
    """Where a page's words come from."""

    OCR = "ocr"
    TEXT_LAYER = "text-layer"


class Doubt(NamedTuple):
    """Another letter that an engine saw: `text` at index `at` of its word, less likely by `cost` ≥ 0 (natural log)."""

    at: int
    text: str
    cost: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word as printed, NFC, with its confidence from 0 to 1.

    `raw` is what the engine read where `text` was chosen instead of it, else empty. `doubts` are the letters that the
    engine saw as well; None where it cannot say. They serve the choice of words and are not kept with a reading.
    """

    text: str
    box: Box
    confidence: float
    raw: str = ""
    doubts: tuple[Doubt, ...] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one printed line, in reading order; never empty."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return union([word.box for word in self.words])

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, weighted by their length."""
        return mean_confidence(self.words) or 0.0


@dataclass(frozen=True, slots=True)
class Code:
    """A machine-readable code on a page: its `kind` (``qr``), the text it holds (NFC), and where it stands."""

    kind: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether a page is fit for reuse, and what the person at the scanner should do if it is not.

    `advice` holds codes (``blurred``, ``too-dark``, ``cut-edge`` …), the most important first; their sentences are in
    `ocr.advice.codes`.
    """

    usable: bool = True
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageAdvice:
    """What was seen on page `number` (from 1) when it came in."""

    number: int
    quality: Quality


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page as it came in: its pixels and, for a born-digital page, its sound text layer.

    `number` counts from 1. `text` is set only where the layer passed the check of soundness; its boxes are in pixels
    of `raster`.
    """

    number: int
    raster: Raster
    text: tuple[Line, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read on one page.

    `width` and `height` are those of the upright page in pixels. `rotation` is the clockwise turn that was undone
    (0, 90, 180, 270); `skew` the angle in degrees undone after it, clockwise positive. `to_source` maps upright
    pixels to pixels of the source page, whose size is `source_width` × `source_height`. `codes` are the
    machine-readable codes on a page that was read by an engine, `handwriting` the places where it was written on by
    hand, signatures among them, whether words were made of them or not. `parts` are the regions that are pages or cards
    of their own (two facing pages, several cards on one sheet) in the order of reading, none on an ordinary page.
    """

    number: int
    width: int
    height: int
    source_width: int
    source_height: int
    rotation: int
    skew: float
    to_source: Matrix
    lines: tuple[Line, ...]
    source: TextSource
    quality: Quality = Quality()
    seconds: float = 0.0
    codes: tuple[Code, ...] = ()
    handwriting: tuple[Box, ...] = ()
    parts: tuple[Box, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, weighted by length; 0 for a page without words."""
        return mean_confidence([word for line in self.lines for word in line.words]) or 0.0


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that could not be read: data, so that its neighbours are not lost. `code` is that of a `PageError`."""

    number: int
    code: str
    vi: str
    en: str


def mean_confidence(words: Sequence[Word]) -> float | None:
    """Return the mean confidence of `words` weighted by their length, None where there is no letter."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else None


def union(boxes: list[Box]) -> Box:
    """Return the smallest box around all `boxes`. Raises ValueError when there are none."""
    if not boxes:
        raise ValueError("union of no boxes")
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
