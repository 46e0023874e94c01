"""Signs that a word was written by hand, each beside what the page's own print shows.

None of them is proof: print slants in italics, worn print stands unevenly, stamps are blue, and any word may be read
unsurely. So each is bounded, and measured in units of what the page's print spreads by.
"""

from collections.abc import Sequence

import numpy as np

from models.page import Word
from models.text import fold
from ocr.clean.arrays import Image
from ocr.handwriting.directions import Numbers
from ocr.handwriting.strokes import Colours, measure
from ocr.handwriting.traces import Trace

_PRINTED = 0.93  # a word as sure as this, of three letters and more, shows what the page's print is like
_LETTERS, _FEWEST, _MOST = 3, 8, 48  # letters of such a word, such words that tell enough, and as many as are looked at

_SLANT = (6.0, 10.0, -0.6, 2.0)  # degrees off the print's slant that mean nothing, a unit, least and most
_BLUE = (15.0, 20.0, -0.75, 3.0)  # levels
_WANDER = (0.04, 0.08, -0.5, 2.0)  # x-heights
_UNSURE = (-0.3, 2.5)  # least and most of a word's doubt
_DOUBT = -2.3  # that median at most, a confidence of 0.9: on a page of handwriting it is none of print
_SUREST = 0.001  # of a misreading: what engines say below it tells nothing

_ASLANT = frozenset("akmnvwxyz/")

_OWN = 1.0  # x-heights of unread ink beyond the word's own box that are more than its marks
_NEAR = 2.0  # x-heights to the next word of a line at most


def signs(
    image: Image,
    words: Sequence[Word],
    asked: Sequence[int],
    beside: Numbers,
    x_height: float,
    colours: Colours | None,
) -> Numbers | None:
    """Return five signs for each of the `asked` words, shape (asked, 5): slant, colour, uneven feet, doubt, company.

    `beside` is the `company` of all words. None where too few words of the page were read surely for its print to be
    known.
    """
    printed = [place for place, word in enumerate(words) if word.confidence >= _PRINTED and len(word.text) >= _LETTERS]
    if len(printed) < _FEWEST or not asked:
        return None
    shown = printed[:: -(-len(printed) // _MOST)]
    looked = sorted({*shown, *asked})
    at = {word: place for place, word in enumerate(looked)}
    look = measure(image, [words[word].box for word in looked], x_height, colours)
    ours, theirs = [at[word] for word in asked], [at[word] for word in shown]
    return np.column_stack([
        np.where(
            [_is_diagonal(words[word].text) for word in asked],
            _SLANT[2],
            _beyond(np.abs(look.slant - np.median(look.slant[theirs])), theirs, _SLANT)[ours],
        ),
        _beyond(look.blue - np.median(look.blue[theirs]), theirs, _BLUE)[ours],
        _beyond(np.nan_to_num(look.wander, nan=_WANDER[0]), theirs, _WANDER)[ours],
        unsure(words)[list(asked)],
        beside[list(asked)],
    ])  # fmt: skip


def _beyond(values: Numbers, shown: Sequence[int], scale: tuple[float, float, float, float]) -> Numbers:
    """Return how far each value is beyond what print, the values at `shown`, spreads by."""
    free, unit, least, most = scale
    usual = float(np.percentile(np.abs(values[shown]), 75))
    return np.clip((values - free - usual) / (unit + usual), least, most)


def _is_diagonal(text: str) -> bool:
    """Tell whether half of a word in capitals has no stems, or more strokes aslant: it tells nothing of its slant."""
    return text.isupper() and 2 * sum(fold(sign) in _ASLANT for sign in text) >= len(text)


def unsure(words: Sequence[Word]) -> Numbers:
    """Return how many times (e-fold) likelier than the page's median each word is misread, bounded: shape (words,)."""
    doubt = np.log(np.maximum([1.0 - word.confidence for word in words], _SUREST))
    usual = min(float(np.median(doubt)), _DOUBT)
    return np.clip(doubt - usual, *_UNSURE)


def company(words: Sequence[Word], traces: Sequence[Trace], written: Sequence[bool], x_height: float) -> Numbers:
    """Return 2 for each word beside which handwriting goes on, 1 where ink does of which nothing was surely read.

    Shape (words,), 0 for all others. `traces` is the ink that no sure word covers, `written` tells which of them are
    handwriting.
    """
    long = [(trace.box, 1.0 + hand) for trace, hand in zip(traces, written, strict=True) if trace.length >= _OWN]
    if not long or not words:
        return np.zeros(len(words))
    x0, y0, x1, y1 = (edge[:, None] for edge in np.array([word.box for word in words]).T)
    left, top, right, bottom = np.array([box for box, _ in long]).T
    shared = np.minimum(y1, bottom) - np.maximum(y0, top)
    level = 2 * shared >= np.minimum(y1 - y0, bottom - top)
    near = np.maximum(left - x1, x0 - right) < _NEAR * x_height
    beyond = np.maximum(right - x1, x0 - left) > _OWN * x_height
    weights = np.array([weight for _, weight in long])
    return np.asarray(np.where(level & near & beyond, weights, 0.0).max(axis=1), np.float64)
