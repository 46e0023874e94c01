"""Readings made by hand: lines of text laid out on a virtual page, with boxes as a recogniser gives them.

A line is a string; several blanks make a gap of that many blanks, ``‖`` starts the right half of the page. Prefixes:
``^`` centred, ``#`` centred and one and a half times as large, ``>`` in the right half.
"""

import re

from models.page import IDENTITY, Box, Line, PageReading, TextSource, Word
from models.reading import Reading

WIDTH, HEIGHT, MARGIN = 1650, 2330, 160
SIZE = 28  # height of a word in pixels
LETTER = 0.5  # width of a letter, in heights


def page(text: str, number: int = 1, confidence: float = 0.95) -> PageReading:
    """Return the reading of one page from its lines; an empty line is white space."""
    lines: list[Line] = []
    y = 120
    for raw in text.strip("\n").split("\n"):
        for part, left, right in _parts(raw.strip()):
            size = round(SIZE * 1.5) if part.startswith("#") else SIZE
            words = _words(part, left, right, y, size, confidence)
            lines += [Line(words)] if words else []
        y += round(1.6 * SIZE * (1.5 if raw.strip().startswith("#") else 1))
    return PageReading(number, WIDTH, HEIGHT, WIDTH, HEIGHT, 0, 0.0, IDENTITY, tuple(lines), TextSource.OCR)


def reading(*pages: str, confidence: float = 0.95) -> Reading:
    """Return the reading of a paper from the text of its pages."""
    return Reading(tuple(page(text, number, confidence) for number, text in enumerate(pages, start=1)))


def _parts(raw: str) -> list[tuple[str, int, int]]:
    middle = WIDTH // 2
    if "‖" in raw:
        left, right = raw.split("‖", 1)
        return [(left.strip(), MARGIN, middle - 40), (right.strip(), middle, WIDTH - MARGIN)]
    if raw.startswith(">"):
        return [("^" + raw[1:].strip(), middle, WIDTH - MARGIN)]
    return [(raw, MARGIN, WIDTH - MARGIN)]


def _words(part: str, left: int, right: int, y: int, size: int, confidence: float) -> tuple[Word, ...]:
    centred = part.startswith(("^", "#"))
    text = part.lstrip("^#").strip()
    letter = size * LETTER
    x = left + (max(0.0, (right - left - len(text) * letter) / 2) if centred else 0.0)
    found = []
    for match in re.finditer(r"\S+", text):
        x0 = round(x + match.start() * letter)
        x1 = round(x + (match.end() - 0.15) * letter)
        found.append(Word(match.group(), Box(x0, y, x1, y + size), confidence))
    return tuple(found)
