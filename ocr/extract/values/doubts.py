"""What makes a text doubtful that fits its grammar: marks that are easily confused, pieces that seem lost."""

import re
import unicodedata

from models.text import fold

_HATS = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn
_HARD = frozenset("\u0303\u0309")  # tilde, hook above
_SOFT = frozenset("\u0300\u0301")  # grave, acute: confused where they stand on a hat

_UNITS = "tinh|huyen|quan|xa|phuong|thi tran|thi xa"
_UNIT = re.compile(rf"(?<!\w)(?:{_UNITS}|thanh pho) ")
_COMMUNE = re.compile(rf"(?<!\w)(?:{_UNITS}) (?!hoi$)[a-z]+(?=,|$)")

_NAMELESS = re.compile(r"(?<!\w)(?:tỉnh|huyện|quận|xã|phường|thị trấn|thị xã|thành phố)$")
_COMMITTEE = re.compile(r"(?<!\w)(?:uy ban nhan dan|ubnd) (?!(?:tinh|huyen|quan|xa|phuong|thi|thanh|tp|dac khu)\b)\w")
_CUT = frozenset({"kinh", "dau", "moi", "hanh", "ket", "nhan", "dang", "va", "tai"})
"""Last words, folded, with which no agency ends: *kinh* of *kinh doanh*, *đầu* of *đầu tư*, *môi* of *môi trường* …"""


_STRAY = frozenset("abcdeghiklmnopqrstuvx")
"""Small letters that are no word; *y* is one, *ở* and *ổ* too."""


def confusable(word: str) -> int:
    """Return how many letters of a word carry a mark that recognisers confuse: hook, tilde, a tone over a hat."""
    return sum(map(_is_hard, unicodedata.normalize("NFC", word)))


def _is_hard(letter: str) -> bool:
    marks = set(unicodedata.normalize("NFD", letter)[1:])
    return bool(marks & _HARD) or bool(marks & _HATS and marks & _SOFT)


def is_torn(address: str) -> bool:
    """Tell whether a piece of an address or of an agency's name seems to be lost.

    That is: a unit behind a name without the comma that other units have before them, a commune of one syllable (*xã
    Xuân* for *xã Xuân Ổ*; cities aside, for Huế and Vinh are), a unit without a name, a people's committee of something
    else than a unit (*ỦY BAN NHÂN DÂN TỊCH*, whose second word is an office's), a lone small letter (*a* for *xã*), an
    agency's name without its last word (*PHÒNG ĐĂNG KÝ KINH*).
    """
    plain, words = fold(address), address.split()
    stray = any(word in _STRAY for word in words)
    cut = address.isupper() and len(words) > 1 and plain.split()[-1] in _CUT
    found = (_COMMUNE.search(plain), _COMMITTEE.search(plain), _NAMELESS.search(address.lower()))
    return stray or cut or any(found) or _unparted(address, plain)


def _unparted(address: str, plain: str) -> bool:
    """Tell whether some units stand behind a comma, and one right behind a name in small letters."""
    begins = [match.start() for match in _UNIT.finditer(plain) if match.start() and address[match.start()].islower()]
    before = [address[:start].rsplit(maxsplit=1)[-1] for start in begins]
    named = any(word[0].isupper() and word[1:].islower() and word.isalpha() for word in before)
    return named and any(word.endswith(",") for word in before)
