"""The agency that issues a paper: its name stands left of the national title, beneath that of its parent."""

from functools import cache

from models.page import Word, mean_confidence
from models.reading import FieldValue
from models.text import exact_key
from ocr.doctypes import registry
from ocr.extract.finders.offices import is_hidden_office
from ocr.extract.form import Form, value_of
from ocr.extract.values.texts import parse_address
from ocr.layout.rows import PageLayout, Segment
from ocr.layout.tokens import letters

_AGENCIES = (
    "uyban", "ubnd", "congan", "chicuc", "tongcuc", "trungtam", "vanphong", "khobac", "baohiem", "toaan", "hoidong",
    "thanhtra", "chinhanh", "daisuquan", "benhvien", "bophan", "congty",
)  # fmt: skip
_AGENCY_WORDS = frozenset({"so", "phong", "cuc", "bo", "ban", "vien", "thue"})
"""Beginnings and first words of agencies' names, folded; other lines continue the one above."""

_REPRESENTS = ("tm", "kt", "tl", "tuq", "q")
_CARD = ("cuctruongcuccanhsat", "cuccanhsat", "bocongan", "ministryofpublicsecurity", "giamdoccongan")
_INCOMPLETE = ("uybannhandan", "ubnd", "congan", "phong", "so", "bo")
_BARE = ("congan", "amdoc", "iamdoc")
"""What a seal leaves of TRƯỞNG CÔNG AN and GIÁM ĐỐC below an agency's name."""
_OFFICES = ("chungnhan", "xacnhan", "chungthuc", "chutich", "giamdoc", "cuctruong", "botruong")
_OFFICE_WORDS = frozenset({"truong", "pho", "kt", "tl", "tuq", "chanh", "for", "director"})
_COPIES = frozenset({"sao", "chinh"})  # BẢN SAO, BẢN CHÍNH begin like BAN
_UNITS = ("tinh", "huyen", "quan", "xa", "phuong", "tran", "pho")
_HALVES = frozenset({"thành", "thị"})  # of THÀNH PHỐ, THỊ TRẤN, THỊ XÃ; with their marks, for THẠNH is a name
"""Last words of a line that want a name behind them, though it begin like an office (TỈNH / TRƯỜNG GIANG)."""

_SCRAP = 0.5  # mean confidence below which a line that would continue a name is a piece of a rule or of a stamp
_SCRAP_LETTERS = 3
_VOWELS = frozenset("aeiouy0123456789")
_COMPANIES = ("congtytrachnhiem", "congtycophan", "congtytnhh", "congtycp")
"""Companies are named on business papers, which none of them issues."""

_ROWS = 6
_NEAR = 1.2  # white space between lines of one head, in line heights


def find_issuer(form: Form) -> FieldValue | None:
    """Return the lowest agency named left of the national title."""
    page = form.pages[0]
    motto = next((s for row in page.rows[:12] for s in row if "conghoaxahoi" in s.letters), None)
    lines = _left_of(page, motto) if motto else []
    agency = _lowest(lines)
    return _value(agency) if agency else None


def find_card_issuer(form: Form) -> FieldValue | None:
    """Return the authority named on an identity card, without the office of its head."""
    for page in form.pages:
        for row in page.rows:
            for segment in row:
                if segment.letters.startswith(_CARD[:2]):
                    return _value(
                        [segment, *_capitals_below(page, segment)], skip=2 if "cuctruong" in segment.letters else 0
                    )
                if segment.letters.startswith(_CARD[2:3]):
                    return _value([segment])
    return None


def _left_of(page: PageLayout, motto: Segment) -> list[Segment]:
    """Return the lines left of the national title, down to the paper's number."""
    lines: list[Segment] = []
    for row in page.rows[max(0, motto.row - 2) : motto.row + _ROWS]:
        left = [s for s in row if s is not motto and (s.box.x0 + s.box.x1) / 2 < motto.box.x0]
        if any(map(_ends_head, left)) and not (lines and _wants_name(lines[-1])):
            break
        lines += [s for s in left if _is_capital(s) and (not lines or s.box.y0 - lines[-1].box.y1 < _NEAR * s.height)]
    return lines


def _ends_head(segment: Segment) -> bool:
    """Tell whether a line left of the national title is no agency any more: the number, a form's note, an act."""
    numbered = segment.letters.startswith(("so", "mau")) and any(map(str.isdigit, segment.text))
    return numbered or segment.letters == "so" or _is_office(segment) or _is_title(segment)


