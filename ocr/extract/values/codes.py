"""Codes with a shape of their own: dossier codes, enterprise codes, serials of printed forms, parcel numbers."""

import re

from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue
from ocr.extract.values.parsed import Parsed

_DOSSIER = re.compile(
    r"(?<![\w.])[A-Za-z0-9]{1,4}(?:\s?\.\s?[A-Za-z0-9]{1,4}){1,5}\s?[-–—]\s?[\dOoIl]{6,8}\s?[-–—]\s?[\dOoIl]{4,7}(?!\w)"
)
_ENTERPRISE = re.compile(r"(?<!\d)(\d(?:\s?\d){9})(?:\s?-\s?(\d{3}))?(?!\d)")
_SERIAL = re.compile(r"(?<![\w/])([A-ZĐ]{2})\s?(\d{6}|\d{8})(?![\w/])")
_ORDINAL = re.compile(r"(?<!\w)(\d{1,5}[A-Za-z]?(?:-\d{1,4})?)(?!\w)")


def parse_dossier(text: str) -> Parsed | None:
    """Return the canonical dossier code in `text`; blanks, dashes and O/I/L are mended as the house reads codes."""
    match = _DOSSIER.search(text)
    if not match:
        return None
    try:
        value = parse_dossier_code(match.group())
    except InvalidValue:  # looked like a code and is none: there is no value, which None says
        return None
    return Parsed(value, match.start(), match.end(), 1.0)


def parse_enterprise(text: str) -> Parsed | None:
    """Return an enterprise code: ten digits with the check digit of the tax code, or with three more for a branch.

    The check digit (weights 31 29 23 19 17 13 7 5 3, ten less the sum modulo eleven) is that of tax codes in Circular
    105/2020/TT-BTC; a code that fails it has validity 0.4.
    """
    match = _ENTERPRISE.search(text)
    if not match:
        return None
    digits = re.sub(r"\s", "", match.group(1))
    value = digits + (f"-{match.group(2)}" if match.group(2) else "")
    return Parsed(value, match.start(), match.end(), 1.0 if _checks(digits) else 0.6)


def _checks(digits: str) -> bool:
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    total = sum(int(d) * w for d, w in zip(digits, weights, strict=False))
    return 10 - total % 11 == int(digits[9])


def parse_serial(text: str) -> Parsed | None:
    """Return series and number of a printed form: two capitals and six digits (eight since 2024), one blank between."""
    match = _SERIAL.search(text)
    return Parsed(f"{match.group(1)} {match.group(2)}", match.start(), match.end(), 1.0) if match else None


def parse_ordinal(text: str) -> Parsed | None:
    """Return a number with at most a letter or a second number behind it: 45, 112a, 7-2; a lone I or l is a 1."""
    if re.fullmatch(r"\W*[Il]\W*", text):
        return Parsed("1", 0, len(text), 0.6)
    match = _ORDINAL.search(text)
    if not match or re.search(r"[^\W\d_]", text[: match.start()]):
        return None
    return Parsed(match.group(1), match.start(), match.end(), 1.0)
