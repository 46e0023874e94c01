"""Letters that were read for digits, made digits again where a date, a personal id or a sum of money demands it."""

import re
from datetime import date

_FOR_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "i": "1", "S": "5", "B": "8"})
_LIKE = r"[\dOoQDlIiSB]"

_DATE = re.compile(rf"({_LIKE}{{1,2}})([/.-])({_LIKE}{{1,2}})\2({_LIKE}{{4}})")
_ID = re.compile(rf"{_LIKE}{{12}}|{_LIKE}{{9}}")
_AMOUNT = re.compile(rf"({_LIKE}{{1,3}})(([.,])({_LIKE}{{3}})(?:\3{_LIKE}{{3}})*)(đồng|đ|VNĐ|VND)?")

# A word after one of these is a number up to a bound, when a digit is among its letters.
_PARTS = {"ngày": (1, 31, 2), "tháng": (1, 12, 2), "năm": (1900, 2099, 4)}

_MOSTLY = 0.6  # share of true digits below which letters are taken for letters


def as_digits(text: str) -> str | None:
    """Return `text` in digits; None when too few of its letters are digits already, or one looks like none."""
    true = sum(letter.isdigit() for letter in text)
    digits = text.translate(_FOR_DIGITS)
    return digits if digits.isdecimal() and true >= _MOSTLY * len(text) else None


def mend_date(text: str) -> str | None:
    """Return a date such as ``O1/12/2O24`` in digits; None for what is no date of the years 1900 to 2099."""
    match = _DATE.fullmatch(text)
    if match is None or as_digits("".join(match.group(1, 3, 4))) is None:
        return None
    day, month, year = (part.translate(_FOR_DIGITS) for part in match.group(1, 3, 4))
    return f"{day}{match[2]}{month}{match[2]}{year}" if _is_day(int(day), int(month), int(year)) else None


def mend_date_part(left: str, text: str) -> str | None:
    """Return the number of a day, month or year in digits, told by the word before it (``ngày 0l``)."""
    bounds = _PARTS.get(left.lower())
    if bounds is None or len(text) != bounds[2] or not any(letter.isdigit() for letter in text):
        return None
    digits = text.translate(_FOR_DIGITS)
    return digits if digits.isdecimal() and bounds[0] <= int(digits) <= bounds[1] else None


def mend_personal_id(text: str) -> str | None:
    """Return a personal id in digits: 12 (province 001 to 096, century 0 to 3) or the older 9."""
    digits = as_digits(text) if _ID.fullmatch(text) else None
    if digits is None or (len(digits) == 12 and not (1 <= int(digits[:3]) <= 96 and digits[3] in "0123")):
        return None
    return digits


def mend_amount(text: str) -> str | None:
    """Return a number in groups of three in digits (``1.25O.000``), its currency behind it as it was."""
    match = _AMOUNT.fullmatch(text)
    if match is None or as_digits(match[1] + match[2].replace(match[3], "")) is None:
        return None
    return (match[1] + match[2]).translate(_FOR_DIGITS) + (match[5] or "")


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        return 1900 <= date(year, month, day).year <= 2099
    except ValueError:
        return False
