"""Which type a paper is. Public: `classify`; `judge` is the same before confidence is weighed.

The title decides, where a title stands: prominent, above the body, the first of its page. Labels that such a paper
carries support it. Without a readable title, marks that no other paper carries may still tell.
"""

from models.identifiers import UNKNOWN
from models.reading import Classification, Reading
from ocr.classify.confidence import confidence_of
from ocr.classify.judgment import Judgment
from ocr.classify.marks import by_marks
from ocr.classify.support import likeness, support
from ocr.classify.titles import Match, find_title
from ocr.doctypes import registry
from ocr.layout.mrz import find_mrz
from ocr.layout.rows import PageLayout, lay_out

THRESHOLD = 0.6
"""Below this score a paper is `unknown`: a full title without a single label of its type reaches 0.55."""

_CLEAR, _ENOUGH = 0.85, 12
"""Mean word confidence of a well-read page, and words enough to be a paper's beginning."""

_PAGES = 4
"""Pages that are looked at: a paper says what it is at its beginning."""

_MOTTO, _TOP = "conghoaxahoi", 8
"""The national title, folded, and the rows of a page in which it stands."""


def classify(reading: Reading) -> Classification:
    """Return the type of a paper, how often such a judgment is right (0 to 0.99), and the title that decided.

    A paper without text is `unknown` with confidence 0. Raises MissingData when the weights of confidence are missing.
    """
    judged = judge(reading)
    sure = confidence_of(judged) if judged.known or judged.clear else 0.0
    return Classification(judged.type, sure, judged.evidence)


def judge(reading: Reading) -> Judgment:
    """Return what the rules make of a paper."""
    pages = lay_out(reading)[:_PAGES]
    if not pages:
        return Judgment()
    if find_mrz(pages):
        slug = next(slug for slug in registry() if slug == "identity-card")
        return Judgment(slug, 0.95, "IDVNM")
    for position, page in enumerate(pages):
        match = find_title(page)
        if match:
            return _by_title(match, pages, 0.9 if position else 1.0)
    found = by_marks(pages)
    return found if found.score >= THRESHOLD else _unknown(pages, rival=found.score)


def _by_title(match: Match, pages: tuple[PageLayout, ...], weight: float) -> Judgment:
    if match.slug == UNKNOWN:
        return _unknown(pages, match)
    share = support(registry()[match.slug], pages)
    score = round(match.score * weight * (0.55 + 0.45 * share), 3)
    return Judgment(match.slug, score, match.evidence) if score >= THRESHOLD else _unknown(pages, rival=score)


def _unknown(pages: tuple[PageLayout, ...], match: Match | None = None, rival: float = 0.0) -> Judgment:
    """Return `unknown` with its signs; `match` is the title of another paper, `rival` a score that was refused."""
    score, evidence = (match.score, match.evidence) if match else (0.0, "")
    alike = max(rival, *(likeness(spec, pages) for spec in registry().values()))
    return Judgment(UNKNOWN, score, evidence, alike, _opens(pages[0]), _clearness(pages))


def _opens(page: PageLayout) -> bool:
    """Tell whether a page begins as official papers do, with the national title: a later page or a half does not."""
    return any(_MOTTO in segment.letters for row in page.rows[:_TOP] for segment in row)


def _clearness(pages: tuple[PageLayout, ...]) -> float:
    """Return from 0 to 1 how far what was read can tell that no title is there: handwriting and dirt cannot."""
    sure = [word.confidence for page in pages for segment in page.segments for word in segment.words]
    return min(1.0, sum(sure) / len(sure) / _CLEAR) * min(1.0, len(sure) / _ENOUGH)
