"""Pages to measure with: real scans, made-up papers in unseen fonts and words, and pages of other kinds."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from models.page import Raster, SourcePage
from ocr.clean.arrays import Image, to_raster
from ocr.training.evaluation.prose import ENGLISH, NEWSPAPER, NOVEL
from ocr.training.page.blocks import Setting
from ocr.training.page.compose import compose
from ocr.training.page.draw import draw
from ocr.training.page.faces import HELD_OUT, Families, pick
from ocr.training.page.sheet import Sheet, Word
from ocr.training.page.typeset import set_text
from ocr.training.page.wear import wear
from ocr.training.text.corpus import Corpus
from ocr.training.text.numbers import number
from ocr.training.text.source import Source

_DPI = 200
_SIZE = (1654, 2339)  # A4
_ROWS = 34


@dataclass(frozen=True, slots=True)
class Sample:
    """One page and what is printed on it, one printed line a line (empty where nothing is)."""

    name: str
    page: SourcePage
    truth: str


def real(folder: Path) -> Iterator[Sample]:
    """Give the scans of `folder` that have a truth file ``<name>.printed.txt`` beside them."""
    for path in sorted([*folder.glob("*.jpg"), *folder.glob("*.png")]):
        truth = path.with_suffix(".printed.txt")
        if truth.is_file():
            with Pillow.open(path) as image:
                pixels = np.asarray(image.convert("RGB"))
            height, width = pixels.shape[:2]
            page = SourcePage(1, Raster(pixels.data, width, height, 3))
            yield Sample(path.stem, page, truth.read_text(encoding="utf-8"))


def rendered(corpus: Corpus, count: int, seed: int, families: Families = HELD_OUT) -> Iterator[Sample]:
    """Give worn papers; for an honest measure `corpus` is the held-out share and the fonts are never trained on."""
    for item in range(count):
        name = f"evaluation {seed}:{item}"
        yield _worn(name, compose(corpus, name, families))


def other(kind: str, corpus: Corpus, count: int, seed: int, families: Families = HELD_OUT) -> Iterator[Sample]:
    """Give worn pages of a kind that the model was not made for: ``novel``, ``newspaper``, ``english``, ``numbers``."""
    for item in range(count):
        name = f"{kind} {seed}:{item}"
        rng = random.Random(name)
        lines = {"novel": NOVEL, "newspaper": NEWSPAPER, "english": ENGLISH}.get(kind)
        texts = rng.sample(lines, len(lines)) if lines else [_numbers(rng) for _ in range(_ROWS)]
        setting = Setting(Source(corpus, rng), pick(rng, families), rng.randint(30, 38), 170.0, 1480.0)
        yield _worn(name, _set(texts, setting))


def empty(count: int, seed: int) -> Iterator[Sample]:
    """Give pages without print: worn white sheets, and sheets of scribbled lines like hasty handwriting."""
    for item in range(count):
        name = f"empty {seed}:{item}"
        rng = random.Random(name)
        image = np.full((_SIZE[1], _SIZE[0]), 255, dtype=np.uint8)
        if item % 2:
            image = _scribbled(image, rng)
        yield Sample(name, SourcePage(1, to_raster(wear(image, rng).image)), "")


def truth_lines(words: Sequence[Word]) -> str:
    """Return the words as printed lines: neighbours in order that stand on one baseline."""
    lines: list[list[Word]] = []
    for word in words:
        before = lines[-1][-1] if lines else None
        if before is not None and abs(word.base - before.base) < 1 and word.x > before.x:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(" ".join(word.truth for word in line) for line in lines)


def _worn(name: str, sheet: Sheet) -> Sample:
    worn = wear(draw(sheet), random.Random(f"wear {name}"))
    return Sample(name, SourcePage(1, to_raster(worn.image)), truth_lines(sheet.words))


def _set(texts: Sequence[str], setting: Setting) -> Sheet:
    y = 150.0
    words: list[Word] = []
    for text in texts:
        block = set_text(text, setting.style("justify"), setting.left, y, setting.room)
        if y + block.height > _SIZE[1] - 150:
            break
        words += block.words
        y += block.height + 0.2 * setting.em
    return Sheet(*_SIZE, _DPI, tuple(words))


def _numbers(rng: random.Random) -> str:
    return "  ".join(number(rng) for _ in range(3))


def _scribbled(image: Image, rng: random.Random) -> Image:
    sheet = Pillow.fromarray(image)
    pen = ImageDraw.Draw(sheet)
    for row in range(8, 24):
        steps = np.linspace(0, 1, 700)
        rate, phase = rng.uniform(60, 140), rng.uniform(0, 6)
        x = 180 + steps * rng.uniform(700, 1250) + 14 * np.cos(steps * rate * 2)
        y = row * 85 + 16 * np.sin(steps * rate + phase) * (0.6 + 0.4 * np.sin(steps * rng.uniform(9, 30)))
        pen.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=30, width=4)
    return np.asarray(sheet, dtype=np.uint8)
