"""Dates as printed on papers, made ISO 8601. Years 1850 to 2150: all that birth and expiry dates can be."""

import re
from datetime import date

from ocr.extract.values.number_words import number_from_words
from ocr.extract.values.parsed import Parsed
from ocr.layout.tokens import folded

_D = r"[\doilqsz]"
_SLASHED = re.compile(
    rf"(?<!\d)({_D}\s?{_D}|\d)\s?([/.,:\-])\s?({_D}\s?{_D}|\d)\s?[/.,:\-]\s?({_D}{{2}}\s?{_D}{{2}})(?![\d/])"
)
_LONG = re.compile(
    rf"(?:n[a-z]{{2}}y|sang|chieu|hoi)?\s*({_D}\s?{_D}|\d)\s*,?\s*th\w{{1,3}}\s*({_D}\s?{_D}|\d)\s*,?\s*n[a-z]{{1,2}}\s*({_D}{{2}}\s?{_D}{{2}})(?!\d)"
)
_BLURRED = re.compile(r"(?<!\d)(\d{2})[/1!il|](\d{2})[/1!il|]((?:19|20)\d{2})(?!\d)")
_SPACED = re.compile(r"(?<!\d)(\d{2})[ /](\d{2})[ /](\d{4})(?!\d)")
_WORDS = re.compile(r"ngay\s+([a-z\s]+?),?\s+thang\s+([a-z\s]+?),?\s+nam\s+([a-z\s]+)")
_YEAR = re.compile(r"(?<![\d/.\-])(1[89]\d{2}|20\d{2})(?![\d/.\-])")
_FIRST, _LAST = 1850, 2150
_SLIPS = str.maketrans("oilqsz", "011052")


def parse_date(text: str) -> Parsed | None:
    """Return the first date in `text`: 02/01/2020, 02-01-2020, ngày 02 tháng 01 năm 2020, or in words.

    Letters misread for digits (O, I, l) are mended at a lower validity. Impossible days (31/02) give None.
    """
    plain = folded(text)
    found = [
        _numeric(match, match.group(1), match.group(match.re.groups - 1), match.group(match.re.groups))
        for pattern in (_LONG, _SLASHED, _SPACED)
        if (match := pattern.search(plain))
    ]
    dates = sorted((parsed for parsed in found if parsed), key=lambda parsed: parsed.start)
    return dates[0] if dates else (_blurred(plain) or _in_words(plain))


def parse_birth(text: str) -> Parsed | None:
    """Return a date, or the year alone where no day is printed (ISO 8601 reduced precision)."""
    parsed = parse_date(text)
    match = _YEAR.search(folded(text))
    if parsed or not match:
        return parsed
    return Parsed(match.group(1), match.start(1), match.end(1), 0.9)


def _numeric(match: re.Match[str], day: str, month: str, year: str) -> Parsed | None:
    texts = ["".join(part.split()) for part in (day, month, year)]
    mended = [part.translate(_SLIPS) for part in texts]
    value = _iso(*map(int, mended))
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Parsed(value, start, match.end(), 1.0 if mended == texts else 0.8) if value else None


def _blurred(plain: str) -> Parsed | None:
    """Return a date whose slashes were read as strokes (``24/11/1975`` as ``2411111975``): likely, not sure."""
    match = _BLURRED.search(plain)
    value = _iso(*map(int, match.groups())) if match else ""
    return Parsed(value, match.start(), match.end(), 0.6) if match and value else None


def _in_words(plain: str) -> Parsed | None:
    match = _WORDS.search(plain)
    if not match:
        return None
    numbers = [number_from_words(part) for part in match.groups()]
    if None in numbers:
        return None
    value = _iso(*(number or 0 for number in numbers))
    return Parsed(value, match.start(), match.end(), 0.9) if value else None


def _iso(day: int, month: int, year: int) -> str:
    """Return the ISO date, or an empty text for a day that does not exist."""
    try:
        return date(year, month, day).isoformat() if _FIRST <= year <= _LAST else ""
    except ValueError:
        return ""
