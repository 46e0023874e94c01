"""Fonts with all Vietnamese letters, grouped as offices use them, from Debian's font packages."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

from models.errors import MissingData

ROOT = Path("/usr/share/fonts")

PACKAGES = (
    *("fonts-croscore", "fonts-freefont-ttf", "fonts-dejavu-core", "fonts-noto-core", "fonts-sil-charis"),
    *("fonts-sil-doulos", "fonts-sil-gentium", "fonts-roboto-unhinted"),
    *("fonts-linuxlibertine", "fonts-open-sans", "fonts-crosextra-carlito"),
)
"""Debian packages; the last three for evaluation only."""

_CUTS = ("-Regular", "-Bold", "-Italic", "-BoldItalic")
_FREE = ("", "Bold", "Italic", "BoldItalic")
_FREE_SANS = ("", "Bold", "Oblique", "BoldOblique")
_DEJAVU = ("", "-Bold", "", "-Bold")  # fonts-dejavu-core has no italics
_ONE = ("-Regular",) * 4

Families = Mapping[str, tuple[str, tuple[str, ...], float]]
"""By name: file stem, endings of regular, bold, italic and bold italic, and how often a page is set in the family."""

TRAINING: Families = {
    "tinos": ("Tinos", _CUTS, 46),
    "free-serif": ("FreeSerif", _FREE, 12),
    "doulos": ("DoulosSIL", _ONE, 4),
    "charis": ("CharisSIL", _CUTS, 3),
    "gentium": ("Gentium", ("-R", "-R", "-I", "-I"), 2),
    "noto-serif": ("NotoSerif", _CUTS, 2),
    "arimo": ("Arimo", _CUTS, 12),
    "free-sans": ("FreeSans", _FREE_SANS, 2),
    "roboto": ("Roboto", _CUTS, 2),
    "roboto-condensed": ("RobotoCondensed", _CUTS, 2),
    "dejavu-sans": ("DejaVuSans", _DEJAVU, 2),
    "dejavu-serif": ("DejaVuSerif", _DEJAVU, 2),
    "cousine": ("Cousine", _CUTS, 4),
    "free-mono": ("FreeMono", _FREE_SANS, 3),
}
"""Families to train on, Times-like ones most often.

Tinos, Arimo and Cousine are Liberation 2 by another name: the metrics of Times New Roman, Arial and Courier New.
Debian's fonts-liberation (1.07) and fonts-crosextra-caladea lack the Vietnamese letters."""

HELD_OUT: Families = {
    "libertine": ("LinLibertine_", ("R", "RB", "RI", "RBI"), 3),
    "noto-sans": ("NotoSans", _CUTS, 1),
    "open-sans": ("OpenSans", _CUTS, 1),
    "carlito": ("Carlito", _CUTS, 1),
}
"""Families never trained on, for evaluation."""


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a family: the stem of its files, their endings, and whether it is bold or italic."""

    stem: str
    endings: tuple[str, ...]
    bold: bool = False
    italic: bool = False

    @property
    def path(self) -> Path:
        """The font's file. Raises MissingData, naming the packages, when it is not installed."""
        name = self.stem + self.endings[self.bold + 2 * self.italic]
        path = _files().get(name)
        if path is None:
            raise MissingData(
                f"Thiếu phông chữ {name}; hãy cài các gói {' '.join(PACKAGES)}.",
                f"The font {name} is missing; install the packages {' '.join(PACKAGES)}.",
            )
        return path

    def at(self, *, bold: bool, italic: bool) -> "Face":
        """Return another cut of the same family."""
        return Face(self.stem, self.endings, bold, italic)


def pick(rng: random.Random, families: Families) -> Face:
    """Return the regular cut of one of `families`, drawn by weight."""
    drawn = rng.choices(list(families.values()), [weight for _, _, weight in families.values()])[0]
    return Face(drawn[0], drawn[1])


@lru_cache(maxsize=512)
def load(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    """Return the font at an em of `pixels`. Raises MissingData when it is not installed."""
    return ImageFont.truetype(str(face.path), pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def _files() -> Mapping[str, Path]:
    return {path.stem: path for path in sorted(ROOT.rglob("*")) if path.suffix in {".ttf", ".otf"}}
