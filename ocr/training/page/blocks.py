"""Composes what stands on official papers: headings, titles, paragraphs, form lines, tables, feet."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from ocr.training.page.faces import Face
from ocr.training.page.sheet import Block, Rule, Word
from ocr.training.page.typeset import Style, set_text
from ocr.training.text import forms
from ocr.training.text.source import Source


@dataclass(frozen=True, slots=True)
class Setting:
    """What the blocks of one page share: where text comes from, the type, and the column in pixels.

    `em` is the body size in pixels; `left` and `right` are the column's edges.
    """

    source: Source
    face: Face
    em: int
    left: float
    right: float

    @property
    def rng(self) -> random.Random:
        return self.source.rng

    @property
    def room(self) -> float:
        return self.right - self.left

    def style(self, align: str = "left", scale: float = 1.0, *, bold: bool = False, italic: bool = False) -> Style:
        face = self.face.at(bold=bold, italic=italic)
        return Style(face, max(7, round(self.em * scale)), align, self.rng.uniform(1.12, 1.45))


def heading(setting: Setting, y: float) -> Block:
    """Return agency and motto side by side, each over a rule, then number and place with date."""
    rng, half = setting.rng, setting.room * 0.42
    scale = rng.uniform(0.85, 1.0)
    place = rng.choice(setting.source.corpus.units).split(", ")[-1].removeprefix("Tỉnh ").removeprefix("Thành phố ")
    day = f"{place}, ngày {rng.randint(1, 31):02d} tháng {rng.randint(1, 12):02d} năm {rng.randint(1995, 2027)}"
    office = f"{rng.choice(forms.OFFICES)}"
    left = [(office, rng.random() < 0.6, False), (place.upper(), True, False), (_number(setting), False, False)]
    right = [(forms.MOTTO[0], True, False), (forms.MOTTO[1], True, False), (day, False, True)]
    columns = []
    for x, room, rows in (
        (setting.left, half, left),
        (setting.right - setting.room * 0.56, setting.room * 0.56, right),
    ):
        at, parts = y, []
        for text, bold, italic in rows:
            block = set_text(text, setting.style("center", scale, bold=bold, italic=italic), x, at, room)
            parts.append(block)
            at += block.height
        middle, below = x + room / 2, parts[1].words[-1].base + setting.em * 0.28
        line = Rule(middle - room / 5, below, middle + room / 5, below, max(1.0, setting.em / 18))
        columns.append(join([*parts, Block(rules=(line,))], at - y))
    return join(columns, max(column.height for column in columns) + setting.em)


def title(setting: Setting, y: float) -> Block:
    """Return a centred title in bold capitals, some with wide letters, and what it is about."""
    rng = setting.rng
    style = setting.style("center", rng.uniform(1.0, 1.5), bold=True)
    if rng.random() < 0.25:
        style = replace(style, spacing=style.pixels * rng.uniform(0.03, 0.12))
    head = set_text(rng.choice(forms.TITLES), style, setting.left, y, setting.room)
    about = replace(setting.style("center", 1.0, bold=rng.random() < 0.8), underlined=rng.random() < 0.1)
    text = " ".join(f"Về việc {setting.source.law()}".split()[: rng.randint(6, 24)])
    below = set_text(text, about, setting.left + setting.room * 0.1, y + head.height, setting.room * 0.8)
    return join([head, below], head.height + below.height + setting.em)


def paragraph(setting: Setting, y: float) -> Block:
    """Return a justified paragraph, at times bold, italic, small, in capitals or underlined."""
    rng = setting.rng
    text = " ".join(setting.source.law() for _ in range(rng.randint(1, 3)))
    kind = rng.random()
    style = setting.style("justify", rng.choice((1.0, 1.0, 1.0, 0.85)), bold=kind < 0.12, italic=0.12 < kind < 0.3)
    style = replace(style, indent=setting.em * rng.choice((0, 2, 2.5)), underlined=kind > 0.97)
    if rng.random() < 0.07:
        text = text.upper()
    words = text.split()
    block = set_text(" ".join(words[: rng.randint(8, 70)]), style, setting.left, y, setting.room)
    return join([block], block.height + setting.em * rng.uniform(0.1, 0.6))


def form_line(setting: Setting, y: float) -> Block:
    """Return a label and its value, on dots or a rule, with the value in another cut at times."""
    rng, source = setting.rng, setting.source
    number = rng.choice(("", f"{rng.randint(1, 20)}. ", f"({rng.randint(1, 9)}) ", "- ", "* "))
    label = set_text(f"{number}{source.label()}:", setting.style(), setting.left, y, setting.room)
    end = max(word.x + word.width for word in label.words)
    style = setting.style(bold=rng.random() < 0.25, italic=rng.random() < 0.1)
    value = set_text(source.value(), replace(style, leading=1.3), end + setting.em * 0.4, y, setting.right - end)
    base = label.words[0].base
    after = max((w.x + w.width for w in value.words if abs(w.base - base) < 3), default=end) + setting.em * 0.3
    leader = {
        0: (Rule(after, base, setting.right, base, max(1.0, setting.em / 14), setting.em * 0.25),),
        1: (Rule(end, base + 2, setting.right, base + 2, 1.0, setting.em * 0.25),),
        2: (Rule(end, base + setting.em * 0.12, setting.right, base + setting.em * 0.12, 1.0),),
    }.get(rng.randint(0, 4), ())
    rules = leader if after < setting.right else ()
    return join([label, value, Block(rules=rules)], max(label.height, value.height) * rng.uniform(1.0, 1.2))


def table(setting: Setting, y: float) -> Block:
    """Return a table with rules, small print in cells, numbers among them."""
    rng = setting.rng
    columns = rng.randint(3, 6)
    widths = [rng.uniform(0.6, 2.0) for _ in range(columns)]
    edges = [setting.left + setting.room * sum(widths[:i]) / sum(widths) for i in range(columns + 1)]
    parts, at, lines = [], y, [y]
    for row in range(rng.randint(3, 9)):
        style = setting.style("center" if row == 0 else rng.choice(("left", "center")), 0.85, bold=row == 0)
        pad = setting.em * 0.3
        cells = [
            set_text(_cell(setting, row), style, x0 + pad, at + pad * 0.6, x1 - x0 - 2 * pad)
            for x0, x1 in pairwise(edges)
        ]
        parts += [
            Block(tuple(w for w in c.words if _inside(w, x1)), ()) for c, x1 in zip(cells, edges[1:], strict=True)
        ]
        at += max(cell.height for cell in cells) + 1.4 * pad
        lines.append(at)
    thick = rng.choice((1.0, 2.0))
    rules = [Rule(edges[0], row, edges[-1], row, thick) for row in lines]
    rules += [Rule(edge, y, edge, at, thick) for edge in edges]
    return join([*parts, Block(rules=tuple(rules))], at - y + setting.em)


def loose(setting: Setting, y: float) -> Block:
    """Return one line of any kind in a type of its own, anywhere across the page."""
    rng, source = setting.rng, setting.source
    text = rng.choice((source.phrase, source.name, source.number, source.odd, source.address))()
    style = setting.style("left", rng.uniform(0.8, 1.3), bold=rng.random() < 0.3, italic=rng.random() < 0.2)
    start = setting.left + rng.uniform(0, 0.4) * setting.room
    block = set_text(text, style, start, y, setting.right - start)
    return join([block], block.height * rng.uniform(1.0, 1.3))


def foot(setting: Setting, y: float) -> Block:
    """Return the list of recipients on the left and the signer on the right."""
    rng, at = setting.rng, y
    parts = [set_text("Nơi nhận:", setting.style(scale=0.88, bold=True, italic=True), setting.left, at, setting.room)]
    for _ in range(rng.randint(2, 9)):
        at += parts[-1].height
        text = f"- {setting.source.recipient()}{rng.choice((';', ';', '.'))}"
        parts.append(set_text(text, setting.style(scale=0.8), setting.left, at, setting.room * 0.45))
    x, room, below = setting.left + setting.room * 0.5, setting.room * 0.5, y
    for text in (rng.choice(forms.POSTS), rng.choice(forms.POSTS)):
        parts.append(set_text(text, setting.style("center", bold=True), x, below, room))
        below += parts[-1].height
    below += setting.em * rng.uniform(2, 5)
    parts.append(set_text(setting.source.name(), setting.style("center", bold=True), x, below, room))
    return join(parts, max(at, below) - y + 2.5 * setting.em)


Maker = Callable[[Setting, float], Block]


def join(blocks: Iterable[Block], height: float) -> Block:
    """Return all words and rules as one block of `height`."""
    parts = list(blocks)
    return Block(tuple(w for p in parts for w in p.words), tuple(r for p in parts for r in p.rules), height)


def _inside(word: Word, edge: float) -> bool:
    return word.x + word.width < edge


def _cell(setting: Setting, row: int) -> str:
    if row == 0:
        return setting.rng.choice(("STT", "TT", setting.source.label(), setting.source.label()))
    return setting.rng.choice((str(row), setting.source.number(), setting.source.phrase(), setting.source.name()))


def _number(setting: Setting) -> str:
    text = (
        f"Số: {setting.source.number()}" if setting.rng.random() < 0.2 else f"Số: {setting.rng.choice(forms.SYMBOLS)}"
    )
    number = f"Số: {setting.rng.randint(1, 3999)}/{setting.rng.choice(forms.SYMBOLS)}"
    return setting.rng.choice((number, number, text))
