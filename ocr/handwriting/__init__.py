"""Where a page was written on by hand. Public: `find_handwriting`, `as_written`, `Colours`.

An engine for print makes words of handwriting that mean nothing, so such places are shown to a person and never mended.
Signatures are handwriting, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.page import Box, Line, Word
from ocr.clean.arrays import Image
from ocr.handwriting.filled import find_filled
from ocr.handwriting.runs import find_runs
from ocr.handwriting.strokes import Colours
from ocr.handwriting.traces import SURE, Trace, find_traces

__all__ = ["Colours", "as_written", "find_handwriting"]

_LENGTH, _HEIGHT = 3.0, (1.2, 9.0)  # x-heights of a written word at least, of a line or a signature
_ALIGNED = 0.2  # hasty strokes lean this way and that; stems of print stand alike, in italics too: 0.2 to 0.5
_UNEVEN = (0.2, 0.6)  # machine-readable zones have 0.14, pieces of seals and pictures more
_STROKE = (0.17, 0.9)  # x-heights: rules of tables and rings of seals are thinner
_FILL = (0.14, 0.45)  # rings and frames leave more of their boxes empty, photographs less
_PALE = 0.72  # seals that were faded and print that shines through are paler than a pen

_TOLD = 0.2  # of a box's width that was told piece by piece

_LONG = 18.0  # x-heights: of so much print at least one word is read surely
_LONG_ALIGNED, _LONG_UNEVEN, _LONG_STROKE = 0.27, 0.15, 0.44  # bounds for a neat hand, given that length


def find_handwriting(
    image: Image, words: Iterable[Word], x_height: float, colours: Colours | None = None
) -> tuple[Box, ...]:
    """Return where a cleaned grey page was written on, from top to bottom, in pixels of `image`.

    That is ink without sure words that no print looks like, words that were read and look written, and what was filled
    into blanks. `words` are what was read, in reading order, with boxes in the same pixels; `x_height` is the height of
    the page's small letters, `colours` the page as it came in, where it is at hand. docs/doctypes.md says how well that
    works. Raises MissingData when the network of `glyphs` cannot be read.
    """
    read = tuple(words)
    traces = find_traces(image, read, x_height)
    written = [_is_written(trace) for trace in traces]
    runs = find_runs(image, read, traces, written, x_height, colours)
    alone = [trace.box for trace, by_hand in zip(traces, written, strict=True) if by_hand]
    filled = find_filled(image, read, x_height)
    rough = [box for box in _outermost((*runs, *alone)) if not _is_told(box, filled)]
    return tuple(sorted(_outermost((*rough, *filled)), key=_top))


def _outermost(boxes: Iterable[Box]) -> list[Box]:
    """Return the boxes without those that lie in one before them."""
    kept: list[Box] = []
    for box in boxes:
        if not any(_holds(other, box) for other in kept):
            kept.append(box)
    return kept


def _holds(box: Box, other: Box) -> bool:
    return box.x0 <= other.x0 and other.x1 <= box.x1 and box.y0 <= other.y0 and other.y1 <= box.y1


def _is_told(rough: Box, filled: Iterable[Box]) -> bool:
    """Tell whether what is written in a box was told piece by piece: then the rest of it is print beside writing."""
    inside = [box for box in filled if 2 * (min(rough.y1, box.y1) - max(rough.y0, box.y0)) > box.y1 - box.y0]
    told = sum(max(0, min(rough.x1, box.x1) - max(rough.x0, box.x0)) for box in inside)
    return told >= _TOLD * (rough.x1 - rough.x0)


def as_written(lines: Sequence[Line], spans: Sequence[Box]) -> tuple[Line, ...]:
    """Return mended lines with every word that stands on handwriting as the engine read it."""
    return tuple(Line(tuple(_unmended(word, spans) for word in line.words)) for line in lines)


def _unmended(word: Word, spans: Sequence[Box]) -> Word:
    if not word.raw or word.confidence >= SURE or not any(span.holds_middle(word.box) for span in spans):
        return word
    return replace(word, text=word.raw, raw="")


def _is_written(trace: Trace) -> bool:
    shaped = trace.length >= _LENGTH and _HEIGHT[0] <= trace.height <= _HEIGHT[1]
    inked = _FILL[0] <= trace.fill <= _FILL[1] and trace.pale <= _PALE
    return shaped and inked and (_is_hasty(trace) or _is_neat(trace))


def _is_hasty(trace: Trace) -> bool:
    """Tell whether strokes are too irregular for print."""
    evenness = _UNEVEN[0] <= trace.uneven <= _UNEVEN[1] and _STROKE[0] <= trace.stroke <= _STROKE[1]
    return trace.aligned <= _ALIGNED and evenness


def _is_neat(trace: Trace) -> bool:
    """Tell whether a trace is too long for print of which no word was read, and less regular than machine type."""
    evenness = _LONG_UNEVEN <= trace.uneven <= _UNEVEN[1] and _STROKE[0] <= trace.stroke <= _LONG_STROKE
    return trace.length >= _LONG and trace.aligned <= _LONG_ALIGNED and evenness


def _top(box: Box) -> tuple[int, int]:
    return box.y0, box.x0
