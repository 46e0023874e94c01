"""Values that a label announces: behind it, right of it, beneath it, and on over the lines that follow."""

import re
from collections.abc import Iterator

from models.page import Word
from models.reading import FieldValue
from ocr.doctypes.spec import Kind, Labelled
from ocr.extract.form import Form, Place, value_of
from ocr.extract.values import parse
from ocr.layout.rows import Segment
from ocr.layout.tokens import folded

_OTHER = re.compile(
    r"so\s?[:.]?\s?\d+\s?/|(?:[a-z.\-']+\s){0,5}[a-z.\-']*,?\s?ngay\s\d|dieu \d|can cu |toi |chung toi |tm\b|kt\b"
)
_UNITS = frozenset({
    "tinh", "pho", "huyen", "quan", "xa", "phuong", "tran", "duong", "thon", "ap", "to", "khu", "so", "va", "cua",
    "tai", "ngay", "thang", "nam",
})  # fmt: skip
"""Words that no address, agency or date ends with (*tỉnh*, *thành phố*, *năm* …): the next line goes on."""
_PLACES = frozenset({"tinh", "pho", "huyen", "quan", "xa", "phuong", "tran"})
_SYLLABLES = 2  # of a place's name on the line that it was broken onto
_SURE = 0.7
_NEAR = 3.0  # gap to the next segment that still belongs to a value, in line heights
_FAR = 0.5  # gap between a label and its value, as a share of the page's width
_PITCH = 1.9  # distance of a following line's top from the last bottom, in line heights
_OUTDENT = 6.0  # how far left of its first line a value may go on, in line heights: first lines are indented
_LONGEST = 120  # words of a value: more is running text, and grammars must stay quick
_TABLE = 3  # segments in a row that make it a row of a table
_FULL = 0.8  # share of the column that a full line takes


def find_labelled(form: Form, rule: Labelled) -> FieldValue | None:
    """Return the first value in reading order that fits its grammar well, else the one that fits best, or None."""
    found: list[tuple[float, FieldValue]] = []
    for place in sorted(form.places, key=lambda place: not place.hit.colon):
        if place.hit.name in rule.labels and rule.section in (None, place.section):
            value = _read(form, place, rule)
            if value and value[0] >= _SURE:
                return value[1]
            found += [value] if value else []
    return max(found, key=lambda pair: pair[1].confidence)[1] if found else None


def _read(form: Form, place: Place, rule: Labelled) -> tuple[float, FieldValue] | None:
    """Return the validity and the value of one label: tried on its own line first, then with the lines below."""
    for stretch in _stretches(form, place, rule):
        words = stretch[:_LONGEST]
        parsed = parse(rule.kind, " ".join(word.text for word in words), rule.choices)
        if parsed:
            weight = (0.7 + 0.3 * place.hit.similarity) * (1.0 if place.hit.colon else 0.95)
            return parsed.validity, value_of(words, place.page.number, parsed, weight)
    return None


def _stretches(form: Form, place: Place, rule: Labelled) -> Iterator[tuple[Word, ...]]:
    """Yield what may hold the value, most likely first."""
    line = _right(form, place)
    if not line and not place.hit.colon and not rule.loose:
        return  # a title or a table's head, not a label
    below = tuple(_below(form, place, line, rule))
    if rule.lines > 1 and rule.kind in (Kind.ADDRESS, Kind.TEXT):
        yield (*line, *(word for segment in below for word in segment))
        return
    if line and rule.kind is Kind.PERSON:
        yield from _broken_name(form, place, line)
    if line:
        yield line
    if line and below and rule.lines > 1:
        yield line + below[0]
    yield from below


