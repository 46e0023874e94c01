"""Letters in their places."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from ingest.text_layer.legacy import Encoding, decoded_letters, encodings_of


class Glyph(NamedTuple):
    """One drawn letter. Places are in points of the displayed page, origin top left, y down.

    `text` is what the font says it is: one character, or several for a ligature. `size` is the font's in points.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    font: str
    size: float
    upright: bool = True


def unicode_glyphs(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the glyphs, in the order of drawing, with legacy fonts turned into Unicode and marks put on their letters.

    A combining mark, drawn as a glyph of its own, joins the letter before it: the pair keeps the letter's place.
    """
    fonts: dict[str, list[str]] = {}
    for glyph in glyphs:
        fonts.setdefault(glyph.font, []).append(glyph.text)
    encodings = encodings_of({font: "".join(texts) for font, texts in fonts.items()})
    out: list[Glyph] = []
    for glyph, text in zip(glyphs, _decoded(glyphs, encodings), strict=True):
        if out and text and all(map(unicodedata.combining, text)):
            out[-1] = out[-1]._replace(text=unicodedata.normalize("NFC", out[-1].text + text))
        else:
            plain = _without_ligatures(text)
            out.append(glyph if plain == glyph.text else glyph._replace(text=plain))
    return tuple(out)


def _decoded(glyphs: Sequence[Glyph], encodings: dict[str, Encoding]) -> list[str]:
    """Return the Unicode text of each glyph; fonts are decoded run by run, for letters change their neighbours."""
    texts: list[str] = []
    start = 0
    while start < len(glyphs):
        end = start + 1
        while end < len(glyphs) and glyphs[end].font == glyphs[start].font and _follows(glyphs[end - 1], glyphs[end]):
            end += 1
        run = [glyph.text for glyph in glyphs[start:end]]
        texts += decoded_letters(run, encodings[glyphs[start].font])
        start = end
    return texts


def _follows(before: Glyph, after: Glyph) -> bool:
    """Tell whether two glyphs stand in one word: on one line, without a gap."""
    return abs(before.bottom - after.bottom) < before.size and after.x0 - before.x1 < 0.3 * before.size


def _without_ligatures(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
