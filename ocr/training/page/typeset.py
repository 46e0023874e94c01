"""Breaks text into lines and puts every word in its place."""

from dataclasses import dataclass

from ocr.training.page.faces import Face, load
from ocr.training.page.sheet import Block, Rule, Word
from ocr.training.text.corpus import printed

_SUPERSCRIPTS = str.maketrans({"²": "2", "³": "3"})


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: face, em in pixels, `align` left, right, center or justify.

    `leading` is the line pitch in ems, `indent` that of the first line in pixels, `spacing` stands between letters.
    """

    face: Face
    pixels: int
    align: str = "left"
    leading: float = 1.25
    indent: float = 0.0
    spacing: float = 0.0
    underlined: bool = False


def set_text(text: str, style: Style, x: float, y: float, room: float) -> Block:
    """Return `text` set in a column of `room` pixels whose top left corner is (`x`, `y`)."""
    rows = _break(text.split(), style, room)
    pitch = style.pixels * style.leading
    words: list[Word] = []
    for number, row in enumerate(rows):
        indent = style.indent if number == 0 else 0.0
        base = y + number * pitch + style.pixels
        words += _row(row, style, (x + indent, base), room - indent, last=number == len(rows) - 1)
    rules = tuple(_underline(word) for word in words) if style.underlined else ()
    return Block(tuple(words), rules, len(rows) * pitch)


def width(text: str, style: Style) -> float:
    """Return the set width of `text` in pixels."""
    return load(style.face, style.pixels).getlength(text) + style.spacing * max(0, len(text) - 1)


def _break(words: list[str], style: Style, room: float) -> list[list[str]]:
    blank, rows, used = width(" ", style) + style.spacing, [[]], style.indent  # type: tuple[float, list[list[str]], float]
    for word in words:
        need = width(word, style)
        if rows[-1] and used + blank + need > room:
            rows.append([])
            used = 0.0
        used += need + (blank if rows[-1] else 0.0)
        rows[-1].append(word)
    return rows if rows[0] else []


def _row(row: list[str], style: Style, start: tuple[float, float], room: float, *, last: bool) -> list[Word]:
    widths = [width(word, style) for word in row]
    blank = width(" ", style) + 2 * style.spacing
    slack = room - sum(widths) - blank * (len(row) - 1)
    if style.align == "justify" and not last and len(row) > 1 and 0 < slack < 0.3 * room:
        blank += slack / (len(row) - 1)
    x = start[0] + max(0.0, {"center": slack / 2, "right": slack}.get(style.align, 0.0))
    words = []
    for text, wide in zip(row, widths, strict=True):
        truth = printed(text.translate(_SUPERSCRIPTS))
        words.append(Word(text, truth, x, start[1], wide, style.face, style.pixels, style.spacing))
        x += wide + blank
    return words


def _underline(word: Word) -> Rule:
    y = word.base + 0.12 * word.pixels
    return Rule(word.x, y, word.x + word.width, y, max(1.0, word.pixels / 18))
