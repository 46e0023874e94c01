"""Excerpts of what was found, accents as printed, matches between U+2068 and U+2069."""

from collections.abc import Collection, Iterator, Sequence

from records.index.query import Term, Terms
from records.index.slips import slips_in
from records.index.sought import Sought
from records.index.words import CLOSE, OPEN

LENGTH = 160
"""Letters of an excerpt, about two lines on a screen."""

_LEAD = 40  # letters shown before the first match
_WINDOW = 20_000  # letters looked at together: a paper of 200 pages need not be split into words to show one line
Span = tuple[int, int, int]
"""Start, end (exclusive) and number of a matched term."""


def snippet(terms: Terms, text: str, head: str) -> str:
    """Return an excerpt of `text`, or of `head` when more of the terms are found there.

    Slips are looked for where a term stands as typed in neither.
    """
    in_text = _best_spans(terms, text)
    if _distinct(in_text) == len(terms.terms):
        return _excerpt(text, in_text)
    in_head = _spans(terms, head)
    missed = frozenset(range(len(terms.terms))) - {number for _, _, number in (*in_text, *in_head)}
    if any(terms.terms[number].may_slip for number in missed):
        in_text, in_head = _best_spans(terms, text, missed), _spans(terms, head, missed)
    return _excerpt(head, in_head) if _distinct(in_head) > _distinct(in_text) else _excerpt(text, in_text)


def _best_spans(terms: Terms, text: str, slipping: Collection[int] = ()) -> list[Span]:
    """Return the matches in the first window of `text` that has most different terms; most papers are one window."""
    best: list[Span] = []
    for begin in range(0, len(text), _WINDOW):
        found = _spans(terms, text[begin : begin + _WINDOW + LENGTH], slipping)
        if _distinct(found) > _distinct(best):
            best = [(start + begin, stop + begin, number) for start, stop, number in found]
        if _distinct(best) == len(terms.terms):
            break
    return best


def _spans(terms: Terms, text: str, slipping: Collection[int] = ()) -> list[Span]:
    """Return where terms are found, by place: where exact; else without accents; else, if `slipping`, with slips."""
    sought, found = Sought(text), list[Span]()
    for number, term in enumerate(terms.terms):
        stands = sought.stands(term.folded, term.exact)
        if not stands and number in slipping:
            stands = list(map(sought.span, sought.runs(_slips(term, sought))))
        found += [(start, stop, number) for start, stop in stands]
    return sorted(set(found))


def _slips(term: Term, sought: Sought) -> Sequence[tuple[str, ...]]:
    """Return the slips of a term that may stand in a text."""
    if not term.kept:
        return term.slips
    (word,) = term.folded
    return (*((other,) for other in slips_in(word, sought.odd())), *term.slips)


def _distinct(spans: Sequence[Span]) -> int:
    return len({number for _, _, number in spans})


def _excerpt(text: str, spans: Sequence[Span]) -> str:
    """Cut the stretch with most different terms out of `text` and mark all matches in it."""
    start = _best_start(spans)
    begin = _word_edge(text, max(0, start - _LEAD))
    end = min(len(text), max(begin + LENGTH, max((e for s, e, _ in spans if s == start), default=0)))
    while end < len(text) and not text[end].isspace() and end < begin + LENGTH + _LEAD:
        end += 1
    shown = "".join(_marked(text, spans, begin, end))
    return f"{'… ' if begin else ''}{' '.join(shown.split())}{' …' if end < len(text) else ''}"


def _best_start(spans: Sequence[Span]) -> int:
    """Return the start of the match after which, within an excerpt, most different terms are found."""
    best, most, all_terms = 0, 0, _distinct(spans)
    for at, (start, _, _) in enumerate(spans[:200]):  # a word on every line of a long paper: the first 200 are enough
        near = (span for span in spans[at : at + 50] if span[1] <= start + LENGTH - _LEAD)
        if (count := len({number for _, _, number in near})) > most:
            best, most = start, count
            if most == all_terms:
                break
    return best


def _word_edge(text: str, at: int) -> int:
    """Return where the next word after `at` begins, or `at` itself in a long run of letters or at the very start."""
    ahead = range(at, min(at + _LEAD, len(text)))
    return next((edge for edge in ahead if edge == 0 or text[edge - 1].isspace()), at)


def _marked(text: str, spans: Sequence[Span], begin: int, end: int) -> Iterator[str]:
    at = begin
    for start, stop, _ in spans:
        if start >= end:
            break
        if start < at or stop > end:
            continue
        yield from (text[at:start], OPEN, text[start:stop], CLOSE)
        at = stop
    yield text[at:end]
