"""Composes whole pages: decisions, forms, tables, and mixed pages of lines of every kind."""

import random
from collections.abc import Mapping
from dataclasses import replace

from ocr.training.page import blocks
from ocr.training.page.blocks import Maker, Setting
from ocr.training.page.faces import Families, pick
from ocr.training.page.sheet import Block, Sheet
from ocr.training.text.corpus import Corpus
from ocr.training.text.source import Source

_A4 = (8.27, 11.69)  # inches
_DPI = (100, 120, 150, 150, 200, 200, 250, 300)
_POINTS = (11.0, 12.0, 13.0, 13.5, 14.0, 14.0)

_HEADS: Mapping[str, tuple[Maker, ...]] = {
    "decision": (blocks.heading, blocks.title),
    "form": (blocks.heading, blocks.title),
    "table": (blocks.title,),
    "mixed": (),
}
_BODIES: Mapping[str, tuple[Maker, ...]] = {
    "decision": (blocks.paragraph,) * 6 + (blocks.loose, blocks.form_line),
    "form": (blocks.form_line,) * 8 + (blocks.paragraph, blocks.table),
    "table": (blocks.table, blocks.table, blocks.paragraph),
    "mixed": (blocks.loose, blocks.loose, blocks.form_line, blocks.paragraph),
}
KINDS = tuple(_HEADS)
_WEIGHTS = (5, 3, 1, 3)


def compose(corpus: Corpus, seed: str, families: Families) -> Sheet:
    """Return the page of `seed` in fonts of `families`: the same arguments give the same page."""
    rng = random.Random(f"page {seed}")
    source = Source(corpus, rng)
    dpi, kind = rng.choice(_DPI), rng.choices(KINDS, _WEIGHTS)[0]
    width, height = (round(side * dpi) for side in _A4)
    face, em = pick(rng, families), round(rng.choice(_POINTS) * dpi / 72)
    setting = Setting(source, face, em, 0.11 * width, 0.93 * width)
    placed = _fill(setting, kind, (0.06 * height, 0.93 * height), families)
    whole = blocks.join(placed, height)
    return Sheet(width, height, dpi, whole.words, whole.rules)


def _fill(setting: Setting, kind: str, bounds: tuple[float, float], families: Families) -> list[Block]:
    """Return blocks from the upper bound until the next would pass the lower; a foot where there is room for it.

    On mixed pages every block has a font of its own.
    """
    y, bottom = bounds
    placed: list[Block] = []
    queue = [*_HEADS[kind]]
    while True:
        maker = queue.pop(0) if queue else setting.rng.choice(_BODIES[kind])
        here = replace(setting, face=pick(setting.rng, families)) if kind == "mixed" else setting
        block = maker(here, y)
        if y + block.height > bottom:
            break
        placed.append(block)
        y += block.height
    end = blocks.foot(setting, y)
    return [*placed, end] if kind != "mixed" and y + end.height <= setting.right * 1.42 else placed
