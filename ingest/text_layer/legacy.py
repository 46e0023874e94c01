"""Fonts from before Unicode: which ones a page uses, and their letters in Unicode."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial

from ingest.text_layer import tcvn3, vni
from ingest.text_layer.syllables import is_marked, is_syllable


class Encoding(Enum):
    """How the letters of a font are coded. The capitals of TCVN3 are fonts of their own."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3-capitals"
    VNI = "vni"


_TCVN3_NAME = re.compile(r"(?:^|\+)(?:(?i:(?:\.|#2e)vn)|Vn(?=[A-Z]))")
_VNI_NAME = re.compile(r"(?:^|\+)vni[-_ ]", re.IGNORECASE)
_CAPITALS_NAME = re.compile(r"H(?:[,-].*)?$")
_WORD = re.compile(r"\S+")
_EDGES = ".,;:!?()[]{}\"'“”‘’/…-–"

_DECODERS: Mapping[Encoding, Callable[[str], str]] = {
    Encoding.UNICODE: str,
    Encoding.TCVN3: partial(tcvn3.decode, capitals=False),
    Encoding.TCVN3_CAPITALS: partial(tcvn3.decode, capitals=True),
    Encoding.VNI: vni.decode,
}


def encodings_of(fonts: Mapping[str, str]) -> dict[str, Encoding]:
    """Return the encoding of each font from its name and the text drawn with it.

    A name alone does not decide: many PDFs draw .VnTime with a proper Unicode map. A font with an innocent name counts
    as legacy only if its marked words are Vietnamese syllables after decoding and mostly not before.
    """
    return {font: _encoding(font, text) for font, text in fonts.items()}


def decode(text: str, encoding: Encoding) -> str:
    """Return text of one font as NFC Unicode."""
    return unicodedata.normalize("NFC", _DECODERS[encoding](text))


def decoded_letters(letters: Sequence[str], encoding: Encoding) -> list[str]:
    """Return the Unicode of each letter of a run; the result has one (not composed) string for each letter given.

    Both legacy codes turn one character into one letter or into marks, so the places stay known.
    """
    if encoding is Encoding.UNICODE or any(len(letter) != 1 for letter in letters):
        return list(letters)
    text = "".join(letters)
    if encoding is Encoding.VNI:
        return [vni.decode(text[: n + 1])[len(vni.decode(text[:n])) :] for n in range(len(text))]
    return list(_DECODERS[encoding](text))


def _encoding(font: str, text: str) -> Encoding:
    if any(is_marked(letter) and ord(letter) > 0xFF for letter in text):
        return Encoding.UNICODE  # the font has a Unicode map after all
    named = _named(font)
    if named is not None:
        return named if _spelt(text, named) >= _spelt(text, Encoding.UNICODE) else Encoding.UNICODE
    best = max((Encoding.TCVN3, Encoding.VNI), key=partial(_spelt, text))
    convincing = len(_marked_words(text)) >= 5 and _spelt(text, best) >= 0.8 and _spelt(text, Encoding.UNICODE) <= 0.4
    return best if convincing else Encoding.UNICODE


def _named(font: str) -> Encoding | None:
    if _VNI_NAME.search(font):
        return Encoding.VNI
    if _TCVN3_NAME.search(font):
        return Encoding.TCVN3_CAPITALS if _CAPITALS_NAME.search(font) else Encoding.TCVN3
    return None


def _spelt(text: str, encoding: Encoding) -> float:
    """Return the share of words with marks (in the raw text) that are Vietnamese syllables once decoded; 1 for none."""
    words = _marked_words(text)
    good = sum(is_syllable(decode(word, encoding).strip(_EDGES)) for word in words)
    return good / len(words) if words else 1.0


def _marked_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if any(ord(letter) > 0x7F for letter in word)]
