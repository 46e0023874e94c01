"""Set phrases of addresses and of agencies' names, whose marks are known though a recogniser lost them."""

import re

from rapidfuzz.distance import Levenshtein

from models.text import nfc
from ocr.layout.tokens import folded

_PHRASES = (
    "ủy ban nhân dân", "tổ dân phố", "thành phố", "thị trấn", "thị xã", "khu phố", "công an", "tư pháp", "hộ tịch",
    "kết quả", "hành chính", "phục vụ", "văn phòng", "đăng ký", "kế hoạch và đầu tư", "tài nguyên và môi trường",
    "cảnh sát", "quản lý", "trật tự xã hội", "tiếp nhận", "trung tâm", "bộ phận", "sở tư pháp", "nhân dân",
    "đất đai", "bộ công an",
)  # fmt: skip
_UNITS = ("tỉnh", "huyện", "quận", "xã", "phường", "thôn", "đường", "ấp", "xóm")
"""Single words are mended only in small letters, before a capital: there they are units, and no part of a name."""


_BEHIND = ("tỉnh", "huyện", "phường", "xã")
_PIECE = re.compile(r"(?<=, )[^\W\d_]{2,7}(?= [^\W\d_])")


def mend(text: str) -> str:
    """Return the text with its set phrases spelt as they are, in the case as printed.

    Phrases are as long as what was printed, letter for letter, but for a unit behind a comma in small letters, of which
    a letter may be lost or misread (*tin Đồng Nguyên* for *tỉnh Đồng Nguyên*).
    """
    text = _PIECE.sub(_unit, text)
    for pattern, phrase in _PATTERNS:
        text = _replaced(pattern, phrase, text)
    for pattern, unit in _UNIT_PATTERNS:
        text = _replaced(pattern, unit, text, small_only=True)
    return text


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){folded(phrase)}(?!\w)")


_PATTERNS = tuple((_pattern(nfc(phrase)), nfc(phrase)) for phrase in _PHRASES)
_UNIT_PATTERNS = tuple((_pattern(nfc(unit)), nfc(unit)) for unit in _UNITS)


def _replaced(pattern: re.Pattern[str], phrase: str, text: str, *, small_only: bool = False) -> str:
    for match in pattern.finditer(folded(text)):
        printed = text[match.start() : match.end()]
        capital = text[match.end() + 1 : match.end() + 2].isupper()
        if not small_only or (printed.islower() and capital):
            text = text[: match.start()] + _in_case(phrase, printed) + text[match.end() :]
    return text


def _unit(piece: re.Match[str]) -> str:
    """Return the unit that a small word before a capital was, its first letter right, else the word itself."""
    word, capital = piece.group(), piece.string[piece.end() + 1].isupper()
    plain = folded(word)
    alike = (unit for unit in _BEHIND if unit[0] == word[0] and Levenshtein.distance(plain, folded(unit)) <= 1)
    return next(alike, word) if capital else word


def _in_case(phrase: str, printed: str) -> str:
    return "".join(c.upper() if p.isupper() else c for c, p in zip(phrase, printed, strict=True))