def _broken_name(form: Form, place: Place, line: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Yield a name in capitals together with the line below, where that is alone and goes on with the name."""
    below = tuple(_below(form, place, line, Labelled(Kind.PERSON, (), lines=2)))
    if not below or len(below[0]) > _SYLLABLES or not all(word.text.isupper() for word in (*line, *below[0])):
        return
    joined = (*line, *below[0])
    text = " ".join(word.text for word in joined)
    parsed = parse(Kind.PERSON, text)
    if parsed and parsed.end == len(text):
        yield joined


def _right(form: Form, place: Place) -> tuple[Word, ...]:
    """Return the tokens behind the label on its own row, up to the next label or a wide gap."""
    words = place.segment.words[place.hit.end : place.limit]
    if place.limit < len(place.segment.words):
        return words
    edge, height = place.segment.box.x1, place.segment.height
    for segment in place.page.rows[place.segment.row]:
        if segment.box.x0 < edge:
            continue
        if segment.box.x0 - edge > (_NEAR * height if words else _FAR * place.page.width):
            break
        limit = form.first_hit(segment)
        words += segment.words[:limit]
        edge = segment.box.x1
        if limit < len(segment.words):
            break
    return words


def _below(form: Form, place: Place, line: tuple[Word, ...], rule: Labelled) -> Iterator[tuple[Word, ...]]:
    """Yield the lines beneath that belong to the value, at most one more than the rule's lines allow beside `line`."""
    if place.limit < len(place.segment.words):
        return
    left, right = _column(form, place)
    start = place.segment.words[place.hit.start].box.x0
    last = line
    bottom = place.segment.box.y1
    left_lines = rule.lines - bool(line)
    for row in place.page.rows[place.segment.row + 1 :]:
        if row[0].box.y0 - bottom > _PITCH * place.segment.height or not left_lines:
            return
        inside = [s for s in row if left <= s.box.x0 < right and s.box.x1 > start]
        if not inside:
            continue
        segment = inside[0]
        if form.first_hit(segment) == 0 or _is_other(segment) or len(row) >= _TABLE:
            return
        if last and not (rule.loose or _goes_on(last, segment, right)):
            return
        last = segment.words[: form.first_hit(segment)]
        bottom, left_lines = segment.box.y1, left_lines - 1
        yield last
        if len(last) < len(segment.words):
            return


def _column(form: Form, place: Place) -> tuple[float, float]:
    """Return the left and right bound of the column in which a value goes on."""
    segment = place.segment
    left = segment.box.x0 - _OUTDENT * segment.height
    for other in place.page.rows[segment.row]:
        if other.box.x0 >= segment.box.x1 and form.first_hit(other) < len(other.words):
            return left, other.box.x0 - segment.height
    widest = max(s.box.x1 for row in place.page.rows for s in row)
    return left, float(widest)


def _goes_on(last: tuple[Word, ...], segment: Segment, right: float) -> bool:
    """Tell whether a line continues the one before: that is full or ends in a comma, or this begins small."""
    first, end = segment.words[0].text[0], last[-1].text[-1]
    reaches = last[-1].box.x1 + _next_width(segment) >= right - segment.height
    full = last[-1].box.x1 >= _FULL * right
    capitals = segment.letters.isalpha() and segment.text.isupper() and not last[-1].text.isupper()
    open_ended = end in ",-–" or folded(last[-1].text) in _UNITS or _breaks_name(last, segment)
    return first.islower() or open_ended or (full and reaches and not capitals and end not in ".;")


def _breaks_name(last: tuple[Word, ...], segment: Segment) -> bool:
    """Tell whether a line ends in the middle of a place's name (*tỉnh Yên*) and the next one ends it (*Phước*).

    Names of places have two syllables or more, but for those that are numbers.
    """
    cut = len(last) > 1 and folded(last[-2].text) in _PLACES and last[-1].text.isalpha()
    words = segment.words[:_SYLLABLES]
    ends = len(segment.words) <= _SYLLABLES or any(word.text.endswith(",") for word in words)
    return cut and ends and all(word.text[0].isupper() for word in words[:1])


def _next_width(segment: Segment) -> int:
    """Return the width of the first two words: had they fitted, they would have stood on the line before."""
    return segment.words[min(1, len(segment.words) - 1)].box.x1 - segment.words[0].box.x0


def _is_other(segment: Segment) -> bool:
    """Tell whether a segment begins something else: a number, a date line, grounds, a note in brackets."""
    begins = not segment.text[0].islower() and _OTHER.match(folded(segment.text)) is not None
    return begins or segment.text.startswith(("(", "*"))
