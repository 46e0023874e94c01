"""What is counted before hits are asked for: how many there are, and so which levels are worth asking for.

Every number has a bound at which the server stops, so that a count takes it a fraction of a millisecond where there are
many hits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.search import SearchQuery
from records.index.elasticsearch.asking import Answered, Body
from records.index.elasticsearch.clauses import any_of, every, in_head, slipping
from records.index.elasticsearch.levels import MOST_TERMS, at_least
from records.index.elasticsearch.queries import number
from records.index.query import Terms


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of hits: with all terms as typed, with a slip; whether any has all terms in the head.

    `exact` tells how many hits have at least so many terms with their accents as typed, from none on; as far as they
    were counted, which is to one more than a page, and for some numbers of terms only.
    """

    typed: int
    slipped: int
    in_head: bool = True
    exact: Sequence[int] = ()

    @property
    def total(self) -> int:
        return self.typed + self.slipped

    def most_exact(self, size: int) -> int:
        """Return the most terms with accents as typed that a page of `size` hits has; 0 where that was not counted."""
        return max((count for count, hits in enumerate(self.exact) if hits >= size), default=0)

    def have_more(self, count: int) -> bool:
        """Return whether there are hits with more than `count` terms with their accents as typed."""
        return any(self.exact[count + 1 :])


def totals(query: SearchQuery, terms: Terms) -> list[Body]:
    """Return the requests for the totals."""
    may = slipping(terms)
    return [number(query, every(terms)), *([number(query, [any_of(may)])] if may else [])]


def kinds(query: SearchQuery, terms: Terms, size: int) -> list[Body]:
    """Return the requests by which a first page is planned."""
    several = range(1, len(terms.terms) + 1) if len(terms.terms) <= MOST_TERMS else ()
    return [
        number(query, [in_head(terms)], 1),
        *(number(query, [*every(terms), *at_least(terms, count)], size) for count in several),
    ]


def read(asked: Sequence[Answered], planned: Sequence[Answered]) -> Counted:
    """Return what was answered to `totals` and, if that was asked, to `kinds`."""
    typed, *slipped = map(_number, asked)
    if not planned:
        return Counted(typed, sum(slipped))
    head, *exact = map(_number, planned)
    return Counted(typed, sum(slipped), bool(head), (typed, *exact))


def _number(answer: Answered) -> int:
    return int(answer["hits"]["total"]["value"])
