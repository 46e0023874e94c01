"""Which lines of a page stand as headings: capitals, larger print, or short and centred; and how much body is above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ocr.layout.rows import PageLayout, Segment

_CAPITALS = 0.8
_LARGER = 1.3
_PROSE_WORDS = 8
_LINES = 4
# Standing of a heading by the number of prose lines above it: form notes take up to three lines, a body more.
_ABOVE = (1.0, 0.95, 0.9, 0.8, 0.6, 0.4)

_ITEM = re.compile(r"\d{1,2}[.)]|[a-zđ]\)|\.[^\W\d_]+")
"""First words of an item of a list, also with its number lost: ``1. GIẤY KHAI SINH`` names a paper to be brought."""

_HARMLESS = (
    "conghoa", "doclap", "uyban", "ubnd", "so", "bancongan", "bocongan", "congan", "bansao", "banchinh", "mau",
    "bo", "tinh", "thanhpho", "huyen", "quan", "xa", "phuong", "thitran", "thixa", "cong", "phong", "chinhanh",
    "tandan", "socialist", "independence", "chicuc", "cuc", "tong", "trungtam", "chutich", "taphong", "vanphong",
    "hoidong",
)  # fmt: skip
"""Beginnings of lines that stand above titles: national title, agencies, numbers, notes on copies and forms."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line with the heading lines that follow it closely, at most four in all; `standing` is 0 to 1."""

    lines: tuple[Segment, ...]
    standing: float


def headings(page: PageLayout) -> Iterator[Heading]:
    """Yield the headings of a page in reading order, each line that may begin one."""
    prose, before = 0, None
    for index, row in enumerate(page.rows):
        for segment in row:
            weight = _prominence(segment, page)
            if weight:
                above = _ABOVE[min(prose, len(_ABOVE) - 1)] if prose <= len(_ABOVE) else 0.0
                standing = weight * above * (0.8 if before and _continues(before, segment) else 1.0)
                if standing:
                    yield Heading((segment, *_following(page, index, segment)), standing)
                before = segment
        prose += any(map(_is_prose, row))


def _prominence(segment: Segment, page: PageLayout) -> float:
    """Return how much a segment looks like a heading, 0 for not at all."""
    characters = [c for word in segment.words for c in word.text if c.isalpha()]
    if len(characters) < 4 or _ITEM.fullmatch(segment.words[0].text):
        return 0.0
    if sum(map(str.isupper, characters)) >= _CAPITALS * len(characters):
        return 1.0
    if segment.height >= _LARGER * page.height and len(segment.words) <= 14:
        return 0.95
    return 0.75 if _is_centred(segment, page) else 0.0


def _is_centred(segment: Segment, page: PageLayout) -> bool:
    left, right = segment.box.x0 - page.left, page.left + page.width - segment.box.x1
    return len(segment.words) <= 9 and min(left, right) > 0.15 * page.width and abs(left - right) < 0.12 * page.width


def _is_prose(segment: Segment) -> bool:
    small = sum(word.text[0].islower() for word in segment.words)
    return len(segment.words) >= _PROSE_WORDS and small >= 0.5 * len(segment.words) and ":" not in segment.text


def _continues(before: Segment, segment: Segment) -> bool:
    """Tell whether a heading goes on from a line of its own kind, so that it does not begin here."""
    close = 0 <= segment.box.y0 - before.box.y1 < 1.2 * segment.height
    alike = 0.75 * segment.height < before.height < 1.33 * segment.height
    return close and alike and _overlap(before, segment) and not before.letters.startswith(_HARMLESS)


def _following(page: PageLayout, index: int, first: Segment) -> Iterator[Segment]:
    """Yield the heading lines right below `first`, in its column."""
    last = first
    for row in page.rows[index + 1 : index + _LINES]:
        below = next((s for s in row if _overlap(last, s) and _prominence(s, page)), None)
        if below is None or below.box.y0 - last.box.y1 > 2.0 * max(last.height, below.height):
            return
        yield below
        last = below


def _overlap(one: Segment, other: Segment) -> bool:
    return min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0) > 0.3 * min(
        one.box.x1 - one.box.x0, other.box.x1 - other.box.x0
    )
