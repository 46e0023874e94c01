"""Vietnamese numbers in words, as forms repeat dates and amounts (*ghi bằng chữ*). Input is folded text."""

import re

_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6,
    "bay": 7, "bey": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
_SILENT = frozenset({"mung", "mong", "linh", "le", "va", "chan"})


def number_from_words(text: str) -> int | None:
    """Return the number, for example 1990 for ``mot nghin chin tram chin muoi``; None for anything else.

    Digits called one by one (``hai khong hai muoi``) are not a number and give None.
    """
    words = [word for word in re.findall(r"[a-z]+", text) if word not in _SILENT]
    if not words:
        return None
    total, group, digit = 0, 0, None
    for word in words:
        if word in _UNITS and digit is None:
            digit = _UNITS[word]
        elif word == "tram" and digit is not None:
            group, digit = group + digit * 100, None
        elif word == "muoi" and (digit is None or digit > 1):
            group, digit = group + (10 if digit is None else digit * 10), None
        elif word in _SCALES:
            total, group, digit = total + max(group + (digit or 0), 0) * _SCALES[word], 0, None
        else:
            return None
    return total + group + (digit or 0)
