"""Setting one paragraph: markup to words, words to lines, lines to runs in their places."""

import re
from dataclasses import dataclass

from models.text import collapse, nfc
from tests.samples.fonts import MM_PER_POINT, Face, width
from tests.samples.ops import Op, Placed, PrintedLine, Run
from tests.samples.sheet import Text

_TAG = re.compile(r"(</?[bi]>)")
_LEADERS = re.compile(r"[.…_]{3,}")
_APART = 1.5  # mm at least between what a tab parts
_ROUNDING = 1e-6
_ASCENT = 0.98  # base line below the line's top, in ems: room for two stacked marks (Ễ)


@dataclass(frozen=True, slots=True)
class Pen:
    """The family a page is set in and the factor by which its type is reduced to fit."""

    family: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Token:
    """One word in one or more styles (``<b>1</b>.`` is one word), or a tab (no pieces)."""

    pieces: tuple[tuple[str, Face], ...]

    def width(self, size: float) -> float:
        return sum(width(text, face, size) for text, face in self.pieces)


TAB = Token(())


def set_text(block: Text, x: float, y: float, room: float, pen: Pen) -> Placed:
    """Return the paragraph set in a column of `room` mm whose top left corner is (`x`, `y`)."""
    words = tokens(block, pen)
    size = block.size * pen.scale
    if block.fit:
        size *= min(1.0, room / max(_natural(words, size), 1.0))
    while block.tabs and _reach(words, block, room, size) > room + _ROUNDING:
        size *= 0.97
    pitch = size * MM_PER_POINT * block.spacing
    top = y + block.before * pen.scale
    ops: list[Op] = []
    lines: list[PrintedLine] = []
    rows = _break(words, room + _ROUNDING, size, block)
    for number, row in enumerate(rows):
        indent = block.indent if number == 0 else 0.0
        base = top + number * pitch + size * MM_PER_POINT * _ASCENT
        runs = _set_row(row, block, (x + indent, base), room - indent, size, number == len(rows) - 1)
        ops += runs
        lines += _truth(runs, top + number * pitch, pitch, block.optional)
    return Placed(tuple(ops), tuple(lines), block.before * pen.scale + len(rows) * pitch)


def tokens(block: Text, pen: Pen) -> list[Token]:
    """Return the words and tabs of a paragraph, NFC."""
    family = "cousine" if block.mono else pen.family
    found: list[Token] = []
    pieces: list[tuple[str, Face]] = []
    bold = italic = False
    for part in _TAG.split(nfc(block.markup)):
        if _TAG.fullmatch(part):
            bold, italic = (part == "<b>", italic) if part[-2] == "b" else (bold, part == "<i>")
            continue
        for text in re.split(r"( +|\t)", part):
            if text == "\t" or text.isspace() or not text:
                found += [Token(tuple(pieces))] if pieces and text else []
                pieces = [] if text else pieces
                found += [TAB] if text == "\t" else []
            else:
                pieces.append((text, Face(family, bold, italic)))
    return found + ([Token(tuple(pieces))] if pieces else [])


def _break(words: list[Token], room: float, size: float, block: Text) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    used = block.indent
    for word in words:
        gap = width(" ", word.pieces[-1][1], size) if word.pieces else 0.0
        need = word.width(size)
        if rows[-1] and not block.tabs and used + gap + need > room:
            rows.append([])
            used = 0.0
        used += need + (gap if len(rows[-1]) else 0.0)
        rows[-1].append(word)
    return rows if rows[0] else []


def _set_row(
    row: list[Token], block: Text, start: tuple[float, float], room: float, size: float, last: bool
) -> list[Run]:
    natural = _natural(row, size)
    slack = max(0.0, room - natural)
    shift = {"center": slack / 2, "right": slack}.get(block.align, 0.0)
    gaps = len(row) - 1
    extra = slack / gaps if block.align == "justify" and not last and gaps and slack < room * 0.3 else 0.0
    runs: list[Run] = []
    x, stops = start[0] + shift, list(block.tabs)
    for word in row:
        if word is TAB:
            x = max(x + _APART, start[0] + room * stops.pop(0)) if stops else x + 8
            continue
        for text, face in word.pieces:
            runs.append(Run(x, start[1], text, face, size, block.colour))
            x += width(text, face, size)
        x += width(" ", word.pieces[-1][1], size) + extra
    if block.leader and last:
        runs += _leader(x, start, room, runs, size, block)
    return runs


def _reach(row: list[Token], block: Text, room: float, size: float) -> float:
    """Return how far to the right a line with tabs goes, in mm."""
    runs = _set_row(row, block, (0.0, 0.0), room, size, last=False)
    return max((run.x + width(run.text, run.face, run.size) for run in runs), default=0.0)


def _natural(row: list[Token], size: float) -> float:
    blanks = sum(width(" ", word.pieces[-1][1], size) for word in row[:-1] if word.pieces)
    return sum(word.width(size) for word in row) + blanks


def _leader(x: float, start: tuple[float, float], room: float, runs: list[Run], size: float, block: Text) -> list[Run]:
    face = Face(runs[-1].face.family) if runs else Face("tinos")
    dots = int((start[0] + room - x) / width(".", face, size))
    return [Run(x, start[1], "." * dots, face, size, block.colour)] if dots > 3 else []


def _truth(runs: list[Run], top: float, pitch: float, optional: bool) -> list[PrintedLine]:
    text = collapse(_LEADERS.sub(" ", _read(runs)))
    if not text:
        return []
    left = min(run.x for run in runs)
    right = max(run.x + width(run.text, run.face, run.size) for run in runs)
    return [PrintedLine(text, left, top, right - left, pitch, optional)]


def _read(runs: list[Run]) -> str:
    """Return the text of one line: runs that touch are one word."""
    text, end = "", None
    for run in runs:
        text += (" " if end is not None and run.x - end > 0.05 else "") + run.text
        end = run.x + width(run.text, run.face, run.size)
    return text
