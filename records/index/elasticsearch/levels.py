"""Levels: entries of equal points, asked for newest first.

To order all that is found by points the server must look at every entry, hundreds of thousands for common words. The
entries of one level are found by clauses alone, and as the index is kept newest first the server stops after a page of
them: the best levels mostly fill the first page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from records.index.elasticsearch.clauses import (
    Clause,
    any_of,
    distinct,
    every,
    exactly,
    in_head,
    only_slipping,
    phrase_exact,
    phrase_folded,
)
from records.index.query import Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, as_typed

MOST_TERMS, MOST_SLIPPING = 12, 6
"""Terms, and such that may slip, of a search that is asked level by level.

Each term makes up to four levels more; each that may slip doubles the ways in which some of them do.
"""


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

A level is asked for when those above it gave out. Where many entries have more points than it, as with names, the
server would look at each of them to find that it does not belong there.
"""


def best(terms: Terms) -> Level:
    """Return the best level: every term as typed, accents and all, as one phrase and in the head."""
    points = _base(terms, len(terms.terms)) + EXACT_PHRASE + IN_HEAD
    return Level(points, [phrase_exact(terms), in_head(terms)], [])


def groups(terms: Terms, exact: int, *, head: bool = True) -> Iterator[Group]:
    """Yield the levels below `best` of entries with every term as typed, just so many of them with their accents.

    Without `head` there are no entries with all terms in the head, and levels of such are left out.
    """
    if exact == len(terms.terms):
        yield from _all_exact(terms, head=head)
    else:
        yield from _lower(terms, exact, head=head)


def slipping(terms: Terms) -> Iterator[Group]:
    """Yield the levels of entries in which terms stand with slips only: fewer slips first, then more exact terms."""
    for slips, clauses in sorted(_slips(terms).items()):
        typed = len(terms.terms) - slips
        for exact in range(typed, -1, -1):
            points = typed * as_typed(len(terms.terms)) + exact * EXACT_TERM
            more = at_least(terms, exact + 1) if exact < typed else []
            yield (Level(points, [any_of(clauses), *at_least(terms, exact)], more),)


def at_least(terms: Terms, count: int) -> list[Clause]:
    """Return a clause for at least so many terms with their accents as typed; none when that says nothing."""
    if count == 0:
        return []
    return [any_of([exactly(term) for term in terms.terms], at_least=count)]


def _all_exact(terms: Terms, *, head: bool) -> Iterator[Group]:
    """Yield the levels with every term exactly as typed."""
    exact, top = phrase_exact(terms), in_head(terms)
    every_term, base = [exactly(term) for term in terms.terms], _base(terms, len(terms.terms))
    in_head_too = [top] if head else []
    if exact == every_term[0]:  # one term: it is the whole phrase
        yield (Level(base + EXACT_PHRASE, [exact], in_head_too),)
        return
    one = any_of([_both(exact, but=top), _both(top, but=exact)])
    yield (Level(base + EXACT_PHRASE, [one, *every_term] if head else [exact], []),)
    yield (Level(base, every_term, [exact, *in_head_too]),)


def _lower(terms: Terms, count: int, *, head: bool) -> Iterator[Group]:
    """Yield the levels with every term, just `count` of them with their accents as typed."""
    folded, top, found = phrase_folded(terms), in_head(terms), every(terms)
    alone = folded == found[0]
    base, first, more = _base(terms, count), [*found, *at_least(terms, count)], at_least(terms, count + 1)
    in_head_too = [top] if head else []
    beside = Level(base + FOLDED_PHRASE, [*first, folded], [*more, *in_head_too])
    if head:
        yield (Level(base + FOLDED_PHRASE + IN_HEAD, [*first, folded, top], more),)
        yield (beside,) if alone else (Level(base + IN_HEAD, [*first, top], [*more, folded]), beside)
    else:
        yield (beside,)
    if not alone:
        yield (Level(base, first, [*more, folded, *in_head_too]),)


def _slips(terms: Terms) -> dict[int, list[Clause]]:
    """Return clauses for all terms, by how many of them are found with slips only."""
    several = distinct(terms)
    worth = [sum(term.folded == each.folded for term in terms.terms) for each in several]
    may = [at for at, term in enumerate(several) if term.may_slip]
    found: dict[int, list[Clause]] = {}
    for count in range(1, len(may) + 1):
        for chosen in combinations(may, count):
            found.setdefault(sum(worth[at] for at in chosen), []).append(only_slipping(several, chosen))
    return found


def _base(terms: Terms, exact: int) -> int:
    """Return the points of all terms found, so many of them with their accents as typed."""
    return len(terms.terms) * as_typed(len(terms.terms)) + exact * EXACT_TERM


def _both(one: Clause, *, but: Clause) -> Clause:
    return {"bool": {"filter": [one], "must_not": [but]}}
