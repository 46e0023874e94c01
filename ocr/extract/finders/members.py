"""Members of a household: the rows of the table under *Thông tin các thành viên …* (form CT07)."""

import re

from models.page import union
from models.reading import FieldValue
from ocr.extract.form import Form
from ocr.extract.values.dates import parse_date
from ocr.extract.values.names import parse_person
from ocr.extract.values.parsed import Parsed
from ocr.extract.values.personal_ids import parse_personal_id
from ocr.layout.rows import Segment

_HEAD = ("thongtincacthanhvien", "thongtinvecacthanhvien", "cacthanhvien", "hovatenthanhvien", "danhsachthanhvien")
_SCRAP = re.compile(r"^[^\w\s]+|^[ÍÌÏI](?=[^\W\d_][a-zà-ỹ])")  # rules of the table, read as letters
_SURNAMED = 0.54  # validity of names that begin with a surname, with marks mended or letters misread
_LEAST = 0.05
_ORDINAL = re.compile(r"\d{1,2}[.)]?")


def find_members(form: Form) -> FieldValue | None:
    """Return the names of the members in the order of the table, parted by ``; ``; None without a table."""
    for page in form.pages:
        head = next((s for s in page.segments if _is_head(s)), None)
        if head is None:
            continue
        rows = [found for row in page.rows[head.row + 1 :] if (found := _member(row))]
        if rows:
            return _value(page.number, rows)
    return None


def _value(page: int, rows: list[tuple[Parsed, Segment]]) -> FieldValue:
    """Return the names as one value, as sure as the least sure of its rows: one misread name makes all of it wrong."""
    words = [word for _, segment in rows for word in segment.words]
    mean = sum(word.confidence for word in words) / len(words)
    least = min(min(word.confidence for word in segment.words) * name.validity * name.trust for name, segment in rows)
    sure = (mean * max(least, _LEAST)) ** 0.5
    box = union([segment.box for _, segment in rows])
    value = "; ".join(name.value for name, _ in rows)
    return FieldValue(value, round(sure, 3), page, box, " ".join(word.text for word in words))


def _is_head(segment: Segment) -> bool:
    return any(head in segment.letters for head in _HEAD)


def _member(row: tuple[Segment, ...]) -> tuple[Parsed, Segment] | None:
    """Return name and segment of a table row: a name beside an ordinal, an id or a date; None for any other row."""
    text = " ".join(segment.text for segment in row)
    numbered = _ORDINAL.fullmatch(row[0].words[0].text) is not None
    if not numbered and not parse_personal_id(text) and not parse_date(text):
        return None
    for segment in row:
        words = segment.words[1:] if numbered and segment is row[0] else segment.words
        name = _name(" ".join(_SCRAP.sub("", word.text) for word in words))
        if name:
            return name, segment
    return None


def _name(text: str) -> Parsed | None:
    """Return the first name in a cell that begins with a surname, whatever scraps of ruling stand before it."""
    starts = [0, *(match.end() for match in re.finditer(r"\s+", text))]
    for start in starts[:4]:
        parsed = parse_person(text[start:])
        if parsed and parsed.validity >= _SURNAMED:
            return parsed
    return None
