"""Which of several turns of a page reads better: a few lines are recognised each way."""

from collections.abc import Iterable, Iterator

import numpy as np

from models.page import Line, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, as_image, to_raster
from ocr.clean.background import flatten
from ocr.clean.glyphs import find_glyphs, ink

_LINES = 7  # lines of print in the strip; enough for a hundred letters on an ordinary page
_FEW = 4  # lines of it that are read first: half the time where they read plainly
_BETTER = 1.2  # by which a turn must beat no turn at all
_ENOUGH, _PLAIN = 40, 0.8  # letters, and their mean confidence, that leave no doubt: upright pages read at 0.85


def best_turn(printed: Image, x_height: float, turns: Iterable[int], recognizer: TextRecognizer) -> int:
    """Return which of the clockwise `turns` (0, 90, 180, 270) must be undone for `printed` to read best; 0 in doubt.

    `printed` is a cleaned grey page, `x_height` that of its print in pixels. Only the strip with most print is read, at
    first a few lines of it, and no other way round where it reads plainly as it lies.
    """
    strip = busiest_strip(printed, x_height)
    few = _middle(strip, _depth(x_height, _FEW))
    if few.shape[0] < strip.shape[0] and is_plain(_read(few, 0, recognizer)):
        return 0
    lying = _read(strip, 0, recognizer)
    if is_plain(lying):
        return 0
    scores = {turn: legibility(_read(strip, turn, recognizer)) for turn in turns if turn}
    best = max(scores, key=lambda turn: scores[turn], default=0)
    return best if best and scores[best] > _BETTER * legibility(lying) else 0


def legibility(lines: Iterable[Line]) -> float:
    """Return how much sure text there is: letters of words of two and more, by the square of their confidence.

    Words that stand on end do not count: engines read some lines that run up or down, but not well.
    """
    return sum(count * confidence**2 for count, confidence in _letters(lines))


def is_plain(lines: Iterable[Line]) -> bool:
    """Tell whether so many letters were read so surely that the page cannot lie another way round."""
    letters = list(_letters(lines))
    count = sum(count for count, _ in letters)
    return count >= _ENOUGH and sum(count * confidence for count, confidence in letters) >= _PLAIN * count


def _letters(lines: Iterable[Line]) -> Iterator[tuple[int, float]]:
    """Yield how many letters each lying word of two and more has, and its confidence."""
    words = (word for line in lines for word in line.words if _lies(word))
    letters = ((sum(c.isalnum() for c in word.text), word.confidence) for word in words)
    return (each for each in letters if each[0] >= 2)


def _lies(word: Word) -> bool:
    box = word.box
    return len(word.text) < 3 or box.x1 - box.x0 > box.y1 - box.y0


def busiest_strip(printed: Image, x_height: float) -> Image:
    """Return the part of the page, a few lines high or wide, that holds most letters.

    Both sides of the part are long enough for lines of either direction; a small page is returned whole.
    """
    depth = _depth(x_height, _LINES)
    if printed.shape[0] <= depth:
        return printed
    glyphs = find_glyphs(ink(flatten(printed)))
    counts = np.bincount(np.clip((glyphs.y0 + glyphs.y1) // 2, 0, printed.shape[0] - 1), minlength=printed.shape[0])
    sums = np.convolve(counts, np.ones(depth), "valid")
    top = int(np.argmax(sums))
    return printed[top : top + depth]


def _middle(strip: Image, depth: int) -> Image:
    """Return the `depth` rows in the middle of `strip`, or all where there are not so many."""
    top = max((strip.shape[0] - depth) // 2, 0)
    return strip[top : top + depth]


def _depth(x_height: float, lines: int) -> int:
    """Return how many rows `lines` of print take, with the white between them."""
    return round(x_height * 3 * lines)


def _read(strip: Image, turn: int, recognizer: TextRecognizer) -> tuple[Line, ...]:
    return recognizer.recognize(to_raster(as_image(np.rot90(strip, turn // 90))))
