"""Labels and phrases of a document type that a paper carries."""

from rapidfuzz import fuzz

from ocr.doctypes.spec import DocType
from ocr.layout.rows import PageLayout
from ocr.layout.tokens import letters

_ENOUGH = 4
"""So many supporting labels, the national title counted as one, make full support."""

_ALIKE = 88.0
_MOTTO = letters("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def support(spec: DocType, pages: tuple[PageLayout, ...]) -> float:
    """Return how well the labels on the pages support a type, from 0 (none) to 1 (four or more)."""
    return min(1.0, count((*spec.support, _MOTTO), pages) / _ENOUGH)


def likeness(spec: DocType, pages: tuple[PageLayout, ...]) -> float:
    """Return the same without the national title, which every paper may carry."""
    return min(1.0, count(spec.support, pages) / _ENOUGH)


def count(phrases: tuple[str, ...], pages: tuple[PageLayout, ...], alike: float = _ALIKE) -> int:
    """Return how many of the phrases are printed, within one line each, misread letters forgiven down to `alike`.

    Phrases found on the same line count once: they are spellings of one label.
    """
    lines = [segment.letters for page in pages for segment in page.segments]
    places = [_place(letters(phrase), lines, alike) for phrase in phrases]
    return len({place for place in places if place is not None})


def _place(phrase: str, lines: list[str], alike: float) -> int | None:
    """Return the number of the first line that holds the phrase.

    Short phrases (below eight letters) must begin their line, to the letter: folded, *cần cù* holds *Căn cứ*.
    """
    if len(phrase) < 8:
        return next((number for number, line in enumerate(lines) if line.startswith(phrase)), None)
    exact = next((number for number, line in enumerate(lines) if phrase in line), None)
    if exact is not None:
        return exact
    fuzzy = (
        n for n, line in enumerate(lines) if len(line) >= len(phrase) - 2 and fuzz.partial_ratio(phrase, line) >= alike
    )
    return next(fuzzy, None)
