"""Document numbers: number[/year]/symbol (Decree 30/2020/NĐ-CP, annex I), or as civil-status and tax forms print them.

Examples: ``12/QĐ-UBND``, ``125/UBND-TH``, ``09/2025/QĐ-TTg``, ``562/XN``, ``61/TLKT``, ``45/2020``, ``41B8012345``.
"""

import re

from models.text import nfc
from ocr.extract.values.parsed import LITTLE, Parsed

_UPPER = "A-ZÀ-ỸĐÐ"
_SYMBOL = rf"(?:\d{{1,3}}-)?[{_UPPER}][{_UPPER}a-zà-ỹđ&0-9.]*(?:\s?[-–—]\s?[{_UPPER}0-9][{_UPPER}a-zà-ỹđ&0-9.]*)*"
_SLASH = re.compile(rf"(?<![\w/])([\dOolI]{{1,6}}[a-z]?)\s?(?:/\s?(\d{{4}})\s?)?/\s?({_SYMBOL})")
_TORN = re.compile(rf"(?<![\w/])(\d{{1,6}})\s?[,.;:|]?\s?([QO0][ĐÐD]|[{_UPPER}]{{2,5}})-([{_UPPER}&]{{2,8}})(?![\w/])")
_YEARED = re.compile(r"(?<![\d/])(\d{1,6})\s?[/\-]\s?((?:19|20)\d{2})(?![\d/])")
_DASHED = re.compile(rf"(?<![\w/])(\d{{1,6}})\s?[-–]\s?({_SYMBOL})(?![\w/])")
_PLAIN = re.compile(rf"(?<![\w/])((?:[{_UPPER}]{{1,4}}\s?[-.]?\s?)?\d[\dA-Z]{{0,13}}(?:[\s.]\d{{2,7}})?)(?![\w/])")
_JOINED = re.compile(r"\d{1,4}[17 ](?:19|20)\d{2}")  # 72/2017 whose slash was read as a figure, or lost
_SLIPS = str.maketrans("OolI", "0011")


def parse_document_number(text: str) -> Parsed | None:
    """Return the number that begins `text`; blanks torn inside are closed, U+00D0 is made Đ.

    A number still to be filled in (``/QĐ-UBND``) gives None: nothing is invented.
    """
    for parse in (_slashed, _torn, _yeared, _dashed, _plain):
        parsed = parse(text)
        if parsed and not re.search(r"[^\W_]", text[: parsed.start]):
            return parsed
    return None


def _slashed(text: str) -> Parsed | None:
    match = _SLASH.search(text)
    if not match:
        return None
    number, year, symbol = match.groups()
    mended = number.translate(_SLIPS)
    parts = [mended, *([year] if year else []), _symbol(symbol)]
    trust = LITTLE if len(parts[-1]) == 1 else 1.0  # symbols have two letters and more
    return Parsed(nfc("/".join(parts)), match.start(), match.end(), 1.0 if mended == number else 0.8, trust)


def _torn(text: str) -> Parsed | None:
    """Return a number whose slash was lost or read as another sign (``64,QĐ-UBND``): likely, not sure."""
    match = _TORN.search(text)
    if not match:
        return None
    number, kind, agency = match.groups()
    kind = "QĐ" if kind[0] in "QO0" and kind[1:] in {"Đ", "Ð", "D"} else kind
    return Parsed(nfc(f"{number}/{kind}-{agency}"), match.start(), match.end(), 0.7)


def _symbol(symbol: str) -> str:
    """Return a symbol with plain hyphens and no blanks around them, without punctuation at its end."""
    return re.sub(r"\s?[-–—]\s?", "-", symbol).rstrip(".-&")


def _yeared(text: str) -> Parsed | None:
    match = _YEARED.search(text)
    if not match:
        return None
    return Parsed(f"{match.group(1)}/{match.group(2)}", match.start(), match.end(), 0.95)


def _dashed(text: str) -> Parsed | None:
    match = _DASHED.search(text)
    if not match or not match.group(2)[0].isupper():
        return None
    return Parsed(nfc(f"{match.group(1)}-{_symbol(match.group(2))}"), match.start(), match.end(), 0.8)


def _plain(text: str) -> Parsed | None:
    match = _PLAIN.search(text)
    if not match:
        return None
    value = re.sub(r"\s+", " ", match.group(1)).strip()
    digits = sum(map(str.isdigit, value))
    trust = LITTLE if _JOINED.fullmatch(value) else 1.0
    return Parsed(nfc(value), match.start(1), match.end(1), 0.85 if digits >= 2 else 0.7, trust)
