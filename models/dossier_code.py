"""Dossier codes: reading what people type, and forming what the store issues.

A code is ``<agency>-<receipt date>-<sequence>``: the date has 6 or 8 digits, the sequence 4 to 7, agency segments are
parted by dots and may hold letters (``38.98.H29-210519-0013``, ``G09.20-20260609-0092637``).
"""

import re
import unicodedata
from datetime import date

from models.errors import InvalidValue
from models.identifiers import AgencyCode, DossierCode

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−_"), "-")
_SHAPE = re.compile(r"[A-Z0-9]{1,4}(?:\.[A-Z0-9]{1,4}){1,5}-(?:\d{6}|\d{8})-\d{4,7}")
_SLIPS = str.maketrans("OIL", "011")


def parse_dossier_code(typed: str) -> DossierCode:
    """Return the canonical form of a typed dossier code.

    Forgives blanks, lower case, full-width characters, other dashes, and O/I/L typed for 0/1 (no known agency segment
    uses these three letters, so nothing becomes ambiguous). Raises InvalidValue when no code can be made of it.
    """
    text = tidy_dossier_code(typed)
    if len(text) > 64 or not _SHAPE.fullmatch(text):
        raise InvalidValue(
            f"Mã hồ sơ “{typed[:64]}” không đúng dạng; ví dụ đúng: 000.00.16.H10-220707-0001.",
            f"“{typed[:64]}” is not a dossier code; a correct one looks like 000.00.16.H10-220707-0001.",
        )
    return DossierCode(text)


def tidy_dossier_code(typed: str) -> str:
    """Return what was typed, tidied as :func:`parse_dossier_code` does, whether or not it has the shape of a code."""
    text = unicodedata.normalize("NFKC", typed[:200]).translate(_DASHES)
    return re.sub(r"\s+", "", text).upper().translate(_SLIPS)


def one_slip_apart(one: str, other: str) -> bool:
    """Say whether two different texts are one typing slip apart.

    A slip is one character replaced, left out or added, or two neighbours exchanged (Damerau, 1964).
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def form_dossier_code(agency: AgencyCode, day: date, sequence: int) -> DossierCode:
    """Return the code of the `sequence`-th dossier that `agency` receives on `day` (at least four digits)."""
    return DossierCode(f"{agency}-{day:%y%m%d}-{sequence:04d}")
