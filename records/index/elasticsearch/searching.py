"""A page of hits in as few requests, and as little work of the server, as it takes.

First hits are counted, as far as that matters, and the best level is asked for. What that leaves open is filled from
lower levels, those that cannot fill anything left out, or, where hits are few, by having the server order them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from models.search import SearchQuery
from records.index.elasticsearch import counting
from records.index.elasticsearch.asking import Answered, Body
from records.index.elasticsearch.clauses import any_of, distinct, every, slipping
from records.index.elasticsearch.counting import Counted
from records.index.elasticsearch.documents import found
from records.index.elasticsearch.levels import MOST_SLIPPING, MOST_TERMS, Group, at_least, best, groups
from records.index.elasticsearch.levels import slipping as slipping_groups
from records.index.elasticsearch.queries import attributes, by_points, counted, of_level
from records.index.page import Answer, Found
from records.index.query import Terms
from records.index.ranking import Place

_FEW = 1_000
"""Hits that are sooner put in order than asked for level by level."""

_NO_TIME = "0001-01-01T00:00:00.000000Z"

Ask = Callable[[Sequence[Body]], Sequence[Answered]]
"""Makes several searches of one view."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A search for some hits; their points, if these are the same for all."""

    body: Body
    points: int | None = None


Step = Sequence[_Part]
"""Searches made together; what the first finds comes before what the second finds, and so on."""


def searched(ask: Ask, query: SearchQuery, terms: Terms, after: Place | None) -> Answer:
    """Return the hits behind `after`, one more than a page, their total and counts."""
    size = query.limit + 1
    totals, top = counting.totals(query, terms), _Page(query, terms, after, size).of_group((best(terms),))
    kinds = counting.kinds(query, terms, size) if after is None else []
    facets = [attributes(query, terms)] if query.facets else []
    answers = ask([*totals, *kinds, *facets, *(part.body for part in top)])
    count = counting.read(answers[: len(totals)], answers[len(totals) : len(totals) + len(kinds)])
    hits = _hits(top, answers[len(answers) - len(top) :])
    for step in _Page(query, terms, _end(terms, after), size).steps(count, first=after is None):
        if len(hits) >= size:
            break
        if step:
            hits += _hits(step, ask([part.body for part in step]))
    shown = counted(answers[len(totals) + len(kinds)]["aggregations"]) if facets else None
    return Answer(hits[:size], count.total, shown, str(answers[0]["pit_id"]))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to be filled, from a place on."""

    query: SearchQuery
    terms: Terms
    after: Place | None
    size: int

    def of_group(self, group: Group) -> Step:
        """Return the searches for levels, those left out that end before the page begins."""
        return [
            _Part(of_level(self.query, level, self.after, self.size), level.points)
            for level in group
            if self.after is None or level.points <= self.after.points
        ]

    def steps(self, count: Counted, *, first: bool) -> Iterator[Step]:
        """Yield what is asked for below the best level, best first; for a `first` page no more than may fill it."""
        typed = [self._in_order(every(self.terms))] if 0 < count.typed <= _FEW else []
        slipped = [self._in_order([any_of(slipping(self.terms))])] if 0 < count.slipped <= _FEW else []
        if count.typed > _FEW:
            yield from self._typed(count, first=first)
        yield [*typed, *slipped]
        if count.slipped > _FEW:
            yield from self._slipping()

    def _slipping(self) -> Iterator[Step]:
        """Yield searches for many hits in which terms stand with slips only."""
        if sum(term.may_slip for term in distinct(self.terms)) > MOST_SLIPPING:
            yield [self._in_order([any_of(slipping(self.terms))])]
        else:
            yield from map(self.of_group, slipping_groups(self.terms))

    def _typed(self, count: Counted, *, first: bool) -> Iterator[Step]:
        """Yield searches for many hits with all terms as typed."""
        most = len(self.terms.terms)
        if most > MOST_TERMS:
            yield from map(self.of_group, groups(self.terms, most))
            yield [self._in_order(every(self.terms))]
        elif first:
            yield from self._first(count)
        else:
            yield from (self.of_group(group) for exact in range(most, -1, -1) for group in groups(self.terms, exact))

    def _first(self, count: Counted) -> Iterator[Step]:
        """Yield searches that fill a page with hits that have as many terms with their accents as a page of hits has.

        Those with more such terms are less than a page: the server puts them in order.
        """
        exact = count.most_exact(self.size)
        above = [*every(self.terms), *at_least(self.terms, exact + 1)]
        better = [self._in_order(above)] if count.have_more(exact) else []
        for group in groups(self.terms, exact, head=count.in_head):
            yield [*better, *self.of_group(group)]
            better = []

    def _in_order(self, matched: Sequence[Body]) -> _Part:
        return _Part(by_points(self.query, self.terms, matched, self.after, self.size))


def _hits(step: Step, answers: Sequence[Answered]) -> list[Found]:
    asked = zip(step, answers, strict=True)
    return [found(hit, part.points) for part, answer in asked for hit in answer["hits"]["hits"]]


def _end(terms: Terms, after: Place | None) -> Place:
    """Return the place behind the best level, or `after` if that is further on."""
    end = Place(best(terms).points, _NO_TIME, "")
    return end if after is None else min(after, end)
