"""Machine-readable zone of an identity card: ICAO Doc 9303 part 5, format TD1, three lines of 30 characters.

Recognisers trained on prose misread the filler ``<`` and confuse letters with digits; what comes out is believed only
where its check digits hold.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import product

from models.page import Box, union
from models.text import fold
from ocr.layout.check_digits import agreed, check_digit, dates, holds
from ocr.layout.rows import PageLayout, Segment

_FILLERS = str.maketrans({"«": "<<", "‹": "<", "(": "<", "{": "<", "[": "<", "≤": "<"})
_DIGITS = str.maketrans("OQDILZSBG", "000112586")
_BEGIN = re.compile(r"[IT1L][DO0]VNM")
_LEAD = 8  # the first line may carry a scrap of noise before IDVNM
_LINE2 = re.compile(r"(.{6})(.)([MF<])(.{6})(.)VNM<*(.?)")
_LINE1 = re.compile(r"(\d{9})(\d)(\d{12})(?:<+(\d))?")
_TAIL = re.compile(r"(\d)(\d{12})<+(\d)")


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the zone says, only fields whose check digits hold; `box` and `page` say where it stands.

    The last nine digits of `personal_id` hold; the first three, its province, have no check digit but `id_check`, where
    it was read. `name` is without accents, in capitals: surname first. Fields that do not hold
    are empty.
    """

    page: int
    box: Box
    personal_id: str
    id_check: str
    date_of_birth: str
    expiry_date: str
    sex: str
    name: str


def find_mrz(pages: tuple[PageLayout, ...]) -> Mrz | None:
    """Return the machine-readable zone of the first page that has one whose document number holds."""
    for page in pages:
        for number, row in enumerate(page.rows):
            if _BEGIN.search(_clean(_whole(row))[:_LEAD]):
                rows = page.rows[number : number + 3]
                box = union([word.box for each in rows for segment in each for word in segment.words])
                found = _parse([_clean(_whole(each)) for each in rows], page.number, box)
                if found:
                    return found
    return None


def _whole(row: tuple[Segment, ...]) -> str:
    return "".join(word.text for segment in row for word in segment.words)


def _clean(text: str) -> str:
    """Return a line in the alphabet of the zone, as far as it can be."""
    plain = fold(text.translate(_FILLERS)).upper()
    return re.sub(r"[^A-Z0-9<]", "", plain)


@dataclass(frozen=True, slots=True)
class _Upper:
    """First line: the id, its last nine digits with their check digit, and the check digit of the whole."""

    person: str = ""
    number: str = ""
    check: str = ""
    last: str = ""


def _parse(lines: list[str], page: int, box: Box) -> Mrz | None:
    upper = _line1(lines[0][max(0, lines[0].find("VNM") - 2) :])
    birth, sex, expiry = _line2(lines[1], upper) if len(lines) > 1 else ("", "", "")
    if not upper.person and not birth:
        return None
    name = _name(lines[2]) if len(lines) > 2 else ""
    return Mrz(page, box, upper.person, upper.last, birth, expiry, sex, name)


def _line1(line: str) -> _Upper:
    """Return what holds of the id. Its last nine digits are the document number, with a check digit, printed first.

    So they are there twice: one copy mends the other where the check digit allows one mixture only.
    """
    digits = line[5:].translate(_DIGITS)
    match = _LINE1.match(digits)
    if match:
        number, check, whole, last = match.groups(default="")
        nine = agreed(number, whole[3:], check)
        if not nine and number == whole[3:] and holds(whole, last):
            nine, check = number, str(check_digit(number))
        if nine:
            return _Upper(whole[:3] + nine, nine, check, last)
    tail = _TAIL.search(digits)
    if tail and holds(tail[2], tail[3]) and holds(tail[2][3:], tail[1]):
        return _Upper(tail[2], tail[2][3:], tail[1], tail[3])
    return _Upper()


def _line2(line: str, upper: _Upper) -> tuple[str, str, str]:
    """Return birth, sex and expiry, each empty where it does not hold and cannot be mended."""
    match = _LINE2.search(line)
    if not match:
        return "", "", ""
    birth, birth_check, expiry, expiry_check, final = (match[g].translate(_DIGITS) for g in (1, 2, 4, 5, 6))
    births, expiries = _births(birth, birth_check, upper), dates(expiry, expiry_check)
    if births != (birth,) or expiries != (expiry,):
        pairs = [
            (born, until)
            for born, until in product(births, expiries)
            if born[2:] == until[2:] or _all_hold(upper, f"{born}{birth_check}{until}{expiry_check}", final)
        ]
        mended = pairs[0] if len(pairs) == 1 else ("", "")
        birth, expiry = (
            each if held == (each,) else new
            for each, held, new in zip((birth, expiry), (births, expiries), mended, strict=True)
        )
    return _date(birth, past=True), {"M": "Nam", "F": "Nữ"}.get(match[3], ""), _date(expiry, past=False)


def _births(birth: str, check: str, upper: _Upper) -> tuple[str, ...]:
    """Return what the date of birth may be: the year of one that must be mended stands in the id."""
    return tuple(born for born in dates(birth, check) if born == birth or born[:2] == upper.person[4:6])


def _all_hold(upper: _Upper, lower: str, final: str) -> bool:
    """Tell whether the check digit over both lines holds, for which every digit of the first must have been read."""
    return bool(upper.last) and holds(f"{upper.number}{upper.check}{upper.person}<<{upper.last}{lower}", final)


def _date(text: str, *, past: bool) -> str:
    """Return ``yymmdd`` as an ISO date: years of two digits lie in the past for births, else ahead."""
    if not text:
        return ""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    century = 1900 if past and year > date.today().year % 100 else 2000
    return date(century + year, month, day).isoformat()


def _name(line: str) -> str:
    return " ".join(part for part in re.split("<+", line.strip("<")) if part)
