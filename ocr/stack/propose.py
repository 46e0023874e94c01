"""Proposes where to cut a stack. Nothing is cut here: a person confirms, and the original stays whole."""

from dataclasses import dataclass

from models.component import PageRange
from models.reading import Reading
from models.split import Split, SplitPart
from ocr.classify import classify
from ocr.stack.signs import Signs, signs_of
from ocr.stack.weigh import SENTENCES, Verdict, weigh

_CUT = 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """A paper while the stack is gone through: its pages, why it began, and the blank pages that may be inside."""

    pages: tuple[Signs, ...]
    why: Verdict


def propose(reading: Reading) -> Split:
    """Return the papers of `reading`, in order; one part for a file that is one paper.

    Blank pages between papers and separator sheets are left out; a blank page inside a paper (an empty back) stays.
    Pages that could not be read go with the paper before.
    """
    parts: list[_Part] = []
    left_out: list[int] = []
    waiting: list[Signs] = []  # blank pages and separators of which it is not known yet whether they part papers
    for page in map(signs_of, sorted(reading.pages, key=lambda page: page.number)):
        if page.blank or page.separator:
            waiting.append(page)
            continue
        verdict = _verdict(parts, page, waiting)
        if verdict.probability >= _CUT:
            left_out += [sign.number for sign in waiting]
            parts.append(_Part((page,), verdict))
        else:
            parts[-1] = _Part((*parts[-1].pages, *waiting, page), parts[-1].why)
        waiting = []
    left_out += [sign.number for sign in waiting]
    return Split(tuple(_told(part, reading) for part in parts), tuple(left_out))


def _verdict(parts: list[_Part], page: Signs, waiting: list[Signs]) -> Verdict:
    if not parts:
        return Verdict(1.0, "first")
    last = parts[-1].pages
    return weigh(
        last[-1],
        page,
        len(last),
        blank=any(sign.blank for sign in waiting),
        separator=any(sign.separator for sign in waiting),
    )


def _told(part: _Part, reading: Reading) -> SplitPart:
    numbers = {sign.number for sign in part.pages}
    kind = classify(Reading(tuple(page for page in reading.pages if page.number in numbers)))
    vi, en = SENTENCES.get(part.why.cue, ("Trang đầu của tệp.", "The first page of the file."))
    return SplitPart(
        pages=PageRange(min(numbers), max(numbers)),
        type=kind.type,
        type_confidence=kind.confidence,
        confidence=round(part.why.probability, 3),
        cue=part.why.cue,
        vi=vi,
        en=en,
    )
