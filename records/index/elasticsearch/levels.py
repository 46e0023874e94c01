"""Levels: entries of equal points, asked for newest first.

To order all that is found by points the server must look at every entry, hundreds of thousands for common words. The
entries of one level are found by clauses alone, and as the index is kept newest first the server stops after a page of
them: the best levels mostly fill the first page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from records.index.elasticsearch.clauses import Clause, any_of, every, exactly, in_head, phrase_exact, phrase_folded
from records.index.query import Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, as_typed

MOST_TERMS = 6
"""Terms of a search that is asked level by level to the end: each makes up to four levels more."""


@dataclass(frozen=True, slots=True)
class Level:
    """Entries that have exactly these points: what they match, and what they do not."""

    points: int
    matched: Sequence[Clause]
    but: Sequence[Clause]

    @property
    def clause(self) -> Clause:
        return {"bool": {"filter": list(self.matched), "must_not": list(self.but)}}


Group = Sequence[Level]
"""Levels that are asked for together, best first.

The best of all is asked for alone: where many entries have it, as with names, the server would look at each of them to
find that they are not of the next.
"""


def groups(terms: Terms) -> Iterator[Group]:
    """Yield levels, best first: of entries with every term as typed, accents and all; then with fewer and fewer so.

    Without the lower ones when there are many terms: they would be too many.
    """
    yield from _best(terms)
    if len(terms.terms) <= MOST_TERMS:
        for count in range(len(terms.terms) - 1, -1, -1):
            yield tuple(_lower(terms, count))


def _best(terms: Terms) -> Sequence[Group]:
    """Return the levels with every term exactly as typed."""
    exact, folded, head = phrase_exact(terms), phrase_folded(terms), in_head(terms)
    every_term, base = [exactly(term) for term in terms.terms], _base(terms, len(terms.terms))
    if exact == every_term[0]:  # one term: it is the whole phrase
        points = base + EXACT_PHRASE + FOLDED_PHRASE
        return (Level(points + IN_HEAD, [exact, head], []),), (Level(points, [exact], [head]),)
    in_one = any_of([_both(exact, but=head), _both(head, but=folded)])
    return (
        (Level(base + EXACT_PHRASE + FOLDED_PHRASE + IN_HEAD, [exact, *every_term, head], []),),
        (
            Level(base + FOLDED_PHRASE + IN_HEAD, [folded, *every_term, head], [exact]),
            Level(base + IN_HEAD, [in_one, *every_term], []),
        ),
        (
            Level(base + FOLDED_PHRASE, [folded, *every_term], [exact, head]),
            Level(base, every_term, [folded, head]),
        ),
    )


def _lower(terms: Terms, count: int) -> Iterator[Level]:
    """Yield the levels with every term, just `count` of them with their accents as typed."""
    folded, head, found = phrase_folded(terms), in_head(terms), every(terms)
    alone = folded == found[0]
    base, first, more = _base(terms, count), [*found, *_exact(terms, count)], _exact(terms, count + 1)
    yield Level(base + FOLDED_PHRASE + IN_HEAD, [*first, folded, head], more)
    if not alone:
        yield Level(base + IN_HEAD, [*first, head], [*more, folded])
    yield Level(base + FOLDED_PHRASE, [*first, folded], [*more, head])
    if not alone:
        yield Level(base, first, [*more, folded, head])


def _base(terms: Terms, exact: int) -> int:
    """Return the points of all terms found, so many of them with their accents as typed."""
    return len(terms.terms) * as_typed(len(terms.terms)) + exact * EXACT_TERM


def _exact(terms: Terms, count: int) -> list[Clause]:
    """Return a clause for at least so many terms with their accents as typed; none when that says nothing."""
    if count == 0:
        return []
    return [any_of([exactly(term) for term in terms.terms], at_least=count)]


def _both(one: Clause, *, but: Clause) -> Clause:
    return {"bool": {"filter": [one], "must_not": [but]}}
