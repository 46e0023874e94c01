"""Reads an upright page: whole, or part by part where two pages face each other or several cards lie on one sheet.

Read as one, the lines of two pages or cards that stand side by side run into one another.
"""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from models.page import Box, Line
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, as_image, to_grey
from ocr.clean.background import flatten
from ocr.clean.cards import Card, find_cards
from ocr.clean.geometry import Homography, Size, map_box, scaling, translation, warp
from ocr.clean.glyphs import find_glyphs, ink, sharpen, x_height
from ocr.clean.gutter import Gutter, find_gutter
from ocr.clean.prepare import X_HEIGHT, Print, prepare
from ocr.handwriting import Colours, find_handwriting
from ocr.hygiene import tidy
from ocr.layout.persons import is_card
from ocr.missed import with_missed
from ocr.tables import recognize_page


@dataclass(frozen=True, slots=True)
class PrintRead:
    """What was read, boxes in pixels of the upright page; `handwriting` and `parts` as on a `PageReading`."""

    lines: tuple[Line, ...]
    handwriting: tuple[Box, ...]
    parts: tuple[Box, ...] = ()


def read_upright(upright: Image, printed: Print, recognizer: TextRecognizer) -> PrintRead:
    """Read an upright page; `printed` is the same page cleaned. Raises what `recognizer` raises.

    Patches of a card's shape are parts only if one of them has an identity card's words on it. Cards below one another
    are read with the page: their lines cannot run together, and a whole page is read more surely than a small piece.
    """
    cards = find_cards(upright)
    if _side_by_side(cards):
        faces = [_card(upright, card, printed, recognizer) for card in cards]
        if any(is_card(line.text) for face in faces for line in face.lines):
            return _with_rest(upright, printed, cards, faces, recognizer)
    gutter = find_gutter(upright, printed.image, X_HEIGHT)
    if gutter is not None:
        return _facing(upright, printed, gutter, recognizer)
    whole = _read(printed, scaling(1 / printed.factor, 1 / printed.factor), upright, recognizer)
    parts = tuple(card.box for card in cards)
    if any(is_card(line.text) for line in whole.lines if any(part.holds_middle(line.box) for part in parts)):
        return replace(whole, parts=parts)
    return whole


def _side_by_side(cards: tuple[Card, ...]) -> bool:
    """Return whether two cards share a row of the page."""
    return any(one.box.shares_rows(other.box) for one, other in combinations(cards, 2))


def _facing(upright: Image, printed: Print, gutter: Gutter, recognizer: TextRecognizer) -> PrintRead:
    """Read the left page whole, then the right; what lies in the middle of the gutter, the fold, goes to neither."""
    height, width = upright.shape[:2]
    inset = (gutter.right - gutter.left) // 4
    left, right = _half(printed, 0, gutter.left + inset), _half(printed, gutter.right - inset, width)
    shrink = scaling(1 / printed.factor, 1 / printed.factor)
    start = round((gutter.right - inset) * printed.factor)
    first = _read(left, shrink, upright, recognizer)
    second = _read(right, shrink @ translation(start, 0), upright, recognizer)
    parts = (Box(0, 0, gutter.middle, height), Box(gutter.middle, 0, width, height))
    return PrintRead(first.lines + second.lines, first.handwriting + second.handwriting, parts)


def _half(printed: Print, left: int, right: int) -> Print:
    """Return the columns between `left` and `right`, pixels of the upright page."""
    start, end = round(left * printed.factor), round(right * printed.factor)
    return replace(printed, image=np.ascontiguousarray(printed.image[:, start:end]))


def _card(upright: Image, card: Card, printed: Print, recognizer: TextRecognizer) -> PrintRead:
    """Read one card at the scale of its own print, which is smaller than that of a stamp beside it."""
    face = warp(upright, card.to_card, card.size)
    size = x_height(find_glyphs(ink(sharpen(flatten(to_grey(face))))))
    part = prepare(face, size or X_HEIGHT / printed.factor)
    back = np.asarray(np.linalg.inv(card.to_card), dtype=np.float64)
    return _read(part, back @ scaling(1 / part.factor, 1 / part.factor), upright, recognizer)


def _with_rest(
    upright: Image, printed: Print, cards: tuple[Card, ...], faces: list[PrintRead], recognizer: TextRecognizer
) -> PrintRead:
    """Return what stands above the cards, the cards one by one, and what stands beside and below them."""
    bare = printed.image.copy()
    for card in cards:
        x0, y0, x1, y1 = (round(edge * printed.factor) for edge in card.box)
        bare[y0:y1, x0:x1] = 255
    shrink = scaling(1 / printed.factor, 1 / printed.factor)
    rest = _read(replace(printed, image=as_image(bare)), shrink, upright, recognizer)
    top = min(card.box.y0 for card in cards)
    above = tuple(line for line in rest.lines if line.box.y1 <= top)
    others = tuple(line for line in rest.lines if line.box.y1 > top)
    lines = (*above, *(line for face in faces for line in face.lines), *others)
    handwriting = (*(box for face in faces for box in face.handwriting), *rest.handwriting)
    return PrintRead(lines, handwriting, tuple(card.box for card in cards))


def _read(printed: Print, to_page: Homography, upright: Image, recognizer: TextRecognizer) -> PrintRead:
    """Read cleaned print; `to_page` maps its pixels to the upright page."""
    size = _size(upright)
    read = recognize_page(printed.image, X_HEIGHT, recognizer)
    found = tidy(with_missed(printed.image, read, X_HEIGHT, recognizer))
    read_words = [word for line in found for word in line.words]
    written = find_handwriting(printed.image, read_words, X_HEIGHT, Colours(upright, to_page))
    words = ((replace(word, box=map_box(to_page, word.box, size)) for word in line.words) for line in found)
    return PrintRead(tuple(Line(tuple(line)) for line in words), tuple(map_box(to_page, box, size) for box in written))


def _size(image: Image) -> Size:
    return image.shape[1], image.shape[0]
