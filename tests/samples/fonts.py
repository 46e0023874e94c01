"""Fonts with all Vietnamese letters, from Debian's fonts-croscore, fonts-dejavu-core and fonts-freefont-ttf.

Tinos, Arimo and Cousine have the metrics of Times New Roman, Arial and Courier New. Debian's fonts-liberation (1.07)
has the same, but lacks 92 of the 134 accented letters of Vietnamese.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

ROOT = Path("/usr/share/fonts/truetype")
MM_PER_POINT = 25.4 / 72
_UNITS = 1000  # size at which widths are measured, so that they do not depend on the resolution


def _cuts(stem: str, regular: str, bold: str, italic: str, both: str) -> tuple[str, str, str, str]:
    return f"{stem}{regular}.ttf", f"{stem}{bold}.ttf", f"{stem}{italic}.ttf", f"{stem}{both}.ttf"


FAMILIES: Mapping[str, tuple[str, str, str, str]] = {
    "tinos": _cuts("croscore/Tinos-", "Regular", "Bold", "Italic", "BoldItalic"),
    "arimo": _cuts("croscore/Arimo-", "Regular", "Bold", "Italic", "BoldItalic"),
    "cousine": _cuts("croscore/Cousine-", "Regular", "Bold", "Italic", "BoldItalic"),
    "free-serif": _cuts("freefont/FreeSerif", "", "Bold", "Italic", "BoldItalic"),
    "free-sans": _cuts("freefont/FreeSans", "", "Bold", "Oblique", "BoldOblique"),
    "dejavu-serif": _cuts("dejavu/DejaVuSerif", "", "-Bold", "", "-Bold"),
    "dejavu-sans": _cuts("dejavu/DejaVuSans", "", "-Bold", "", "-Bold"),
}
"""Files of each family: regular, bold, italic, bold italic (fonts-dejavu-core has no italics)."""

BODY_FAMILIES = tuple(name for name in FAMILIES if name != "cousine")
"""Families a whole paper may be set in; state papers are set in Times, of which Tinos has the metrics."""


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a family."""

    family: str
    bold: bool = False
    italic: bool = False

    @property
    def path(self) -> Path:
        return ROOT / FAMILIES[self.family][self.bold + 2 * self.italic]


@lru_cache(maxsize=256)
def load(face: Face, pixels: float) -> ImageFont.FreeTypeFont:
    """Return the font at an em of `pixels`. Raises OSError when the Debian package is not installed."""
    return ImageFont.truetype(str(face.path), pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=65536)
def width(text: str, face: Face, size: float) -> float:
    """Return the set width of `text` in mm at `size` points."""
    return load(face, _UNITS).getlength(text) * size * MM_PER_POINT / _UNITS
