"""Makes training lines in parts: each part is drawn, worn, cut and packed from a seed of its own, once."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from ocr.training.cut import CutPage, cut
from ocr.training.finder import LineFinder
from ocr.training.pack import pack
from ocr.training.page.compose import compose
from ocr.training.page.draw import draw
from ocr.training.page.faces import Families
from ocr.training.page.wear import wear
from ocr.training.text.corpus import Corpus

PAGES = 16
"""Pages in a part: about 450 lines."""

SHARES = (0.74, 0.9)
"""Shares of its width to which a page is narrowed, on both sides of what the reader does."""


@dataclass(frozen=True, slots=True)
class Maker:
    """What every part is made from. `kind` names the parts' files and enters their seeds."""

    corpus: Corpus
    finder: LineFinder
    alphabet: frozenset[str]
    folder: Path
    seed: int
    families: Families
    kind: str = "part"
    pages: int = PAGES

    def part(self, number: int) -> Path:
        """Return the packed lines of part `number`, made when they are not there yet."""
        path = self.folder / f"{self.kind}-{number:04d}.lstmf"
        if not path.is_file():
            pack([trimmed(page, f"{self.seed}:{number}:{i}") for i, page in enumerate(self.cut_pages(number))], path)
        return path

    def cut_pages(self, number: int) -> list[CutPage]:
        """Return the cut pages of part `number`."""
        prefix = "" if self.kind == "part" else f"{self.kind} "
        return [self._page(f"{prefix}{self.seed}:{number}:{i}") for i in range(self.pages)]

    def _page(self, name: str) -> CutPage:
        sheet = compose(self.corpus, name, self.families)
        worn = wear(draw(sheet), random.Random(f"wear {name}"))
        share = random.Random(f"narrow {name}").uniform(*SHARES)
        return cut(sheet, worn, self.finder, self.alphabet, share)


def trimmed(page: CutPage, seed: str) -> CutPage:
    """Return the page with boxes shifted by a pixel here and there, as no line finder is sure of its edges."""
    rng = random.Random(f"trim {seed}")
    height, width = page.image.shape
    lines = []
    for line in page.lines:
        x0, y0, x1, y1 = (edge + rng.choice((-1, 0, 0, 0, 1)) for edge in line.box)
        lines.append(replace(line, box=(max(0, x0), max(0, y0), min(width, x1), min(height, y1))))
    return replace(page, lines=tuple(lines))
