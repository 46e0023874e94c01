"""Digits of a machine-readable zone: their check digits (ICAO Doc 9303 part 3), and what they prove of misread ones."""

from collections.abc import Iterator
from datetime import date
from itertools import product

_WEIGHTS = (7, 3, 1)
_LIKE = {"0": "68", "1": "47", "2": "07", "3": "8", "4": "01", "5": "68", "6": "058", "7": "12", "8": "0356", "9": "04"}
"""What a digit may have been when it was read as another; zeros with a stroke or dot are taken for 2, 4, 6, 8 and 9."""

_MOST = 2  # places in which two copies of a number may differ: of eight mixtures one often passes by chance


def check_digit(text: str) -> int:
    """Return the check digit of ICAO 9303 part 3: digits count as they are, A to Z as 10 to 35, ``<`` as 0."""
    return sum(_value(c) * _WEIGHTS[i % 3] for i, c in enumerate(text)) % 10


def _value(character: str) -> int:
    return 0 if character == "<" else int(character, 36)


def holds(text: str, check: str) -> bool:
    """Tell whether `check`, which may be no digit at all, is the check digit of `text`."""
    return check.isdigit() and check_digit(text) == int(check)


def agreed(one: str, other: str, check: str) -> str:
    """Return the number of which `one` and `other` are two readings of equal length and `check` the check digit.

    Where they differ, the only mixture of both that the check digit allows; nothing when none or several do.
    """
    if sum(a != b for a, b in zip(one, other, strict=True)) > _MOST:
        return ""
    mixtures = {"".join(digits) for digits in product(*({a, b} for a, b in zip(one, other, strict=True)))}
    right = [number for number in mixtures if holds(number, check)]
    return right[0] if len(right) == 1 else ""


def repairs(text: str, places: range, check: str) -> tuple[str, ...]:
    """Return every number that `text` with one misread digit among `places` may have been and `check` allows."""
    return tuple(changed for changed in _changes(text, places) if holds(changed, check))


def dates(text: str, check: str) -> tuple[str, ...]:
    """Return `text` alone if it is a date ``yymmdd`` whose check digit holds, else all that it may have been.

    Those have one digit changed; that needs a second witness, for the check digit lets one guess in ten pass.
    """
    if holds_date(text, check):
        return (text,)
    return tuple(each for each in repairs(text, range(len(text)), check) if is_date(each))


def holds_date(text: str, check: str) -> bool:
    """Tell whether `text` is ``yymmdd`` of a day that exists and its check digit holds."""
    return is_date(text) and holds(text, check)


def is_date(text: str) -> bool:
    """Tell whether `text` is ``yymmdd`` of a day that exists in the years 2000 to 2099."""
    if not (text.isascii() and text.isdigit()):
        return False
    try:
        date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return False
    return True


def _changes(text: str, places: range) -> Iterator[str]:
    for place in places:
        for like in _LIKE.get(text[place], ""):
            yield f"{text[:place]}{like}{text[place + 1 :]}"
