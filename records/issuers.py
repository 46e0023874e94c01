"""The level of government of the agency that is printed on a paper as its issuer.

Only names that leave no doubt are understood. “Thành phố” alone may be a city under the central government or one of a
province, so it counts only with the name of one of the six cities under the central government.
"""

import re

from models.agency import Level
from models.text import exact_key

_CITIES = ("hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "huế")
_SIGNS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.COMMUNE, re.compile(r"\b(?<!thị )xã\b(?! hội)|\b(phường|thị trấn|đặc khu)\b")),
    (Level.DISTRICT, re.compile(r"\b(huyện|quận|thị xã)\b")),
    (Level.PROVINCE, re.compile(rf"\btỉnh\b|^sở\b|\b(thành phố|tp) ({'|'.join(map(exact_key, _CITIES))})\b")),
    (Level.CENTRAL, re.compile(r"^(bộ|cục|tổng cục|chính phủ|thủ tướng)\b")),
)
"""What a name must hold, nearest level first: “UBND xã A, huyện B, tỉnh C” is a commune."""


def issuer_level(issuer: str) -> Level | None:
    """Return the level of the agency named, accents needed (*quân* is not *quận*); None where it does not tell."""
    name = " ".join(re.findall(r"\w+", exact_key(issuer)))
    return next((level for level, sign in _SIGNS if sign.search(name)), None)
