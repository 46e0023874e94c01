"""How hits are ranked: points that add up, the same for every index, and no statistics that shift as papers come in.

A term found as typed, accents aside, outweighs everything else together, so that slips of reading come last; then
each term with its accents as typed; then the whole query as one phrase, and all terms in the head (fields, owner,
code) rather than in the printed text. A phrase with other accents counts only where not all terms have theirs: where
they have, an index need not look for a phrase that is hardly ever there. Among equals the newest paper is first, so
that pages of hits follow one another without gap or repeat while others are added.
"""

from dataclasses import dataclass

EXACT_TERM = 8
EXACT_PHRASE = 3
FOLDED_PHRASE = 1
IN_HEAD = 3
_MOST_BESIDES = EXACT_PHRASE + IN_HEAD
assert FOLDED_PHRASE < EXACT_PHRASE == IN_HEAD, "indexes look for the phrase and for the head together"
assert _MOST_BESIDES < EXACT_TERM, "one exact accent more must always win"


def as_typed(terms: int) -> int:
    """Return the points for each of `terms` terms that is found without a slip: more than all others together."""
    return EXACT_TERM * (terms + 1)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a hit stands; the greater, the earlier. `received` is ISO 8601 in UTC, so that it sorts as text."""

    points: int
    received: str
    id: str


def score(points: int, terms: int) -> float:
    """Return points as a number from 0 to 1: 1 when every term is exact, in one phrase and in the head."""
    return points / (terms * (as_typed(terms) + EXACT_TERM) + _MOST_BESIDES)
