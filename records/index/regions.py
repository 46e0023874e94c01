"""Hits parted into regions by what all of them have in common, so that the best can be asked for before the others.

A region has an expression that finds its rows, the points that each of them has for certain, and the features that add
points (`records.index.ranking`). The regions of a search have no row in common.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from records.index import matches
from records.index.matches import NOTHING, all_of, exact, in_head, slipped, typed
from records.index.query import Term, Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, as_typed


@dataclass(frozen=True, slots=True)
class Feature:
    """What adds points where it is found; the expressions that it `gives` are found there too.

    It is never found without the feature whose expression is `needs`. One that is `late` is taken to be in many rows
    until their turn comes: to see that it is in few would be to look at all rows.
    """

    match: str
    points: int
    needs: str = ""
    gives: frozenset[str] = frozenset()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """Rows with at least `points`: all that is `found` is found in them, and not all that is in `never`."""

    found: tuple[str, ...]
    points: int
    features: tuple[Feature, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def most(self) -> int:
        """Return points that no row of the region exceeds."""
        spared = min((feature.points for feature in self.features if feature.match in self.never), default=0)
        return self.points + sum(feature.points for feature in self.features) - spared

    def rows(self, having: Sequence[Feature] = (), lacking: Sequence[str] = ()) -> str:
        """Return the expression for the rows that have some features and lack others.

        FTS5 goes through the list of every word that it is told of, so it is not told what another word gives. Of an
        AND it looks at all parts for every row that one of them has; what stands in a NOT is looked at by itself
        before, as accents are here: the rows that have several of them are often few.
        """
        given = frozenset[str]().union(*(feature.gives for feature in having))
        left_out = [all_of(self.never)] if self.never and not set(self.never) & set(lacking) else []
        without = [f"({match})" for match in (*lacking, *left_out)]
        marks = [f"({feature.match})" for feature in having if feature.needs]
        others = (*(feature.match for feature in having if not feature.needs), *self.found)
        rest = [f"({match})" for match in others if match not in given]
        if not marks:
            return matches.without(all_of(rest), without)
        return all_of((f"({matches.without(all_of(marks), without or [NOTHING])})", *rest))


def regions(terms: Terms, chosen: Sequence[str]) -> list[Region]:
    """Return the regions of a search, narrowed by what was chosen."""
    slipping = (at for at, term in enumerate(matches.groups(terms)) if matches.may_slip(term))
    found = [*_typed(terms), *(region for at in slipping for region in _slipping(terms, at))]
    return [replace(region, found=(*chosen, *region.found)) for region in found]


def _typed(terms: Terms) -> list[Region]:
    """Return the region of rows with all terms exactly as typed, and that of rows with some accents otherwise."""
    count, whole, marks = len(terms.terms), terms.phrase, tuple(map(_marked, terms.terms))
    every = tuple(map(typed, matches.groups(terms)))
    exactly = tuple(mark.match for mark in marks)
    head = Feature(in_head(terms), IN_HEAD, gives=frozenset(every))
    folded = Feature(typed(whole), FOLDED_PHRASE, gives=frozenset(every))
    marked = Feature(exact(whole), EXACT_PHRASE, gives=frozenset(exactly), late=True)
    sure = count * as_typed(count)
    if exactly == (marked.match,):  # where the one term stands, the phrase stands
        best = Region(exactly, sure + EXACT_TERM + EXACT_PHRASE, (head,))
        return [best, Region(every, sure + FOLDED_PHRASE, (head,), exactly)]
    features = (*marks, folded, head) if count > 1 else (folded, head)
    return [Region(exactly, sure + count * EXACT_TERM, (marked, head)), Region(every, sure, features, exactly)]


def _slipping(terms: Terms, at: int) -> Iterator[Region]:
    """Yield the regions of rows in which the group at `at` is the first that stands with slips only.

    No phrase can stand in them, nor all terms in the head.
    """
    found, count = matches.groups(terms), len(terms.terms)
    before, this, behind = found[:at], found[at], found[at + 1 :]
    worth = {group.folded: as_typed(count) * _times(terms, group) for group in found}
    open_ = [group for group in behind if matches.may_slip(group)]
    sure = sum(worth[group.folded] for group in (*before, *behind))
    marks = tuple(_marked(term) for term in terms.terms if term.folded != this.folded)
    slip = slipped(this)
    yield Region((slip, *map(typed, (*before, *behind))), sure, marks)
    if open_:
        more = tuple(
            Feature(typed(group), worth[group.folded], gives=frozenset({matches.forgiven(group)})) for group in open_
        )
        rest = (slip, *map(typed, before), *map(matches.forgiven, behind))
        sure -= sum(feature.points for feature in more)
        yield Region(rest, sure, (*more, *marks), tuple(feature.match for feature in more))


def _marked(term: Term) -> Feature:
    """Return what a term with its accents as typed adds."""
    return Feature(exact(term), EXACT_TERM, typed(term), frozenset({typed(term), matches.forgiven(term)}))


def _times(terms: Terms, group: Term) -> int:
    return sum(term.folded == group.folded for term in terms.terms)
