"""Place and date of issue: *Bạc Liêu, ngày 02 tháng 01 năm 2020*, top right or above the signature."""

import re

from models.reading import FieldValue
from ocr.extract.finders.stamp import on_stamp
from ocr.extract.form import Form, half_sure, spans, value_of
from ocr.extract.values.dates import parse_date
from ocr.layout.rows import PageLayout, Segment, segment
from ocr.layout.tokens import folded

_DAY = re.compile(r"\bn[gq][a-z]y\s?(?:\d|[oilqsz][\doil]\b)")
_MEANT = re.compile(r"\bn[gq][a-z]y\b.{0,12}\bth[a-z]{1,3}g.{0,12}\bn[a-z]m\s?(?:19|20)\d\d")
"""Place and year are printed, day and month were left to a pen."""

_NUMBER = re.compile(r"S[ốôoỐ0]\s?[:.]?\s?\S+\s")  # the left column, where a recogniser joined it to the line
_BARE = re.compile(r"\W*n[gq][a-z]y\s?(?:\d|[oilqsz][\doil]\b)")
_NOT_PLACES = ("can cu", "theo", "tu ", "den ", "cap", "sinh", "truoc", "ke tu", "vao", "co hieu", "hen", "ngay")
_MOST_WORDS = 7
_NO_YEAR = re.compile(r"n[gq][a-z]y\s.*\sn[a-z]m$")
_WORDS = 18
_NO_LETTERS = " .,;:…·'\"“”-–—"
_ONE_FIGURE = re.compile(r"n[gq][a-z]y\s\d\s")
"""Offices set a nought before it (Decree 30/2020/NĐ-CP, annex I, part II): another was lost, or a pen wrote it."""
_PRINT = 0.85  # figures that were read less surely may be a hand's
_LEFT = 0.3  # of the page's width: further left a sentence of the body goes on with *ngày …*


def find_dated(form: Form) -> FieldValue | None:
    """Return the date behind a place name: the first on the first page's upper half, else the last of the paper.

    A bare *Ngày … tháng … năm …* on a line of its own is taken where no place is printed, and believed less. Where the
    paper's own date cannot be read, as a pen wrote it, no other date is taken for it.
    """
    lines = (_whole(page, line) for page in form.pages for line in page.segments)
    placed = [line for line in lines if _is_placed(line)]
    page = form.pages[0]
    middle = (page.rows[0][0].box.y0 + page.rows[-1][0].box.y1) / 2
    top = next((line for line in placed if line.page == page.number and line.box.y1 < middle), None)
    if top is not None:
        return _value(top, 1.0)
    if placed:
        values = [value for line in placed if (value := _value(line, 1.0))]
        return values[-1] if values else None
    bare = [value for page in form.pages for s in page.segments if not on_stamp(s, page) if (value := _bare(s, page))]
    return bare[-1] if bare else None


def _whole(page: PageLayout, line: Segment) -> Segment:
    """Return a date line with its year where that was broken off to the line below."""
    if len(line.words) > _WORDS or not _NO_YEAR.search(folded(line.text)):
        return line
    for below in page.rows[line.row + 1] if line.row + 1 < len(page.rows) else ():
        if re.match(r"(?:19|20)\d\d\b", below.text) and line.box.shares_columns(below.box):
            return segment(line.page, line.row, line.words + below.words[:1])
    return line


def _is_placed(line: Segment) -> bool:
    """Tell whether a line is a place with a date, be it read or not."""
    plain = folded(line.text)
    day = _DAY.search(plain) or _MEANT.search(plain)
    if len(line.words) > _WORDS or day is None or plain.startswith(_NOT_PLACES):
        return False
    number = _NUMBER.match(line.text)
    return _is_place(line.text[number.end() if number else 0 : day.start()].strip())


def _is_place(text: str) -> bool:
    """Tell whether the text may name a place: up to seven words, and a comma behind them or capitals on all.

    One word in capitals alone is what offices are called in numbers of papers (*SGDĐT ngày …*).
    """
    words = text.rstrip(" ,.;").split()
    if not words or len(words) > _MOST_WORDS or ":" in text or any(map(str.isdigit, text)):
        return False
    named = text.endswith((",", ".", ";")) and words[0][0].isupper()
    return named or all(map(str.istitle, words)) or (len(words) > 1 and text.isupper())


def _bare(line: Segment, page: PageLayout) -> FieldValue | None:
    if len(line.words) > 8 or not _BARE.match(folded(line.text)):
        return None
    begins = line.text.lstrip(_NO_LETTERS)[:1].isupper()
    return _value(line, 0.9) if begins or line.box.x0 - page.left > _LEFT * page.width else None


def _value(line: Segment, weight: float) -> FieldValue | None:
    parsed = parse_date(line.text)
    if parsed is None or re.search(r"\w{3}", line.text[parsed.end :]):
        return None
    figures = [word for word, start, _ in spans(line.words) if start < parsed.end and any(map(str.isdigit, word.text))]
    unsure = _ONE_FIGURE.search(folded(line.text)) or any(word.confidence < _PRINT for word in figures)
    value = value_of(line.words, line.page, parsed, weight)
    return half_sure(value) if unsure else value
