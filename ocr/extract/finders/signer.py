"""The name under the signature: beneath an office (CHỦ TỊCH, GIÁM ĐỐC …), in its column, on a line of its own."""

import re

from models.reading import FieldValue
from ocr.extract.finders.offices import is_hidden_office
from ocr.extract.finders.stamp import on_stamp, overlap
from ocr.extract.form import Form, value_of
from ocr.extract.values.names import parse_person
from ocr.extract.values.parsed import Parsed
from ocr.layout.rows import PageLayout, Segment
from ocr.layout.tokens import letters

_OFFICES = (
    ("chutich", "phochutich", "giamdoc", "phogiamdoc", "truongphong", "photruongphong", "truongcongan",
     "photruongcongan", "chanhvanphong", "phochanhvanphong", "cuctruong", "phocuctruong", "chicuctruong",
     "phochicuctruong", "botruong", "thutruong", "truongban", "photruongban", "ktchutich", "ktgiamdoc",
     "ktruongphong", "kttruongphong", "ktcuctruong", "tlchutich", "tlgiamdoc", "vientruong", "hieutruong",
     "tmubnd", "tmuyban", "kttruongcongan", "truongdon", "totruong", "canbotuphap", "congchuctuphap"),
    ("nguoitiepnhan", "nguoithutien", "nguoiky", "nguoilapphieu", "canbotiepnhan", "thuquy", "nguoilap", "nguoithu"),
    ("nguoilamdon", "nguoikhai", "nguoiyeucau", "nguoiuyquyen", "benuyquyen", "nguoidenghi", "nguoiviet", "chudautu",
     "nguoicamdoan", "nguoinop", "chuho", "nguoidangky", "daidien"),
)  # fmt: skip
"""Beginnings of offices, folded, by rank: officials sign for the agency before clerks, clerks before applicants."""

_BESIDE = ("nguoilap",)
"""Who draws a paper up signs beside the official; his name alone is less sure to be the signer's."""
_LESS = 0.8
_LOW = 0.66
"""In the lower third an office shows that its name was lost: no other name is the signer's."""

_TWO, _CUT = 2, 0.6
"""Names of two syllables are few: one that is not centred is more likely the rest of a longer name beside a seal."""

_FOOT, _ROOM, _LONE = 0.5, 3.5, 0.7
"""How far down the paper a name without an office stands at least, as a share of its print; the line heights of room
for a signature above it; the factor on its confidence."""

_NO_NAMES = (
    "uyban", "tm", "kt", "tl", "phong", "cong", "phoch", "phogi", "photr", "trichluc", "giaykhai", "giaychung",
)  # fmt: skip
"""Beginnings of other lines between an office and its name: agencies, deputies, the rest of NGƯỜI KÝ TRÍCH LỤC."""

_INSIDE = ("giamdoc", "chutich", "truongphong", "vanphong", "congan")
"""Offices that stand in no name, whatever was read before them."""

_DOUBLE = re.compile(r"(.)\1+")

_REACH = 22.0
"""A name stands at most this many line heights below its office: room for signature and seal."""


def find_signer(form: Form) -> FieldValue | None:
    """Return the name under the highest-ranking office; on the last page first, stamps of certified copies aside."""
    for rank in _OFFICES:
        for page in reversed(form.pages):
            offices = [s for s in reversed(tuple(page.segments)) if _is_office(s, rank, page)]
            names = [name for office in offices if (name := _below(page, office))]
            if names or any(_depth(office, page) > _LOW for office in offices):
                return names[0] if names else None
    return _alone(form.pages[-1])


def _alone(page: PageLayout) -> FieldValue | None:
    """Return the name right of the middle that has room for a signature above it: its office was hidden by a seal."""
    for segment in reversed(tuple(page.segments)):
        placed = segment.box.x0 > page.width / 2 and _depth(segment, page) > _FOOT and not on_stamp(segment, page)
        parsed = _name(segment) if placed and len(page.rows[segment.row]) == 1 else None
        if parsed and parsed.validity == 1.0 and len(parsed.value.split()) > _TWO and _has_room(segment, page):
            return value_of(segment.words, segment.page, parsed, _LONE)
    return None


def _has_room(name: Segment, page: PageLayout) -> bool:
    above = name.box.y0 - _ROOM * name.height
    return not any(overlap(s, name) and above < s.box.y1 <= name.box.y0 + name.height / 2 for s in page.segments)


def _depth(segment: Segment, page: PageLayout) -> float:
    """Return how far down the print of a page a segment begins, from 0 to 1."""
    top, bottom = page.rows[0][0].box.y0, page.rows[-1][0].box.y1
    return (segment.box.y0 - top) / max(1, bottom - top)


def _is_office(segment: Segment, offices: tuple[str, ...], page: PageLayout) -> bool:
    """Tell whether a segment is an office: a short line, not in the middle of prose, not on a copy stamp."""
    read = (segment.letters, _DOUBLE.sub(r"\1", segment.letters))  # NGƯờiI KÝ: a letter beside a seal is read twice
    named = any(each.startswith(offices) for each in read) or (offices is _OFFICES[0] and is_hidden_office(segment))
    short = len(segment.words) <= 12 and named
    return short and ":" not in segment.text[:-1] and not on_stamp(segment, page)


def _below(page: PageLayout, office: Segment) -> FieldValue | None:
    weight = _LESS if office.letters.startswith(_BESIDE) else 1.0
    for row in page.rows[office.row + 1 :]:
        for segment in row:
            if segment.box.y0 - office.box.y1 > _REACH * office.height:
                return None
            parsed = _name(segment) if overlap(office, segment) else None
            if parsed:
                whole = len(parsed.value.split()) > _TWO or _is_beneath(segment, office)
                return value_of(segment.words, segment.page, parsed, weight * (1.0 if whole else _CUT))
    return None


def _is_beneath(name: Segment, office: Segment) -> bool:
    """Tell whether a name is centred under its office, as names are of which no seal hides the beginning."""
    centre, middle = (name.box.x0 + name.box.x1) / 2, (office.box.x0 + office.box.x1) / 2
    return abs(centre - middle) < name.height and not is_hidden_office(office)


def _name(segment: Segment) -> Parsed | None:
    """Return the name that is all there is on the segment; offices in capitals and agencies are no names."""
    parsed = parse_person(segment.text)
    if parsed is None or len(parsed.value.split()) < 2 or (parsed.validity < 1.0 and parsed.value.isupper()):
        return None
    rest = letters(segment.text[parsed.end :])
    named = (segment.letters, letters(parsed.value))
    others = any(each.startswith((*_NO_NAMES, *_OFFICES[0], *_OFFICES[1])) for each in named)
    others = others or any(office in segment.letters for office in _INSIDE)
    return None if len(rest) > 2 or others or is_hidden_office(segment) else parsed
