"""Runs of words on a line that a hand wrote: what the signs of their words say together.

A hand goes on over several words, so a word is judged with its neighbours: of the two states, print and writing, the
likeliest sequence is taken (Viterbi, Error bounds for convolutional codes, 1967). What is filled in begins behind a
label or a gap, where print ends anyway: there a run begins.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from models.page import Box, Word, union
from ocr.clean.arrays import Image
from ocr.handwriting.signs import company, signs
from ocr.handwriting.strokes import Colours
from ocr.handwriting.traces import Trace

_CONSTANT = -2.5
_WEIGHTS = (1.4, 1.0, 0.7, 0.95, 1.65)
"""Weights of slant, colour, uneven feet, doubt and company: logistic regression on 9,001 words, docs/doctypes.md."""

_MOST = 4.0  # log odds that one word may give: a single word proves nothing
_INTO, _SWITCH = 0.4, 1.5  # log odds against a run that begins in writing, and against every change within it
_SURE = 0.9  # a run whose words are all as sure, with no unread ink beside them, is print
_GAP = 2.0  # x-heights between two words that end a run
_LOWEST = 0.8  # x-heights of writing; rules that were read as figures are lower
_ZONE = "<"  # the filler of machine-readable zones, which nobody writes

Run = tuple[int, ...]


def find_runs(
    image: Image,
    words: Sequence[Word],
    traces: Sequence[Trace],
    written: Sequence[bool],
    x_height: float,
    colours: Colours | None,
) -> tuple[Box, ...]:
    """Return boxes around the words that were written by hand, one for each stretch of them on a line.

    `words` are in reading order, with boxes in pixels of `image`; the rest is as for `signs.company` and `signs.signs`.
    """
    beside = company(words, traces, written, x_height)
    asked = [run for run in _runs(words, x_height) if any(words[at].confidence < _SURE or beside[at] for at in run)]
    found = signs(image, words, [at for run in asked for at in run], beside, x_height, colours)
    if found is None:
        return ()
    odds = iter(np.clip(found @ np.array(_WEIGHTS) + _CONSTANT, -_MOST, _MOST).tolist())
    by_hand = (at for run in asked for at in _written(run, [_weighed(words[at], next(odds)) for at in run]))
    boxes = (union([words[at].box for at in stretch]) for stretch in by_hand)
    return tuple(box for box in boxes if box.y1 - box.y0 >= _LOWEST * x_height)


def _runs(words: Sequence[Word], x_height: float) -> Iterator[Run]:
    """Yield the runs: words of one line without a label's end or a gap between them."""
    run: list[int] = []
    for at, word in enumerate(words):
        if run and _begins(words[at - 1], word, x_height):
            yield tuple(run)
            run = []
        run.append(at)
    if run:
        yield tuple(run)


def _begins(last: Word, word: Word, x_height: float) -> bool:
    elsewhere = word.box.x0 < last.box.x0 or not word.box.shares_rows(last.box)
    return elsewhere or last.text.endswith(":") or word.box.x0 - last.box.x1 > _GAP * x_height


def _weighed(word: Word, odds: float) -> float:
    """Return the odds of one word: signs alone tell nothing, and machine-readable zones are print."""
    if _ZONE in word.text:
        return -_MOST
    return odds if any(map(str.isalnum, word.text)) else 0.0


def _written(run: Run, odds: Sequence[float]) -> Iterator[Run]:
    """Yield the stretches of a run that the likeliest sequence of states has written."""
    print_, hand = 0.0, odds[0] - _INTO
    back: list[tuple[bool, bool]] = []  # for each later word, whether print and writing best follow writing
    for more in odds[1:]:
        back.append((hand - _SWITCH > print_, hand >= print_ - _SWITCH))
        print_, hand = max(print_, hand - _SWITCH), max(print_ - _SWITCH, hand) + more
    states = [hand > print_]
    for after_print, after_hand in reversed(back):
        states.append(after_hand if states[-1] else after_print)
    stretch: list[int] = []
    for at, by_hand in zip(run, reversed(states), strict=True):
        if by_hand:
            stretch.append(at)
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)
