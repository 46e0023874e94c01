"""The one place where Vietnamese text is normalised and folded.

Everything that compares, searches or stores text calls these functions, so that no two parts of the house disagree on
what "the same word" is. Rules: Unicode NFC for what is kept; NFKC, case, marks and đ for what is compared.
"""

import re
import unicodedata

# Letters that look like Đ and are typed for it: Icelandic eth (U+00D0/U+00F0) and African D (U+0189/U+0256).
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_STROKE = str.maketrans({"đ": "d"})

# Open syllables in oa, oe, uy: the tone mark is printed on either vowel (hòa/hoà). The comparison form puts it on the
# first; `qu` is an onset, so `quý` keeps its mark.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_PLACE = re.compile(rf"(?<![qQ])(o)([ae])([{_TONES}])(?!\w)|(?<![qQ])(u)(y)([{_TONES}])(?!\w)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Return `text` in NFC, with look-alikes of Đ replaced by Đ itself: the form in which all text is stored."""
    composed = unicodedata.normalize("NFC", text)
    # `translate` looks up every letter beyond ASCII: 20 times as long as to see that there is nothing to replace.
    return composed.translate(_LOOKALIKES) if any(letter in composed for letter in "ÐðƉɖ") else composed


def collapse(text: str) -> str:
    """Return `text` with every run of white space made one blank and none at the ends."""
    return _SPACES.sub(" ", text).strip()


def exact_key(text: str) -> str:
    """Return the form in which accented text is compared: case, width, composition and tone placement do not count.

    ``Hoà``, ``hòa`` and their decomposed spellings give ``hòa``; ``hoa`` stays apart.
    """
    return unicodedata.normalize("NFC", _OLD_PLACE.sub(_tone_first, _lower(text)))


def fold(text: str) -> str:
    """Return the form in which accents do not count either: ``Đường`` and ``duong`` both give ``duong``."""
    return "".join(c for c in _lower(text) if not unicodedata.combining(c)).translate(_STROKE)


def _lower(text: str) -> str:
    """Return `text` decomposed (NFKD) and in lower case.

    Twice decomposed, because compatibility forms hold capitals (``℠`` is ``SM``) and lowering makes new marks (``İ``).
    """
    wide = unicodedata.normalize("NFKD", text).translate(_LOOKALIKES)
    return unicodedata.normalize("NFKD", wide.lower())


def _tone_first(match: re.Match[str]) -> str:
    first, second, tone = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    return f"{first}{tone}{second}"
