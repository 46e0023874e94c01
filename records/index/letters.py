"""Whole texts in the forms by which words are compared, without looking at each word.

All letters and digits that are printed in Vietnamese, in capitals and small, with the usual signs, are less than 256.
So a text is turned into a byte for each letter, and the bytes into letters of either form, by the tables with which
Python's own 8-bit encodings work: some 5 µs for a page. What is not among them is marked, and left to who asks.
"""

import codecs
import re
from itertools import product

from models.text import exact_key, fold, nfc

STRANGE = "\x01"
"""Stands in a form for a character that is no usual one: a letter of another script, ½, or some other sign."""

_UNKNOWN = "records.index.letters"
_VOWELS = ("a", "a\u0306", "a\u0302", "e", "e\u0302", "i", "o", "o\u0302", "o\u031b", "u", "u\u031b", "y")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SIGNS = (
    " \t\n\f\r!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    "\u00a0\u00a7\u00ab\u00b0\u00b7\u00bb\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"
)


def _usual() -> str:
    """Return the usual characters, none twice, NUL and `STRANGE` first."""
    vowels = "".join(nfc(vowel + tone) for vowel, tone in product(_VOWELS, _TONES))
    letters = f"bcdđfghjklmnpqrstvwxz{vowels}"
    return "\0" + STRANGE + letters + letters.upper() + "0123456789\u00b2\u00b3\u00ba" + _SIGNS


_USUAL = _usual()
_BY_BYTE = codecs.charmap_build(_USUAL.ljust(256, "\ufffe"))  # U+FFFE: no character, as Python's own tables have it
_FOLDED = "".join(fold(one) if one.isalnum() else one if one == STRANGE else " " for one in _USUAL)
_EXACT = "".join(exact_key(one) if one.isalnum() else one if one == STRANGE else " " for one in _USUAL)
assert len(_FOLDED) == len(_EXACT) == len(_USUAL) <= 256, "one letter for one"

_BLANK = bytes([_USUAL.index(" ")])
_PARTING = bytes(byte if byte < len(_USUAL) and _FOLDED[byte] != " " else _BLANK[0] for byte in range(256))
_GAP = re.compile(re.escape(_BLANK * 2) + re.escape(_BLANK) + b"*")  # begins with letters, so it is found twice as fast

codecs.register_error(_UNKNOWN, lambda error: (STRANGE * (error.end - error.start), error.end))  # type: ignore[attr-defined]  # of encoding


def folded(text: str) -> str:
    """Return a text as long as `text`, in NFC, in which words are folded, other letters strange, all else blanks."""
    return codecs.charmap_decode(_bytes(text), "strict", _FOLDED)[0]


def both(text: str) -> tuple[str, str]:
    """Return the same in exact form, but for the place of tones, and in folded form."""
    return _both(_bytes(text))


def parted(text: str) -> tuple[str, str]:
    """Return the same with one blank between words and none at the ends."""
    return _both(_GAP.sub(_BLANK, _bytes(text).translate(_PARTING)).strip(_BLANK))


def _both(known: bytes) -> tuple[str, str]:
    return codecs.charmap_decode(known, "strict", _EXACT)[0], codecs.charmap_decode(known, "strict", _FOLDED)[0]


def _bytes(text: str) -> bytes:
    return codecs.charmap_encode(text, _UNKNOWN, _BY_BYTE)[0]
