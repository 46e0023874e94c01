"""The QR code of an identity card: ``id|old id|name|ddmmyyyy|sex|address|issue date``, further parts on newer cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.page import Box
from models.reading import Reading
from models.text import collapse

_FEWEST = 7  # parts; old id may be empty


@dataclass(frozen=True, slots=True)
class CardCode:
    """What the code of one card says: dates ISO 8601, the name as in the code; empty what it has not.

    `old_id` is the 9-digit number of the person's earlier card (*chứng minh nhân dân*).
    """

    page: int
    box: Box
    personal_id: str
    old_id: str
    name: str
    date_of_birth: str
    sex: str
    address: str
    issue_date: str


def find_card_codes(reading: Reading) -> tuple[CardCode, ...]:
    """Return the codes of identity cards on a paper, one for each person, in the order of the pages."""
    first: dict[str, CardCode] = {}
    for code in _all(reading):
        first.setdefault(code.personal_id, code)
    return tuple(first.values())


def _all(reading: Reading) -> Iterator[CardCode]:
    for page in reading.pages:
        for code in page.codes:
            card = parse_card_code(code.text, page.number, code.box)
            if card:
                yield card


def parse_card_code(text: str, page: int, box: Box) -> CardCode | None:
    """Return what the code of a card says; None for other codes and for an id that does not fit the date of birth."""
    parts = [collapse(part) for part in text.split("|")]
    if len(parts) < _FEWEST:
        return None
    person, old, name, born, sex, address, issued = parts[:_FEWEST]
    birth = _iso(born)
    if not name or not birth or not re.fullmatch(r"\d{12}", person, re.ASCII) or _birth_year(person) != birth[:4]:
        return None
    before = old if re.fullmatch(r"\d{9}", old, re.ASCII) else ""
    return CardCode(page, box, person, before, name, birth, sex if sex in {"Nam", "Nữ"} else "", address, _iso(issued))


def _birth_year(person: str) -> str:
    """Return the year of birth in an id: the fourth digit tells century and sex (Decree 137/2015/NĐ-CP, art. 13)."""
    return str(1900 + 100 * (int(person[3]) // 2) + int(person[4:6]))


def _iso(text: str) -> str:
    if not re.fullmatch(r"\d{8}", text, re.ASCII):
        return ""
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2])).isoformat()
    except ValueError:
        return ""
