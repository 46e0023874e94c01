"""Which type a paper is. Public: `classify`.

The title decides, where a title stands: prominent, above the body, the first of its page. Labels that such a paper
carries raise the confidence. Without a readable title, marks that no other paper carries may still tell.
"""

from models.identifiers import UNKNOWN
from models.reading import Classification, Reading
from ocr.classify.marks import by_marks
from ocr.classify.support import support
from ocr.classify.titles import Match, find_title
from ocr.doctypes import registry
from ocr.layout.mrz import find_mrz
from ocr.layout.rows import PageLayout, lay_out

THRESHOLD = 0.6
"""Below this confidence a paper is `unknown`: a full title without a single label of its type reaches 0.55."""

_CLEAR, _ENOUGH = 0.85, 12
"""Mean word confidence of a well-read page, and words enough to be a paper's beginning."""

_PAGES = 4
"""Pages that are looked at: a paper says what it is at its beginning."""


def classify(reading: Reading) -> Classification:
    """Return the type of a paper, how sure that is (0 to 1), and the printed title that decided.

    `unknown` comes with the confidence that nothing fits: 0 for a paper without text, little for one that could hardly
    be read.
    """
    pages = lay_out(reading)[:_PAGES]
    if not pages:
        return Classification()
    if find_mrz(pages):
        slug = next(slug for slug in registry() if slug == "identity-card")
        return Classification(slug, 0.95, "IDVNM")
    for position, page in enumerate(pages):
        match = find_title(page)
        if match:
            return _by_title(match, pages, 0.9 if position else 1.0)
    found = by_marks(pages)
    return found if found.confidence >= THRESHOLD else _unknown(found.confidence, pages)


def _by_title(match: Match, pages: tuple[PageLayout, ...], weight: float) -> Classification:
    if match.slug == UNKNOWN:
        return Classification(UNKNOWN, match.score, match.evidence)
    share = support(registry()[match.slug], pages)
    confidence = round(match.score * weight * (0.55 + 0.45 * share), 3)
    return (
        Classification(match.slug, confidence, match.evidence)
        if confidence >= THRESHOLD
        else _unknown(confidence, pages)
    )


def _unknown(rival: float, pages: tuple[PageLayout, ...]) -> Classification:
    """Return `unknown`, the surer the less likely the best rival was, and the better the paper could be read."""
    return Classification(UNKNOWN, round((1.0 - rival) * _clearness(pages), 3))


def _clearness(pages: tuple[PageLayout, ...]) -> float:
    """Return from 0 to 1 how far what was read can tell that no title is there: handwriting and dirt cannot."""
    sure = [word.confidence for page in pages for segment in page.segments for word in segment.words]
    return min(1.0, sum(sure) / len(sure) / _CLEAR) * min(1.0, len(sure) / _ENOUGH)
