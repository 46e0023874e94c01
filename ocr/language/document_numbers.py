"""Document numbers: number, year where there is one, and the symbol of kind and issuer (``15/2017/NĐ-CP``).

Shapes: decree 30/2020/NĐ-CP, annexes I and III.
"""

import re
from collections.abc import Mapping

from models.text import fold
from ocr.language.digits import as_digits

_SYMBOL = r"[A-ZĐƯ][A-ZĐƯa-z\d]*(?:[-–][A-ZĐƯ][A-ZĐƯa-z\d]*)+"
_NUMBER = re.compile(rf"([\dOoQlI]{{1,5}})[/⁄](?:([\dOoQlI]{{4}})[/⁄])?({_SYMBOL})")

_SLASH = "[/⁄]"  # the second is the fraction slash, which is read for the first
_TORN_YEAR = re.compile(rf"\W?\d{{1,5}}{_SLASH}([12]\d{{0,2}})")
_REST_OF_YEAR = re.compile(rf"(\d{{1,3}}){_SLASH}[A-ZĐƯ]{{2}}.*")
_NO_SYMBOL = re.compile(rf"\W?\d{{1,5}}(?:{_SLASH}\d{{4}})?{_SLASH}?")
_SYMBOL_ALONE = re.compile(rf"({_SLASH}?){_SYMBOL}[.,;:)]*")
_NO_ISSUER = re.compile(rf"\W?\d{{1,5}}{_SLASH}(?:\d{{4}}{_SLASH})?[A-ZĐ]{{2,4}}-?")
_ISSUER = re.compile(r"(-?)[A-ZĐ]{2,}[.,;:)]*")

# Kinds and issuers whose letters have marks or small letters, by what remains of them when those are misread.
_PRINTED = (
    "QĐ NĐ NQ CT TT TB KH BC CV TTg CP UBND HĐND HĐBT BNV BTC BTP BCA BYT BKHĐT BGDĐT BLĐTBXH BTNMT BNNPTNT BXD BCT "
    "BTTTT BVHTTDL BKHCN BQP BGTVT VPCP TTr TTLT"
)
_BY_FOLD: Mapping[str, str] = {fold(symbol): symbol for symbol in _PRINTED.split()}


def mend_document_number(text: str) -> str | None:
    """Return a document number with its digits and its known symbols as printed; None for anything else."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = as_digits(match[1] + (match[2] or ""))
    if digits is None:
        return None
    number, year = digits[: len(match[1])], digits[len(match[1]) :]
    if year and not 1945 <= int(year) <= 2099:
        return None
    symbol = "".join(_printed(part) for part in re.split(r"([-–])", match[3]))
    return "/".join(part for part in (number, year, symbol) if part)


def joined(left: str, right: str) -> str | None:
    """Return two neighbours as the one document number that they are pieces of; None when they are not.

    ``15/201`` and ``7/NĐ-CP`` make a year of the four digits they have together; ``15`` and ``/QĐ-UBND`` need each
    other, and so do ``15/QĐ-`` and ``-UBND``, whose hyphen is one.
    """
    year, rest = _TORN_YEAR.fullmatch(left), _REST_OF_YEAR.fullmatch(right)
    if year and rest:
        return left + right if re.fullmatch(r"19[4-9]\d|20\d\d", year[1] + rest[1]) else None
    symbol = _SYMBOL_ALONE.fullmatch(right)
    if symbol and _NO_SYMBOL.fullmatch(left) and (left[-1] in "/⁄") != bool(symbol[1]):
        return left + right
    issuer = _ISSUER.fullmatch(right)
    if issuer and _NO_ISSUER.fullmatch(left) and ("-" in (left[-1], right[0])):
        return left.removesuffix("-") + "-" + right.removeprefix("-")
    return None


def _printed(part: str) -> str:
    """Return a known symbol in its printed letters; others as they are."""
    return _BY_FOLD.get(fold(part), part)
