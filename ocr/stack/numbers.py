"""The number printed on a page: “Trang 2/3”, “- 2 -”, “2” alone in the margin."""

import re
from dataclasses import dataclass

from models.page import Line, PageReading
from models.text import fold

_OF = re.compile(r"(?:trang|page|tr)?\s*[:.]?\s*(\d{1,3})\s*(?:/|tren|of)\s*(\d{1,3})")
_NAMED = re.compile(r"(?:trang|page|tr)\s*[:.]?\s*(\d{1,3})")
_ALONE = re.compile(r"[-–—|.\s]*(\d{1,2})[-–—|.\s]*")
_MARGIN = 0.09  # of the page's height, at its head and at its foot
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A printed page number, and of how many, where that is printed too."""

    number: int
    of: int | None = None


def page_number(page: PageReading) -> PageNumber | None:
    """Return the number in the head or foot margin of a page; None where there is none."""
    margin = [line for line in page.lines if _in_margin(line, page.height)]
    ends = [*page.lines[:1], *page.lines[-1:]]
    for line in dict.fromkeys((*margin, *ends)):
        found = _read(line, alone=line in margin)
        if found:
            return found
    return None


def _in_margin(line: Line, height: int) -> bool:
    return line.box.y1 < _MARGIN * height or line.box.y0 > (1 - _MARGIN) * height


def _read(line: Line, *, alone: bool) -> PageNumber | None:
    if len(line.words) > _MOST_WORDS:
        return None
    text = fold(line.text)
    whole = _OF.fullmatch(text)
    if whole and 1 <= int(whole[1]) <= int(whole[2]):
        return PageNumber(int(whole[1]), int(whole[2]))
    single = _NAMED.fullmatch(text) or (_ALONE.fullmatch(text) if alone else None)
    return PageNumber(int(single[1])) if single and int(single[1]) else None
