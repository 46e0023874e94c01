"""Telling a paper whose title cannot be read by marks that no other paper carries."""

from ocr.classify.judgment import Judgment
from ocr.classify.support import count
from ocr.doctypes import registry
from ocr.layout.rows import PageLayout

_FEWEST = 2
_ALIKE = 94.0  # percent; marks alone decide, so less is forgiven than for support


def by_marks(pages: tuple[PageLayout, ...]) -> Judgment:
    """Return the type with most marks, at least two and more than any other has; never with a score above 0.75.

    A paper that addresses an agency (*Kính gửi*) asks for another paper and carries its words: it is not told so.
    """
    if count(("Kính gửi:",), pages):
        return Judgment()
    marked = sorted(((count(spec.marks, pages, _ALIKE), slug) for slug, spec in registry().items()), reverse=True)
    (most, slug), (second, _) = marked[0], marked[1]
    if most < _FEWEST or second >= most:
        return Judgment()
    return Judgment(slug, round(min(0.75, 0.4 + 0.1 * most + 0.05 * (most - second)), 3))
