"""Takes lines from worn pages as the reader meets them: after its own cleaning, in the boxes its engine finds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz.distance import Levenshtein

from ocr.clean.arrays import Image, to_array, to_raster
from ocr.clean.geometry import Homography, apply, scaling, warp
from ocr.clean.plan import make_plan
from ocr.clean.prepare import prepare
from ocr.recognizers.narrowed import narrowed
from ocr.training.finder import FoundLine, LineFinder
from ocr.training.page.sheet import Sheet
from ocr.training.page.wear import Worn, bent_point

_INSIDE = 0.85  # share of a word's width within a line's box from which the word belongs to it
_OUTSIDE = 0.15  # and up to which it does not; a line that cuts a word between these has no sure truth
_LEGIBLE = 0.6  # share of the letters that the published network may misread; above it, the truth is not to be trusted


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A true word on the cleaned page: its ends, the height of its middle, and its em, in pixels."""

    text: str
    x0: float
    x1: float
    y: float
    em: float


@dataclass(frozen=True, slots=True)
class CutLine:
    """A training line: left, top, right, bottom in pixels of the cleaned page, its truth, and what was read before."""

    box: tuple[int, int, int, int]
    truth: str
    read: str


@dataclass(frozen=True, slots=True)
class CutPage:
    """A cleaned grey page with the lines taken from it."""

    image: Image
    lines: tuple[CutLine, ...]


def cut(sheet: Sheet, worn: Worn, finder: LineFinder, alphabet: frozenset[str], share: float = 1.0) -> CutPage:
    """Return the lines of a worn page whose truth is sure and in the network's alphabet.

    The cleaned page is narrowed to `share` of its width first, as the reader narrows it. A page that the cleaning turns
    the wrong way gives none.
    """
    plan = make_plan(worn.image)
    clean = prepare(warp(worn.image, plan.to_upright, plan.size), plan.x_height)
    image = to_array(narrowed(to_raster(clean.image), share))
    if plan.rotation:
        return CutPage(image, ())
    to_clean = scaling(clean.factor * share, clean.factor) @ plan.to_upright @ worn.to_worn
    words = place(sheet, worn, to_clean)
    lines = tuple(line for found in finder.find(image) if (line := match(found, words, alphabet, image)))
    return CutPage(image, lines)


def place(sheet: Sheet, worn: Worn, to_clean: Homography) -> tuple[PlacedWord, ...]:
    """Return where every word of the sheet stands on the cleaned page."""
    placed = []
    for word in sheet.words:
        left, right, y = word.middle
        ends = [bent_point(left, y, worn.bend), bent_point(right, y, worn.bend)]
        (x0, y0), (x1, y1) = apply(to_clean, ends)
        em = word.pixels * (x1 - x0) / max(word.width, 1e-6)
        placed.append(PlacedWord(word.truth, float(x0), float(x1), float(y0 + y1) / 2, em))
    return tuple(placed)


def match(found: FoundLine, words: Iterable[PlacedWord], alphabet: frozenset[str], image: Image) -> CutLine | None:
    """Return `found` with its true text, None where that is not sure."""
    level = [word for word in words if found.y0 < word.y < found.y1 and _share(word, found) > _OUTSIDE]
    if not level or any(_share(word, found) < _INSIDE for word in level) or _uneven(level):
        return None
    truth = " ".join(word.text for word in sorted(level, key=lambda word: word.x0))
    if not alphabet.issuperset(truth) or Levenshtein.normalized_distance(truth, found.text) > _LEGIBLE:
        return None
    height, width = image.shape
    box = (max(0, int(found.x0)), max(0, int(found.y0)), min(width, round(found.x1)), min(height, round(found.y1)))
    return CutLine(box, truth, found.text)


def _share(word: PlacedWord, found: FoundLine) -> float:
    return max(0.0, min(word.x1, found.x1) - max(word.x0, found.x0)) / max(word.x1 - word.x0, 1e-6)


def _uneven(words: Sequence[PlacedWord]) -> bool:
    """Tell whether these words are of more than one printed line."""
    return max(word.y for word in words) - min(word.y for word in words) > 0.7 * median(word.em for word in words)
