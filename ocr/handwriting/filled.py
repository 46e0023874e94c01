"""Figures and values that a hand filled in, told piece by piece by their shapes beside the print of the page.

An office writes number and date into printed blanks, often so close to its symbol that an engine reads both as one
word: so pieces of ink are judged, not words. Next to each other they are of one kind unless their shapes plainly say
otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.page import Box, Word, union
from ocr.clean.arrays import Image
from ocr.clean.components import components
from ocr.handwriting.cutouts import cut_out
from ocr.handwriting.glyphs import shipped
from ocr.handwriting.places import Place, find_places, is_print
from ocr.handwriting.shapes import letters, shapes
from ocr.handwriting.signs import unsure
from ocr.handwriting.states import written
from ocr.handwriting.traces import ink_of

_ABOVE = 0.6  # x-heights above and below the words of a line that figures reach into
_INSIDE = 0.6  # of a piece's height that lies in its own line

_FEWEST, _SHOWN = 8, 24  # words of print that tell how the network sees it, and as many as are looked at
_QUANTILE, _KNOWN = 90, -4.0  # which of their odds, and what it is for typefaces that the network knows
_STRANGE = 0.5  # of what it is more than that is taken off all odds of the page
_MOST = 4.0  # log odds that one piece may give
_ELSEWHERE = -1.5  # log odds of figures that no printed word tells to stand in a blank
_DOUBT, _UNREAD = 0.7, 0.5  # weight of the engine's doubt, log odds of ink on which it read nothing
_INTO, _LEAST = 0.4, 1.0  # log odds against writing, and of what is taken for it
_GAPS, _SWITCHES = (0.3, 0.8), (3.0, 1.0)  # x-heights between two pieces, and log odds against a change there


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of ink on the page, and the log odds that it was written."""

    box: Box
    odds: float


def find_filled(image: Image, words: Sequence[Word], x_height: float) -> tuple[Box, ...]:
    """Return boxes around what was written into blanks and about figures, in pixels of the cleaned grey `image`.

    `words` are in reading order. None where too little print of the page was read surely to compare with.
    """
    places = find_places(words, x_height)
    printed = [word.box for word in words if is_print(word, x_height)]
    if not places or len(printed) < _FEWEST:
        return ()
    shown = printed[:: -(-len(printed) // _SHOWN)]
    found = _judged(image, [_band(place.box, x_height) for place in places], shown, x_height)
    doubts = dict(zip(words, unsure(words).tolist(), strict=True))
    return tuple(box for place, pieces in zip(places, found, strict=True)
                 for box in _stretches(_weighed(place, pieces, doubts, x_height), x_height))  # fmt: skip


def _band(box: Box, x_height: float) -> Box:
    rise = round(_ABOVE * x_height)
    return Box(box.x0, box.y0 - rise, box.x1, box.y1 + rise)


def _judged(image: Image, bands: Sequence[Box], shown: Sequence[Box], x_height: float) -> list[list[_Piece]]:
    """Return the pieces of ink in each of the `bands`, from the left, beside the print in the boxes `shown`."""
    sheet = cut_out(image, [*bands, *shown])
    pieces = components(ink_of(sheet.image))
    asked = letters(pieces, x_height)
    left, top = pieces.x0[asked], pieces.y0[asked]
    own = sheet.owners[(top + pieces.y1[asked]) // 2, (left + pieces.x1[asked]) // 2]
    odds = shipped().odds(shapes(sheet.image, pieces, asked.tolist(), x_height))
    strange = np.percentile(odds[own >= len(bands)], _QUANTILE) - _KNOWN if (own >= len(bands)).any() else 0.0
    odds -= _STRANGE * max(0.0, float(strange))
    shifts = sheet.shifts[own]
    x, y = left + shifts[:, 0], top + shifts[:, 1]
    found: list[list[_Piece]] = [[] for _ in bands]
    for at in np.lexsort((x, own)).tolist():
        if 0 <= own[at] < len(bands):
            width, height = pieces.widths[asked[at]], pieces.heights[asked[at]]
            box = Box(int(x[at]), int(y[at]), int(x[at] + width), int(y[at] + height))
            found[own[at]].append(_Piece(box, float(odds[at])))
    return found


def _weighed(place: Place, pieces: Sequence[_Piece], doubts: Mapping[Word, float], x_height: float) -> list[_Piece]:
    """Return the pieces of a place's own line, with what the place and the engine's doubt say about them."""
    prior = 0.0 if place.blank else _ELSEWHERE
    weighed = []
    for piece in pieces:
        if _is_of(piece.box, place.box, x_height):
            doubt = max((_DOUBT * doubts[word] for word in place.words if word.box.holds_middle(piece.box)),
                        default=_UNREAD)  # fmt: skip
            weighed.append(_Piece(piece.box, min(max(piece.odds + prior + doubt, -_MOST), _MOST)))
    return weighed


def _is_of(piece: Box, place: Box, x_height: float) -> bool:
    """Tell whether a piece of ink belongs to a place's line: neither to the next one nor to the rule of a table."""
    band = _band(place, x_height)
    through = piece.y0 <= band.y0 and piece.y1 >= band.y1
    return not through and min(piece.y1, place.y1) - max(piece.y0, place.y0) >= _INSIDE * (piece.y1 - piece.y0)


def _stretches(pieces: Sequence[_Piece], x_height: float) -> Iterator[Box]:
    """Yield boxes around the stretches of pieces, from the left, that are most likely writing."""
    if not pieces:
        return
    odds = [piece.odds for piece in pieces]
    gaps = [(piece.box.x0 - last.box.x1) / x_height for last, piece in pairwise(pieces)]
    switches = np.interp(gaps, _GAPS, _SWITCHES).tolist()
    for stretch in written(odds, _INTO, switches):
        if sum(odds[at] for at in stretch) >= _LEAST:
            yield union([pieces[at].box for at in stretch])
