"""Words of a page arranged as the eye sees them: segments parted by wide gaps, and rows of segments.

Recognisers join what stands side by side and tear what belongs together; rows are made anew from the boxes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from models.page import Box, Line, PageReading, Word, union
from models.reading import Reading
from ocr.layout.tokens import letters, tokens

GAP = 1.7
"""A gap wider than this many line heights parts two segments; justified lines stretch blanks to about one height."""

_MOTTO = "conghoaxahoi"


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens that stand together on one row; never empty.

    `row` counts from 0 within the page; `letters` are the folded letters and digits of all tokens; `height` is the
    median height of the tokens in pixels.
    """

    page: int
    row: int
    words: tuple[Word, ...]
    text: str
    letters: str
    box: Box
    height: float


def segment(page: int, row: int, words: tuple[Word, ...]) -> Segment:
    """Return the segment of these tokens, which must not be none."""
    return Segment(
        page=page,
        row=row,
        words=words,
        text=" ".join(word.text for word in words),
        letters="".join(letters(word.text) for word in words),
        box=union([word.box for word in words]),
        height=median(word.box.y1 - word.box.y0 for word in words),
    )


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Rows of one page from the top, each from the left. `height` is the usual height of a word in pixels.

    One of several pages or cards on a scan is laid out by itself: `left` is where it begins, `width` its own.
    """

    number: int
    width: int
    rows: tuple[tuple[Segment, ...], ...]
    height: float
    left: int = 0

    @property
    def segments(self) -> Iterable[Segment]:
        return (segment for row in self.rows for segment in row)


def lay_out(reading: Reading) -> tuple[PageLayout, ...]:
    """Return the layout of every readable page that has words; a page of several parts gives one for each of them.

    What stands outside all parts comes last.
    """
    pages = (layout for page in reading.pages for layout in _layouts(page))
    return tuple(page for page in pages if page.rows)


def _layouts(page: PageReading) -> Iterable[PageLayout]:
    if not page.parts:
        return (_page(page, page.lines, 0, page.width),)
    owners = [_owner(page.parts, line) for line in page.lines]
    boxes = (*page.parts, Box(0, 0, page.width, page.height))
    return tuple(
        _page(page, tuple(line for line, owner in zip(page.lines, owners, strict=True) if owner == n), box.x0, width)
        for n, box in enumerate(boxes)
        for width in [box.x1 - box.x0]
    )


def _owner(parts: tuple[Box, ...], line: Line) -> int:
    """Return which of `parts` the middle of a line lies in, their number where it lies in none."""
    return next((n for n, part in enumerate(parts) if part.holds_middle(line.box)), len(parts))


def _page(page: PageReading, lines: tuple[Line, ...], left: int, width: int) -> PageLayout:
    runs = [run for line in lines for run in _runs([t for word in line.words for t in tokens(word)])]
    heights = [word.box.y1 - word.box.y0 for run in runs for word in run]
    rows = tuple(
        tuple(segment(page.number, number, tuple(run)) for run in row) for number, row in enumerate(_rows(runs))
    )
    return PageLayout(page.number, width, rows, median(heights) if heights else 0.0, left)


def _runs(words: list[Word]) -> list[list[Word]]:
    """Cut one line at wide gaps, and before the national title where a column was joined to it."""
    if not words:
        return []
    gap = GAP * median(word.box.y1 - word.box.y0 for word in words)
    runs = [[words[0]]]
    for position, (before, word) in enumerate(pairwise(words), start=1):
        if word.box.x0 - before.box.x1 > gap or word.box.x1 < before.box.x0 or _starts_motto(words, position):
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _starts_motto(words: list[Word], position: int) -> bool:
    return "".join(letters(word.text) for word in words[position : position + 4]).startswith(_MOTTO)


def _rows(runs: list[list[Word]]) -> list[list[list[Word]]]:
    """Group runs whose vertical middles lie within half a line height of one another."""
    rows: list[tuple[float, float, list[list[Word]]]] = []
    for run in sorted(runs, key=_middle):
        middle, height = _middle(run), median(word.box.y1 - word.box.y0 for word in run)
        if rows and middle - rows[-1][0] <= 0.5 * min(height, rows[-1][1]):
            rows[-1][2].append(run)
        else:
            rows.append((middle, height, [run]))
    return [sorted(row, key=lambda run: run[0].box.x0) for _, _, row in rows]


def _middle(run: list[Word]) -> float:
    return median((word.box.y0 + word.box.y1) / 2 for word in run)
