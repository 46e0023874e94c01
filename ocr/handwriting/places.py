"""Places of a page that are filled in: blanks, known by the words that are printed around them, and figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from models.page import Box, Word, union
from models.text import fold

_AROUND = frozenset({"so", "ngay", "thang", "nam"})
"""Words before and between the figures of numbers and dates, folded: *số*, *ngày*, *tháng*, *năm*."""

_JOINED, _LONGEST = ("ngay", "thang"), 5
_MISREAD = 3  # letters that figures joined to *ngày* or *tháng* are read as, at most
_BEHIND, _VALUE = 2, 8  # words behind such a word that may be figures and their symbol, words of a value behind a colon
_SIGNS = ".,:;()'\"- "

_PRINT, _LETTERS = 0.93, 3  # how surely a word of so many letters is read that is print,
_LABEL = 0.8  # and how surely a word that stands beside blanks
_ZONE = "<"  # the filler of machine-readable zones, which nobody writes
_WIDE = 1.5  # x-heights of a letter in such a word; of 10,000 words of print one in a hundred has more
_ROOM = 0.8  # x-heights that a figure takes between printed words; blanks of a line have half of it
_REACH = 8.0  # x-heights behind a word that belong to its place, if no other word stands there


@dataclass(frozen=True, slots=True)
class Place:
    """Part of a line between words that are print, with the words that stand in it, if any were read there.

    `blank` tells that the print around it is that around blanks.
    """

    box: Box
    words: tuple[Word, ...]
    blank: bool


def find_places(words: Sequence[Word], x_height: float) -> tuple[Place, ...]:
    """Return where figures stand or values may be filled in, in reading order.

    `words` are in reading order, their boxes and `x_height` in the same pixels.
    """
    reach = round(_REACH * x_height)
    edges = np.array([word.box for word in words]).reshape(-1, 4)
    places = (place for line in _lines(words, reach) for place in _of_line(line, x_height))
    return tuple(_bounded(place, edges) for place in places)


def is_print(word: Word, x_height: float) -> bool:
    """Tell whether a word is so surely read that it is print: one beside blanks, or one of letters alone.

    A word in small letters whose box is too wide for them holds ink that was passed over. Machine-readable zones are
    print, too.
    """
    if _ZONE in word.text:
        return True
    if not word.text.isupper() and word.box.x1 - word.box.x0 > _WIDE * x_height * len(word.text):
        return False
    text = word.text.strip(_SIGNS)
    sure = word.confidence >= _PRINT and len(text) >= _LETTERS and text.isalpha()
    return sure or (word.confidence >= _LABEL and _is_around(text))


@lru_cache(4096)
def _is_around(text: str) -> bool:
    return len(text) <= _LONGEST and fold(text) in _AROUND


def _lines(words: Sequence[Word], reach: int) -> Iterator[Sequence[Word]]:
    """Yield words that stand in one line and in one column."""
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or _is_apart(words[at - 1].box, words[at].box, reach):
            yield words[start:at]
            start = at


def _is_apart(last: Box, box: Box, reach: int) -> bool:
    return box.x0 < last.x0 or box.x0 - last.x1 > reach or not box.shares_rows(last)


def _of_line(line: Sequence[Word], x_height: float) -> Iterator[Place]:
    """Yield the places of a line: between each word that is print, or the line's beginning, and the next."""
    opened = 0  # words from here on that may be filled in
    printed = [at for at, word in enumerate(line) if is_print(word, x_height)]
    for before, after in zip([-1, *printed], [*printed, len(line)], strict=True):
        opened = max(opened - 1, _opens(line[before].text)) if before >= 0 else 0
        inside = line[before + 1 : after]
        blank = opened > 0 or any(_opens(word.text) for word in inside)
        if blank or any(map(str.isdigit, "".join(word.text for word in inside))):
            box = _box(line, before, after, round(_REACH * x_height))
            if inside or box.x1 - box.x0 >= _ROOM * x_height:
                yield Place(box, tuple(inside), blank)
        opened -= len(inside)


def _box(line: Sequence[Word], before: int, after: int, reach: int) -> Box:
    """Return the box of what stands between two words of a line, which may be -1, its beginning, and its end."""
    around = union([word.box for word in line[max(before, 0) : after + 1]])
    inside = [word.box for word in line[before + 1 : after]]
    left = min([line[before].box.x1 if before >= 0 else around.x0, *(box.x0 for box in inside)])
    right = max([line[after].box.x0 if after < len(line) else around.x1 + reach, *(box.x1 for box in inside)])
    return Box(left, around.y0, max(left, right), around.y1)


def _bounded(place: Place, edges: npt.NDArray[np.intp]) -> Place:
    """Return a place that ends where a word of another line, in the next cell or column, begins; `edges` are words'."""
    x0, y0, x1, y1 = place.box
    inside = max((word.box.x1 for word in place.words), default=x0)
    beside = (edges[:, 0] >= inside) & (edges[:, 0] < x1) & (edges[:, 1] < y1) & (edges[:, 3] > y0)
    return replace(place, box=Box(x0, y0, int(edges[beside, 0].min()), y1)) if beside.any() else place


@lru_cache(4096)
def _opens(text: str) -> int:
    """Return how many words behind one of `text` may be filled in; 0 for words that tell of no blank."""
    label, colon, _ = text.partition(":")
    if colon and label.isalpha():
        return _VALUE
    if len(text) > _LONGEST + _MISREAD + 1:
        return 0
    plain = fold(text).strip(_SIGNS)
    joined = any(len(plain) - len(word) <= _MISREAD and plain.startswith(word) for word in _JOINED)
    return _BEHIND if joined or plain in _AROUND or (plain.endswith(_JOINED) and plain[0].isdigit()) else 0
