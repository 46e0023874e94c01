"""The name under the signature: beneath an office (CHỦ TỊCH, GIÁM ĐỐC …), in its column, on a line of its own."""

from models.reading import FieldValue
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

_REACH = 22.0
"""A name stands at most this many line heights below its office: room for signature and seal."""


def find_signer(form: Form) -> FieldValue | None:
    """Return the name under the highest-ranking office; on the last page first, stamps of certified copies aside."""
    for rank in _OFFICES:
        for page in reversed(form.pages):
            offices = [s for s in reversed(tuple(page.segments)) if _is_office(s, rank, page)]
            names = [name for office in offices if (name := _below(page, office))]
            if names or any(_at_foot(office, page) for office in offices):
                return names[0] if names else None
    return None


def _at_foot(office: Segment, page: PageLayout) -> bool:
    """Tell whether an office stands in the lower third: its name was lost, and no other name is the signer's."""
    top, bottom = page.rows[0][0].box.y0, page.rows[-1][0].box.y1
    return office.box.y0 > top + 0.66 * (bottom - top)


def _is_office(segment: Segment, offices: tuple[str, ...], page: PageLayout) -> bool:
    """Tell whether a segment is an office: a short line, not in the middle of prose, not on a copy stamp."""
    short = len(segment.words) <= 12 and segment.letters.startswith(offices)
    return short and ":" not in segment.text and not on_stamp(segment, page)


def _below(page: PageLayout, office: Segment) -> FieldValue | None:
    weight = _LESS if office.letters.startswith(_BESIDE) else 1.0
    for row in page.rows[office.row + 1 :]:
        for segment in row:
            if segment.box.y0 - office.box.y1 > _REACH * office.height:
                return None
            parsed = _name(segment) if overlap(office, segment) else None
            if parsed:
                return value_of(segment.words, segment.page, parsed, weight)
    return None


def _name(segment: Segment) -> Parsed | None:
    """Return the name that is all there is on the segment; offices in capitals and agencies are no names."""
    parsed = parse_person(segment.text)
    if parsed is None or len(parsed.value.split()) < 2 or (parsed.validity < 1.0 and parsed.value.isupper()):
        return None
    rest = letters(segment.text[parsed.end :])
    others = segment.letters.startswith(("uyban", "tm", "kt", "tl", "phong", "cong", *_OFFICES[0], *_OFFICES[1]))
    return None if len(rest) > 2 or others else parsed
