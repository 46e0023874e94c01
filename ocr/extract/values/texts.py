"""Free texts and addresses: kept as printed, trimmed of what is not part of them."""

import re

from models.text import collapse, fold, nfc
from ocr.extract.values.doubts import is_torn
from ocr.extract.values.parsed import Parsed
from ocr.extract.values.spelling import mend

_EDGES = " \t.,;:…_-–—|'\"*•/"
_UNIT = r"tỉnh|huyện|quận|xã|phường|thành phố|thị trấn|thị xã"
_STOP = re.compile(rf"[.;](?= (?:{_UNIT}) [^\W\d_])")
"""A full stop or semicolon before the next unit of an address, in small letters: a comma was printed."""
_TORN_OFF = re.compile(r"(?<=[^\W\d_])([CN]) (H)(?!\w)")
"""The end of a syllable in capitals that was torn off: ``KẾ HOẠC H``; no word is a lone H."""
_SPECKS = (
    (re.compile(r"(?<=[^\W\d_]) [:.'|*•](?= [^\W\d_])"), ""),
    (re.compile(rf"((?:^|\W)(?:{_UNIT})),(?= [^\W\d_])"), r"\1"),
    (re.compile(r"(?<![^\W_])UBND(?=(?:xã|phường|thị|huyện|quận|tỉnh|thành)\b)"), "UBND "),
)
"""Specks between the words of an address, a comma behind a unit (*phường, Nghĩa Trũng*), a blank that was lost."""
_LOST = 0.35
"""Trust in a choice whose beginning was not read: half sure, by the table for figures."""

_PLACE = re.compile(r"[^\W\d_]{2}")


def parse_text(text: str) -> Parsed | None:
    """Return the text without leader dots and punctuation at its ends; None when no letter or digit is left."""
    edges = _EDGES + "".join(pair for pair in ("“”", "«»") if (pair[0] in text) != (pair[1] in text))
    start = len(text) - len(text.lstrip(edges))
    end = len(text.rstrip(edges))
    if start >= end or not re.search(r"\w", text[start:end]):
        return None
    if text[end : end + 1] == "." and re.search(r"\.\w$", text[start:end]):
        end += 1
    return Parsed(collapse(nfc(text[start:end])), start, end, 0.95)


def parse_address(text: str) -> Parsed | None:
    """Return an address or the name of an agency: a text with a word in it.

    Without a capital, or where a piece of it seems to be lost, it is believed less.
    """
    parsed = parse_text(text)
    if not parsed or not _PLACE.search(parsed.value):
        return None
    value = _STOP.sub(",", mend(_unspecked(_TORN_OFF.sub(r"\1\2", re.sub(r"\s+([,;])", r"\1", parsed.value)))))
    likely = any(c.isupper() for c in value)
    return Parsed(value, parsed.start, parsed.end, 0.95 if likely else 0.5, 0.7 if is_torn(value) else 1.0)


def _unspecked(text: str) -> str:
    for pattern, instead in _SPECKS:
        text = pattern.sub(instead, text)
    return text


def parse_choice(text: str, choices: tuple[tuple[str, tuple[str, ...]], ...]) -> Parsed | None:
    """Return the value of the first choice that is printed; accents and case do not count.

    A choice that is the end of another and begins small where it should begin large (*có án tích*) is what was left of
    that other (*Không có án tích*), which it may well contradict: that is returned, half believed.
    """
    plain = fold(nfc(text))
    found = [
        (match.start(), -len(printed), match.end(), value)
        for value, spellings in choices
        for printed in spellings
        if (match := re.search(rf"(?<!\w){re.escape(fold(printed))}(?!\w)", plain))
    ]
    if not found:
        return None
    start, _, end, value = min(found)
    if text[start].islower() and value[0].isupper():
        longer = [other for other, _ in choices if fold(other).endswith(f" {fold(value)}")]
        if longer:
            return Parsed(longer[0], start, min(end, len(text)), 1.0, _LOST)
    return Parsed(value, start, min(end, len(text)), 1.0)
