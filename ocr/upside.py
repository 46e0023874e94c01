"""Which of several turns of a page reads better: a few lines are recognised each way."""

from collections.abc import Iterable

import numpy as np

from models.page import Line, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, as_image, to_raster
from ocr.clean.background import flatten
from ocr.clean.glyphs import find_glyphs, ink

_LINES = 7  # lines of print in the strip; enough for a hundred letters on an ordinary page
_BETTER = 1.2  # by which a turn must beat no turn at all


def best_turn(printed: Image, x_height: float, turns: Iterable[int], recognizer: TextRecognizer) -> int:
    """Return which of the clockwise `turns` (0, 90, 180, 270) must be undone for `printed` to read best; 0 in doubt.

    `printed` is a cleaned grey page, `x_height` that of its print in pixels. Only the strip with most print is read.
    """
    strip = busiest_strip(printed, x_height)
    scores = {turn: legibility(_read(strip, turn, recognizer)) for turn in {0, *turns}}
    best = max(scores, key=lambda turn: scores[turn])
    return best if scores[best] > _BETTER * scores[0] else 0


def legibility(lines: Iterable[Line]) -> float:
    """Return how much sure text there is: letters of words of two and more, by the square of their confidence.

    Words that stand on end do not count: engines read some lines that run up or down, but not well.
    """
    words = (word for line in lines for word in line.words if _lies(word))
    letters = ((sum(c.isalnum() for c in word.text), word.confidence) for word in words)
    return sum(count * confidence**2 for count, confidence in letters if count >= 2)


def _lies(word: Word) -> bool:
    box = word.box
    return len(word.text) < 3 or box.x1 - box.x0 > box.y1 - box.y0


def busiest_strip(printed: Image, x_height: float) -> Image:
    """Return the part of the page, a few lines high or wide, that holds most letters.

    Both sides of the part are long enough for lines of either direction; a small page is returned whole.
    """
    depth = round(x_height * 3 * _LINES)
    if printed.shape[0] <= depth:
        return printed
    glyphs = find_glyphs(ink(flatten(printed)))
    counts = np.bincount(np.clip((glyphs.y0 + glyphs.y1) // 2, 0, printed.shape[0] - 1), minlength=printed.shape[0])
    sums = np.convolve(counts, np.ones(depth), "valid")
    top = int(np.argmax(sums))
    return printed[top : top + depth]


def _read(strip: Image, turn: int, recognizer: TextRecognizer) -> tuple[Line, ...]:
    return recognizer.recognize(to_raster(as_image(np.rot90(strip, turn // 90))))
