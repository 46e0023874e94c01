"""Machine-readable zone of an identity card: ICAO Doc 9303 part 5, format TD1, three lines of 30 characters.

Recognisers trained on prose misread the filler ``<`` and confuse letters with digits; what comes out is believed only
where its check digits hold.
"""

import re
from dataclasses import dataclass
from datetime import date

from models.page import Box, union
from models.text import fold
from ocr.layout.rows import PageLayout, Segment

_WEIGHTS = (7, 3, 1)
_FILLERS = str.maketrans({"«": "<<", "‹": "<", "(": "<", "{": "<", "[": "<", "≤": "<"})
_DIGITS = str.maketrans("OQDILZSBG", "000112586")
_BEGIN = re.compile(r"[IT1L][DO0]VNM")
_LEAD = 8  # the first line may carry a scrap of noise before IDVNM
_LINE2 = re.compile(r"(.{6})(.)([MF<])(.{6})(.)VNM")


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the zone says, only fields whose check digits hold; `box` and `page` say where it stands.

    `name` is without accents, in capitals: surname first. Fields that do not hold are empty.
    """

    page: int
    box: Box
    personal_id: str
    date_of_birth: str
    expiry_date: str
    sex: str
    name: str


def check_digit(text: str) -> int:
    """Return the check digit of ICAO 9303 part 3: digits count as they are, A to Z as 10 to 35, ``<`` as 0."""
    return sum(_value(c) * _WEIGHTS[i % 3] for i, c in enumerate(text)) % 10


def _value(character: str) -> int:
    return 0 if character == "<" else int(character, 36)


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


def _parse(lines: list[str], page: int, box: Box) -> Mrz | None:
    personal_id = _personal_id(lines[0][max(0, lines[0].find("VNM") - 2) :])
    birth, sex, expiry = _line2(lines[1]) if len(lines) > 1 else ("", "", "")
    if not personal_id and not birth:
        return None
    name = _name(lines[2]) if len(lines) > 2 else ""
    return Mrz(page, box, personal_id, birth, expiry, sex, name)


def _personal_id(line: str) -> str:
    """Return the 12-digit id: its last nine digits are the document number, which has a check digit.

    The number is printed twice, so one digit misread in its first place is no harm.
    """
    digits = line[5:].translate(_DIGITS)
    match = re.match(r"(\d{9})(\d)(\d{12})", digits)
    if not match:
        return ""
    number, check, whole = match.groups()
    misread = sum(a != b for a, b in zip(number, whole[3:], strict=True))
    return whole if misread <= 1 and check_digit(whole[3:]) == int(check) else ""


def _line2(line: str) -> tuple[str, str, str]:
    match = _LINE2.search(line)
    if not match:
        return "", "", ""
    birth, birth_check, sex, expiry, expiry_check = match.groups()
    return (
        _date(birth, birth_check, past=True),
        {"M": "Nam", "F": "Nữ"}.get(sex, ""),
        _date(expiry, expiry_check, past=False),
    )


def _date(text: str, check: str, *, past: bool) -> str:
    """Return an ISO date if the check digit holds; years of two digits lie in the past for births, else ahead."""
    digits, check = text.translate(_DIGITS), check.translate(_DIGITS)
    if not (digits.isdigit() and check.isdigit() and check_digit(digits) == int(check)):
        return ""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    century = 1900 if past and year > date.today().year % 100 else 2000
    try:
        return date(century + year, month, day).isoformat()
    except ValueError:
        return ""


def _name(line: str) -> str:
    return " ".join(part for part in re.split("<+", line.strip("<")) if part)
