"""A paper as a form: its labels in reading order, each with the part of the form it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import median

from models.page import Word, mean_confidence, union
from models.reading import FieldValue
from ocr.doctypes.shared import OTHER_LABELS
from ocr.doctypes.spec import DocType
from ocr.extract.values.parsed import Parsed
from ocr.layout.labels import Hit, LabelSet, before_numbering
from ocr.layout.rows import PageLayout, Segment

_DOUBTFUL = 0.25
"""Confidence of words that an engine could not weigh: right ones get 0.0 at times, beside 0.97 for their neighbours."""

_HALF = 0.35
"""Score of a value that is right half the time, by the table for figures (`ocr.extract.calibration`)."""

_HOLE = 1.5  # line heights of a blank in a value, and how many times the usual blank of its line, in which a word
_WIDE = 3.0  # that was not read may have stood: justified lines have wide blanks, but alike


@dataclass(frozen=True, slots=True)
class Place:
    """One label on the paper. `limit` is the token in its segment at which the next label begins."""

    page: PageLayout
    segment: Segment
    hit: Hit
    limit: int
    section: str


@dataclass(frozen=True, slots=True)
class Form:
    """Pages with their labels; `first_hits` gives the token of the first label of a segment, by page and place."""

    pages: tuple[PageLayout, ...]
    places: tuple[Place, ...]
    first_hits: Mapping[tuple[int, int, int], int]

    def first_hit(self, segment: Segment) -> int:
        """Return the position of the first label in a segment, or its length when there is none."""
        return self.first_hits.get(_key(segment), len(segment.words))


def read_form(pages: tuple[PageLayout, ...], spec: DocType) -> Form:
    """Find all labels of a type, and those that end values, on all pages."""
    labels = LabelSet((*spec.labels, *OTHER_LABELS))
    openers, places = dict(spec.sections), []
    first: dict[tuple[int, int, int], int] = {}
    opened: list[tuple[int, str]] = [(0, "")]
    for page in pages:
        for row in page.rows:
            found = [(segment, labels.find(segment)) for segment in row]
            first |= {_key(segment): before_numbering(segment.words, hits[0].start) for segment, hits in found if hits}
            opened = _opened(found, openers) or opened
            places += [place for segment, hits in found for place in _places(page, segment, hits, opened)]
    return Form(pages, tuple(places), first)


def value_of(words: tuple[Word, ...], page: int, parsed: Parsed, weight: float = 1.0) -> FieldValue:
    """Return a field from the words whose text, joined by blanks, was parsed.

    Its confidence is that of the words it was read from, times validity, trust and `weight`: the geometric mean of
    their mean, weighted by length, and of the least sure, for one misread word makes the whole value wrong. A word of
    no confidence at all is one that the engine could not weigh, not one that was surely misread: it counts as doubtful.
    A value with a hole, where a word was not read, is half sure at most.
    """
    used = tuple(word for word, start, end in spans(words) if start < parsed.end and end > parsed.start) or words
    weighed = [word if word.confidence else replace(word, confidence=_DOUBTFUL) for word in used]
    sure = ((mean_confidence(weighed) or 0.0) * min(word.confidence for word in weighed)) ** 0.5
    raw = " ".join(word.text for word in used)
    confidence = round(min(1.0, sure * parsed.validity * parsed.trust * weight), 3)
    value = FieldValue(parsed.value, confidence, page, union([word.box for word in used]), raw)
    return half_sure(value) if _widest(used) > max(_HOLE, _WIDE * _usual(words)) else value


def half_sure(value: FieldValue) -> FieldValue:
    """Return a value that may be another hand's or a part of another, so that nobody takes it for sure."""
    return replace(value, confidence=min(value.confidence, _HALF))


def spans(words: tuple[Word, ...]) -> Iterator[tuple[Word, int, int]]:
    """Yield each word with the stretch it takes in the words joined by single blanks."""
    position = 0
    for word in words:
        yield word, position, position + len(word.text)
        position += len(word.text) + 1


def _widest(words: Sequence[Word]) -> float:
    return max(_blanks(words), default=0.0)


def _usual(words: Sequence[Word]) -> float:
    return median(_blanks(words) or [0.0])


def _blanks(words: Sequence[Word]) -> list[float]:
    """Return the blanks between words that follow one another on a row, in heights of a word."""
    height = median(word.box.y1 - word.box.y0 for word in words)
    followed = ((one.box, other.box) for one, other in pairwise(words))
    return [(other.x0 - one.x1) / height for one, other in followed if one.x1 <= other.x0 and other.shares_rows(one)]


def _key(segment: Segment) -> tuple[int, int, int]:
    return segment.page, segment.box.y0, segment.box.x0  # rows are counted anew on each of several cards


def _opened(found: list[tuple[Segment, tuple[Hit, ...]]], openers: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return the parts that a row opens, each with its left edge: side by side, each has its own column."""
    return [
        (segment.words[hit.start].box.x0, openers[hit.name])
        for segment, hits in found
        for hit in hits
        if hit.name in openers
    ]


def _places(
    page: PageLayout, segment: Segment, hits: tuple[Hit, ...], opened: list[tuple[int, str]]
) -> Iterator[Place]:
    for hit, following in zip_longest(hits, hits[1:]):
        limit = before_numbering(segment.words, following.start) if following else len(segment.words)
        left = segment.words[hit.start].box.x0 + 2 * segment.height
        columns = [section for x0, section in opened if x0 <= left]
        yield Place(page, segment, hit, limit, columns[-1] if columns else opened[0][1])
