"""Amounts of money and areas: Vietnamese papers part thousands by points and decimals by a comma."""

import re

from ocr.extract.values.number_words import number_from_words
from ocr.extract.values.parsed import LITTLE, Parsed
from ocr.layout.tokens import folded

_MONEY = re.compile(r"(?<![\d/])(\d+(?:\s?[.,]\s?\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:[.,]00(?!\d))?\s*(dong|vnd|d\b|₫)?")
_WORDED = re.compile(r"([a-z\s]+?)\s*(?:viet nam\s*)?dong\b")
_AREA = re.compile(r"(?<![\d/])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\s?\d+)?)\s*(m\s?[2²?*]|met vuong|m\b)?")


def parse_money(text: str) -> Parsed | None:
    """Return an amount in đồng as plain digits: ``1.250.000 đồng`` gives ``1250000``.

    A number that names no currency is one from 1,000 on; where its thousands are not parted either, it is not how
    amounts are printed, and half sure at most. An amount only in words is read too.
    """
    plain = folded(text)
    for match in _MONEY.finditer(plain):
        digits = re.sub(r"\D", "", match.group(1))
        if match.group(2) or int(digits) >= 1000:
            if match.group(2):
                return Parsed(str(int(digits)), match.start(), match.end())
            trust = 1.0 if match.group(1) != digits else LITTLE
            return Parsed(str(int(digits)), match.start(), match.end(), 0.9, trust)
    return _worded(plain)


def _worded(plain: str) -> Parsed | None:
    match = _WORDED.search(plain)
    number = number_from_words(match.group(1)) if match else None
    return Parsed(str(number), match.start(), match.end(), 0.85) if match and number else None


def parse_area(text: str) -> Parsed | None:
    """Return an area in square metres with a decimal point: ``1.250,5 m2`` gives ``1250.5``."""
    match = _AREA.search(folded(text))
    if not match:
        return None
    number = re.sub(r"\s", "", match.group(1))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", number):
        number = number.replace(".", "")
    value = number.replace(",", ".")
    return Parsed(value, match.start(), match.end(), 1.0 if match.group(2) else 0.75)
