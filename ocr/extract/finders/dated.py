"""Place and date of issue: *Bạc Liêu, ngày 02 tháng 01 năm 2020*, top right or above the signature."""

import re

from models.reading import FieldValue
from ocr.extract.finders.stamp import on_stamp
from ocr.extract.form import Form, value_of
from ocr.extract.values.dates import parse_date
from ocr.layout.rows import PageLayout, Segment, segment
from ocr.layout.tokens import folded

_DAY = re.compile(r"\bn[gq][a-z]y\s?(?:\d|[oilqsz][\doil]\b)")
_NUMBER = re.compile(r"S[ốôoỐ0]\s?[:.]?\s?\S+\s")  # the left column, where a recogniser joined it to the line
_BARE = re.compile(r"\W*n[gq][a-z]y\s?(?:\d|[oilqsz][\doil]\b)")
_NOT_PLACES = ("can cu", "theo", "tu ", "den ", "cap", "sinh", "truoc", "ke tu", "vao", "co hieu", "hen", "ngay")
_MOST_WORDS = 7
_NO_YEAR = re.compile(r"n[gq][a-z]y\s.*\sn[a-z]m$")
_WORDS = 18
_ONE_FIGURE = re.compile(r"n[gq][a-z]y\s\d\s")
_HALF = 0.35
"""Factor on a day of one figure: offices set a nought before it (Decree 30/2020/NĐ-CP, annex I, part II), so that
another figure was lost, or a pen wrote it; half sure at most, by the table for figures."""


def find_dated(form: Form) -> FieldValue | None:
    """Return the date behind a place name: the first on the first page's upper half, else the last of the paper.

    A bare *Ngày … tháng … năm …* on a line of its own is taken where no place is printed, and believed less.
    """
    lines = [_whole(page, line) for page in form.pages for line in page.segments]
    placed = [value for line in lines if (value := _placed(line))]
    if placed:
        page = form.pages[0]
        middle = (page.rows[0][0].box.y0 + page.rows[-1][0].box.y1) / 2
        top = [value for value in placed if value.page == page.number and value.box.y1 < middle]
        return top[0] if top else placed[-1]
    bare = [value for page in form.pages for s in page.segments if not on_stamp(s, page) if (value := _bare(s))]
    return bare[-1] if bare else None


def _whole(page: PageLayout, line: Segment) -> Segment:
    """Return a date line with its year where that was broken off to the line below."""
    if len(line.words) > _WORDS or not _NO_YEAR.search(folded(line.text)):
        return line
    for below in page.rows[line.row + 1] if line.row + 1 < len(page.rows) else ():
        if re.match(r"(?:19|20)\d\d\b", below.text) and line.box.shares_columns(below.box):
            return segment(line.page, line.row, line.words + below.words[:1])
    return line


def _placed(line: Segment) -> FieldValue | None:
    plain = folded(line.text)
    day = _DAY.search(plain)
    if len(line.words) > _WORDS or day is None or plain.startswith(_NOT_PLACES):
        return None
    number = _NUMBER.match(line.text)
    before = line.text[number.end() if number else 0 : day.start()]
    return _value(line, 1.0) if _is_place(before.strip()) else None


def _is_place(text: str) -> bool:
    """Tell whether the text may name a place: up to seven words, and a comma behind them or capitals on all."""
    words = text.rstrip(" ,.;").split()
    if not words or len(words) > _MOST_WORDS or ":" in text or any(map(str.isdigit, text)):
        return False
    named = text.endswith((",", ".", ";")) and words[0][0].isupper()
    return named or all(word[0].isupper() for word in words)


def _bare(line: Segment) -> FieldValue | None:
    if len(line.words) > 8 or not _BARE.match(folded(line.text)):
        return None
    return _value(line, 0.9)


def _value(line: Segment, weight: float) -> FieldValue | None:
    parsed = parse_date(line.text)
    if parsed is None or re.search(r"\w{3}", line.text[parsed.end :]):
        return None
    alone = _ONE_FIGURE.search(folded(line.text))
    return value_of(line.words, line.page, parsed, weight * (_HALF if alone else 1.0))
