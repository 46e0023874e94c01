"""Runs of words on a line that a hand wrote: what the signs of their words say together.

A hand goes on over several words, so a word is judged with its neighbours, by the likeliest sequence of print and
writing (`states`). What is filled in begins behind a label or a gap, where print ends anyway: there a run begins.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from models.page import Box, Word, union
from ocr.clean.arrays import Image
from ocr.handwriting.places import is_print
from ocr.handwriting.signs import company, signs
from ocr.handwriting.states import written
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

Run = tuple[int, ...]


def find_runs(
    image: Image,
    words: Sequence[Word],
    traces: Sequence[Trace],
    by_hand: Sequence[bool],
    x_height: float,
    colours: Colours | None,
) -> tuple[Box, ...]:
    """Return boxes around the words that were written by hand, one for each stretch of them on a line.

    `words` are in reading order, with boxes in pixels of `image`; the rest is as for `signs.company` and `signs.signs`.
    """
    beside = company(words, traces, by_hand, x_height)
    asked = [run for run in _runs(words, x_height) if any(words[at].confidence < _SURE or beside[at] for at in run)]
    open_ = [at for run in asked for at in run if not is_print(words[at], x_height)]
    found = signs(image, words, open_, beside, x_height, colours)
    if found is None:
        return ()
    odds = dict(zip(open_, np.clip(found @ np.array(_WEIGHTS) + _CONSTANT, -_MOST, _MOST).tolist(), strict=True))
    stretches = (at for run in asked for at in _written(run, [_weighed(words[at], odds.get(at)) for at in run]))
    boxes = (union([words[at].box for at in stretch]) for stretch in stretches)
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


def _weighed(word: Word, odds: float | None) -> float:
    """Return the odds of one word: signs alone tell nothing, and what needed no odds is print, beside writing too."""
    if odds is None:
        return -_MOST
    return odds if any(map(str.isalnum, word.text)) else 0.0


def _written(run: Run, odds: Sequence[float]) -> Iterator[Run]:
    """Yield the stretches of a run that the likeliest sequence of states has written."""
    for stretch in written(odds, _INTO, [_SWITCH] * (len(odds) - 1)):
        yield tuple(run[at] for at in stretch)
