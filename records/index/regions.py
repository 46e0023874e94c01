"""Hits parted into regions by what all of them have in common, so that the best can be asked for before the others.

A region has an expression that finds its rows, the points that each of them has for certain, and the features that add
points (`records.index.ranking`). The regions of a search have no row in common.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from records.index import matches
from records.index.matches import all_of, exact, in_head, slipped, typed
from records.index.query import Term, Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, as_typed


@dataclass(frozen=True, slots=True)
class Feature:
    """What adds points where it is found. It is never found without the feature whose expression is `needs`."""

    match: str
    points: int
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """Rows with at least `points`; those of `features` in `never` are not all found in one row."""

    found: str
    points: int
    features: tuple[Feature, ...] = ()
    never: frozenset[str] = frozenset()

    @property
    def most(self) -> int:
        """Return points that no row of the region exceeds."""
        spared = min((feature.points for feature in self.features if feature.match in self.never), default=0)
        return self.points + sum(feature.points for feature in self.features) - spared


def regions(terms: Terms, chosen: Sequence[str], counts: Sequence[int]) -> list[Region]:
    """Return the regions of a search, narrowed by what was chosen.

    `counts` are the rows that each expression of `matches.every` finds: where there are none, there is no region.
    """
    found = _typed(terms) if counts[0] else []
    found += [region for at, count in enumerate(counts[1:]) if count for region in _slipping(terms, at)]
    return [replace(region, found=all_of((*chosen, f"({region.found})"))) for region in found]


def _typed(terms: Terms) -> list[Region]:
    """Return the regions of rows with all terms exactly as typed, and that of rows with some accents otherwise."""
    count, marks = len(terms.terms), tuple(map(exact, terms.terms))
    sure, head = count * as_typed(count), Feature(in_head(terms), IN_HEAD)
    all_exact, all_typed = all_of(marks), all_of(map(typed, matches.groups(terms)))
    whole = terms.phrase
    if count == 1 and terms.terms[0].exact == whole.exact:  # where it stands, the phrase stands
        best = Region(all_exact, sure + EXACT_TERM + EXACT_PHRASE, (head,))
        return [best, Region(matches.without(all_typed, marks), sure + FOLDED_PHRASE, (head,))]
    folded = Feature(typed(whole), FOLDED_PHRASE)
    marked = Feature(exact(whole), EXACT_PHRASE)  # all terms are exact where it stands
    others = tuple(Feature(mark, EXACT_TERM) for mark in marks) if count > 1 else ()
    most = sure + count * EXACT_TERM
    return [
        Region(f"({head.match}) AND {all_exact}", most + IN_HEAD, (marked,)),
        Region(matches.without(marked.match, [f"({head.match})"]), most + EXACT_PHRASE),
        Region(matches.without(all_exact, [f"({head.match})", marked.match]), most),
        Region(f"({all_typed}) NOT ({all_exact})", sure, (*others, folded, head), frozenset(marks)),
    ]


def _slipping(terms: Terms, at: int) -> Iterator[Region]:
    """Yield the regions of rows in which the group at `at` is the first that stands with slips only.

    No phrase can stand in them, nor all terms in the head.
    """
    found, count = matches.groups(terms), len(terms.terms)
    before, this, behind = found[:at], found[at], found[at + 1 :]
    worth = {group.folded: as_typed(count) * _times(terms, group) for group in found}
    open_ = [group for group in behind if matches.may_slip(group)]
    sure = sum(worth[group.folded] for group in (*before, *behind))
    marks = tuple(
        Feature(exact(term), EXACT_TERM, needs=typed(term)) for term in terms.terms if term.folded != this.folded
    )
    slip = slipped(this)
    yield Region(all_of((slip, *map(typed, (*before, *behind)))), sure, marks)
    if open_:
        more = tuple(Feature(typed(group), worth[group.folded]) for group in open_)
        rest = all_of((slip, *map(typed, before), *map(matches.forgiven, behind)))
        every = frozenset(feature.match for feature in more)
        sure -= sum(feature.points for feature in more)
        yield Region(matches.without(rest, [f"({all_of(sorted(every))})"]), sure, (*more, *marks), every)


def _times(terms: Terms, group: Term) -> int:
    return sum(term.folded == group.folded for term in terms.terms)