def _lowest(lines: list[Segment]) -> list[Segment]:
    """Return the lines of the last agency named: one that begins like an agency and what continues it."""
    starts = [i for i, line in enumerate(lines) if _starts_agency(line)]
    if not starts:
        return []
    first, *others = lines[starts[-1] :]
    return [first, *(line for line in others if not _is_scrap(line))]


def _is_scrap(line: Segment) -> bool:
    """Tell whether a line that would continue a name is a rule or a piece of a stamp: unsure, or a word of no vowel."""
    voiceless = len(line.letters) <= _SCRAP_LETTERS and not _VOWELS & set(line.letters)
    return voiceless or (mean_confidence(line.words) or 0.0) < _SCRAP


def _starts_agency(line: Segment, skip: int = 0) -> bool:
    """Tell whether the line, without its first `skip` words, begins like an agency's name and like no title."""
    words = [letters(word.text) for word in line.words[skip:]]
    if not words or _is_title(line) or _is_office(line):
        return False
    named = len(words) > 1 and not words[1].isdigit() and words[1] not in _COPIES
    short = named and words[0] in _AGENCY_WORDS and exact_key(line.words[skip].text) != "số"
    return "".join(words).startswith(_AGENCIES) or short


def find_signed_for(form: Form) -> FieldValue | None:
    """Return the agency in a line like ``TM. ỦY BAN NHÂN DÂN HUYỆN …`` or an agency's name alone above a signature."""
    for page in reversed(form.pages):
        for row in reversed(page.rows):
            for segment in row:
                skip = int(segment.words[0].text.strip(".").lower() in _REPRESENTS and len(segment.words) > 1)
                if (
                    _is_capital(segment)
                    and _starts_agency(segment, skip)
                    and not segment.letters.startswith(_COMPANIES)
                ):
                    lines = [segment, *_capitals_below(page, segment)]
                    if len(lines) > 1 or not segment.letters.endswith(_INCOMPLETE):
                        return _value(lines, skip)
    return None


def _capitals_below(page: PageLayout, segment: Segment) -> list[Segment]:
    """Return the lines of capitals that continue an agency's name right below, in its column."""
    lines: list[Segment] = []
    last = segment
    for row in page.rows[segment.row + 1 : segment.row + 3]:
        below = next((s for s in row if s.box.x0 < last.box.x1 and s.box.x1 > last.box.x0), None)
        near = below is not None and below.box.y0 - last.box.y1 < 1.2 * last.height
        alike = below is not None and 0.6 * last.height < below.height < 1.4 * last.height
        if below is None or not (near and alike) or not _is_capital(below):
            break
        if ((_is_office(below) or below.letters in _BARE) and not _wants_name(last)) or _is_title(below):
            break
        lines.append(below)
        last = below
    return lines


def _wants_name(line: Segment) -> bool:
    """Tell whether a line ends with a unit whose name must stand on the next one."""
    last = line.words[-1].text
    return letters(last) in _UNITS or exact_key(last) in _HALVES


def _is_office(segment: Segment) -> bool:
    """Tell whether a line names an office (CHỦ TỊCH, KT. GIÁM ĐỐC) or an act (CHỨNG NHẬN), and no agency."""
    named = letters(segment.words[0].text) in _OFFICE_WORDS or segment.letters.startswith(_OFFICES)
    return named or is_hidden_office(segment)


def _is_title(segment: Segment) -> bool:
    """Tell whether a line of capitals begins like the title of a document type, and so is no agency's name."""
    return segment.letters.startswith(_title_beginnings())


@cache
def _title_beginnings() -> tuple[str, ...]:
    return tuple({letters(title.text)[:10] for spec in registry().values() for title in spec.titles})


def _is_capital(segment: Segment) -> bool:
    characters = [c for c in segment.text if c.isalpha()]
    capitals = sum(map(str.isupper, characters))
    return len(characters) >= 2 and ":" not in segment.text and capitals >= 0.8 * len(characters)


def _value(lines: list[Segment], skip: int = 0) -> FieldValue | None:
    words: tuple[Word, ...] = tuple(word for line in lines for word in line.words)[skip:]
    parsed = parse_address(" ".join(word.text for word in words))
    return value_of(words, lines[0].page, parsed) if parsed else None
