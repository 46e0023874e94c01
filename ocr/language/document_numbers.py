"""Document numbers: number, year where there is one, and the symbol of kind and issuer (``15/2017/NĐ-CP``).

Shapes and the symbols of kinds: decree 30/2020/NĐ-CP, annexes I and III.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from models.text import fold
from ocr.language.digits import as_digits

_SYMBOL = r"[A-ZĐƯ][A-ZĐƯa-z\d]*(?:[-–][A-ZĐƯ][A-ZĐƯa-z\d]*)+"
_READ_SYMBOL = rf"\d?{_SYMBOL}"  # the ``Q`` of ``QĐ`` is read as a nought
_NUMBER = re.compile(rf"([\dOoQlI]{{0,5}})[/⁄](?:([\dOoQlI]{{4}})[/⁄])?({_READ_SYMBOL})")

_SLASH = "[/⁄]"  # the second is the fraction slash, which is read for the first
_TORN_YEAR = re.compile(rf"\W?\d{{1,5}}{_SLASH}([12]\d{{0,2}})")
_REST_OF_YEAR = re.compile(rf"(\d{{1,3}}){_SLASH}[A-ZĐƯ]{{2}}.*")
_NO_SYMBOL = re.compile(rf"\W?\d{{1,5}}(?:{_SLASH}\d{{4}})?{_SLASH}?")
_SYMBOL_ALONE = re.compile(rf"({_SLASH}?){_SYMBOL}[.,;:)]*")
_NO_ISSUER = re.compile(rf"\W?\d{{1,5}}{_SLASH}(?:\d{{4}}{_SLASH})?[A-ZĐ]{{2,4}}-?")
_ISSUER = re.compile(r"(-?)[A-ZĐ]{2,}[.,;:)]*")

_KINDS = (
    "NĐ NQ QĐ CT QC TB TC HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB TT TTLT NQLT VBHN LCT GP"
)
_ISSUERS = (
    "CP TTg UBND HĐND HĐBT UBTVQH QH CTN UB VP VPCP BNV BTC BTP BCA BYT BKHĐT BGDĐT BLĐTBXH BTNMT BNNPTNT BXD BCT "
    "BTTTT BVHTTDL BKHCN BQP BGTVT BNG STP STC SNV SYT SXD SCT SNN SGDĐT SKHĐT STNMT STTTT SGTVT SKHCN "
    "LĐTBXH HTQTCT CV VPĐK"
)
_KNOWN = frozenset(f"{_KINDS} {_ISSUERS}".split())

_ALIKE = str.maketrans("0QĐTl1YƯ85", "OODIIIVUBS")
_TWICE = re.compile("Q[0O]|[0O]Q")  # one letter, read as two
_SHORT = 2  # letters that make too many words to be told by their shape


def _shape(symbol: str) -> str:
    """Return the form in which capitals that are taken for one another are the same."""
    return _TWICE.sub("Q", symbol).translate(_ALIKE)


def _told_apart(key: Callable[[str], str]) -> Mapping[str, str]:
    """Return the known symbols by `key`, those alone that no other shares."""
    by_key = defaultdict[str, set[str]](set)
    for symbol in _KNOWN:
        by_key[key(symbol)].add(symbol)
    return {known: next(iter(symbols)) for known, symbols in by_key.items() if len(symbols) == 1}


_BY_FOLD, _BY_SHAPE = _told_apart(fold), _told_apart(_shape)


def mend_document_number(text: str) -> str | None:
    """Return a document number with its digits and its known symbols as printed; None for anything else."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    read = match[1] + (match[2] or "")  # none where the number was written by hand, or is not yet given
    digits = as_digits(read) if read else ""
    if digits is None:
        return None
    number, year = digits[: len(match[1])], digits[len(match[1]) :]
    if year and not 1945 <= int(year) <= 2099:
        return None
    symbol = "".join(_printed(part) for part in re.split(r"([-–])", match[3]))
    return "/".join((number, year, symbol) if year else (number, symbol))


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
    """Return a known symbol in its printed letters, also for one that only looks like it; others as they are."""
    if part in _KNOWN:
        return part
    clear = len(part) > _SHORT or any(letter.isdigit() for letter in part)
    return _BY_FOLD.get(fold(part)) or (_BY_SHAPE.get(_shape(part), part) if clear else part)
