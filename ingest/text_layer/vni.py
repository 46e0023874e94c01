"""VNI for Windows: a base letter followed by a second character that draws its marks.

Table: the VNI Windows character set as the fonts VNI-Times, VNI-Helve … carry it.
"""

from collections.abc import Mapping

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"

_SECOND = {
    "ø": GRAVE,
    "ù": ACUTE,
    "û": HOOK,
    "õ": TILDE,
    "ï": DOT,
    "â": _CIRCUMFLEX,
    "à": _CIRCUMFLEX + GRAVE,
    "á": _CIRCUMFLEX + ACUTE,
    "å": _CIRCUMFLEX + HOOK,
    "ã": _CIRCUMFLEX + TILDE,
    "ä": _CIRCUMFLEX + DOT,
    "ê": _BREVE,
    "è": _BREVE + GRAVE,
    "é": _BREVE + ACUTE,
    "ú": _BREVE + HOOK,
    "ü": _BREVE + TILDE,
    "ë": _BREVE + DOT,
}
MARKS: Mapping[str, str] = {**_SECOND, **{second.upper(): marks for second, marks in _SECOND.items()}}
"""From the second character of a pair to combining marks, quality before tone."""

_WHOLE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
LETTERS: Mapping[str, str] = {**_WHOLE, **{old.upper(): new.upper() for old, new in _WHOLE.items()}}
"""Characters that are a letter by themselves; ơ and ư may be followed by a tone."""

_BASES = frozenset("aeouyAEOUYơưƠƯ")


def decode(text: str) -> str:
    """Return the Unicode text (not yet composed) of letters in a VNI font."""
    out: list[str] = []
    for letter in text:
        if letter in MARKS and out and out[-1] in _BASES:
            out.append(MARKS[letter])
        else:
            out.append(LETTERS.get(letter, letter))
    return "".join(out)
