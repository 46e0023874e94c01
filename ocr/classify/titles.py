"""Comparing headings with the titles of all document types, and with titles of papers that are none of them."""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from models.identifiers import UNKNOWN, DocumentType
from ocr.classify.headings import Heading, headings
from ocr.classify.others import OTHER_TITLES
from ocr.doctypes import registry
from ocr.doctypes.spec import Title
from ocr.layout.rows import PageLayout, Segment
from ocr.layout.tokens import letters

_SURE = 0.7
_UNSURE = 0.6
_LIST = 3  # different types whose titles one page names
_REMARK = re.compile(r"\(.*?\)|\[.*?\]|\(.*$|\bS[ốôo]\s?:.*$")  # (BẢN SAO), (1), Số: 12/2020


@dataclass(frozen=True, slots=True)
class Match:
    """A heading that is a title of `slug` (`unknown`: of a paper that is none of ours). `score` is 0 to 1."""

    slug: DocumentType
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class _Known:
    slug: DocumentType
    key: str
    open: bool


def find_title(page: PageLayout) -> Match | None:
    """Return the first sure title of a page, else the best unsure one, else None.

    Titles of three types or more are a list of papers to be brought, and none is the page's own.
    """
    matches = [match for heading in headings(page) if (match := _match(heading))]
    if len({match.slug for match in matches} - {UNKNOWN}) >= _LIST:
        return next((match for match in matches if match.slug == UNKNOWN), None)
    sure = next((match for match in matches if match.score >= _SURE), None)
    return sure or max(matches, key=lambda match: match.score, default=None)


@cache
def _known() -> tuple[_Known, ...]:
    titles = [(spec.slug, title) for spec in registry().values() for title in spec.titles]
    others = [text for spec in registry().values() for text in spec.excluded] + list(OTHER_TITLES)
    titles += [(UNKNOWN, Title(text, open=True)) for text in others]
    return tuple(_Known(slug, letters(title.text), title.open) for slug, title in titles)


def _match(heading: Heading) -> Match | None:
    """Return the title that fits a heading best: by similarity, then by length."""
    best: tuple[float, int, _Known, int] | None = None
    for skipped in (0, 1, 2):
        joined = _joined(heading.lines, skipped)
        if joined is None:
            break
        for known in _known():
            similarity, lines = _similarity(known, joined)
            rank = (similarity - 0.05 * skipped, len(known.key))
            if similarity and (best is None or rank > best[:2]):
                best = (*rank, known, lines)
    if best is None:
        return None
    similarity, _, known, lines = best
    printed = heading.lines[:lines]
    sure = sum(line_confidence(line) for line in printed) / lines
    evidence = " ".join(line.text for line in printed)
    return Match(known.slug, similarity * heading.standing * (0.85 + 0.15 * sure), evidence)


def _joined(lines: tuple[Segment, ...], skipped: int) -> list[str] | None:
    """Return the letters of the first line, of the first two, and so on; the first `skipped` scraps left out.

    None when what would be left out is more than a scrap: one letter, or two that were read unsurely.
    """
    scraps = lines[0].words[:skipped]
    if any(len(letters(s.text)) > (2 if s.confidence < _UNSURE else 1) for s in scraps) or skipped >= len(
        lines[0].words
    ):
        return None
    first = letters(_REMARK.sub(" ", " ".join(word.text for word in lines[0].words[skipped:])))
    joined = [first]
    for line in lines[1:]:
        joined.append(joined[-1] + letters(_REMARK.sub(" ", line.text)))
    return joined


def _similarity(known: _Known, joined: list[str]) -> tuple[float, int]:
    """Return the best similarity and how many lines it takes; an open title is compared with the beginning only."""
    best, length = (0.0, 1), len(known.key)
    tolerance = _tolerance(length)
    for lines, text in enumerate(joined, start=1):
        for candidate in _beginnings(text, length) if known.open else (text,):
            if abs(len(candidate) - length) > tolerance:
                continue
            distance = Levenshtein.distance(candidate, known.key, score_cutoff=tolerance)
            similarity = 1.0 - distance / length
            if distance <= tolerance and similarity > best[0]:
                best = (similarity, lines)
    return best


def _tolerance(length: int) -> int:
    """Letters that may be misread in a title: none up to eight, one up to thirteen, then one more in each five."""
    return max(0, (length - 4) // 5)


def _beginnings(text: str, length: int) -> tuple[str, ...]:
    return tuple(text[: length + extra] for extra in (0, -1, 1) if len(text) >= length + extra)


def line_confidence(line: Segment) -> float:
    return sum(word.confidence for word in line.words) / len(line.words)
