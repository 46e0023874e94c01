"""Terms and the slips that are forgiven in them, the same for every index.

An index lists its odd words (`slips.worth_listing`) by their keys; which of them are taken for a typed word is decided
here. A search is first made with odd words alone. When it finds nothing at all it is made once more, a wide one, in
which any word that is near enough counts: then the slip may be the typist's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, product

from models.search import SearchPage, SearchQuery
from records.index.cursor import Position, decode
from records.index.page import Answer, page
from records.index.query import Term, Terms, parse
from records.index.slips import as_number, distance, keys
from records.index.syllables import SYLLABLES

MAX_SLIPS, MAX_PHRASES = 300, 200
"""Most spellings of a word and of a term of several words; the nearest ones are kept."""

Listed = Callable[[frozenset[str]], Iterable[str]]
"""Gives the words of an index that have one of some keys; it may give others too."""

Ask = Callable[[Terms, Position | None], Answer]
"""Asks an index for the hits behind a position."""


def search_in_steps(query: SearchQuery, listed: Listed, ask: Ask) -> SearchPage:
    """Search, and once more widely when nothing is found. Raises InvalidValue as `parse` and `decode` do."""
    plain, after = parse(query), decode(query)
    wide = after is not None and after.wide
    terms = forgiving(plain, listed, wide=wide)
    answer = ask(terms, after)
    if after is None and answer.total == 0:
        widened = forgiving(plain, listed, wide=True)
        if widened != terms:
            terms, wide, answer = widened, True, ask(widened, None)
    return page(query, terms, answer, wide=wide)


def forgiving(terms: Terms, listed: Listed, *, wide: bool) -> Terms:
    """Return `terms` with the slips that are taken for each."""
    words = {word for term in terms.terms for word in term.folded}
    known = set(listed(frozenset(key for word in words for key in keys(word))))
    near = {word: _near(word, known | (_well_formed(word) if wide else frozenset())) for word in words}
    return replace(terms, terms=tuple(replace(term, slips=tuple(_spellings(term, near))) for term in terms.terms))


def _near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    found = [(far, other) for other in known if (far := distance(word, other)) is not None]
    return tuple(other for _, other in sorted(found)[:MAX_SLIPS])


def _spellings(term: Term, near: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    every = product(*((word, *near[word]) for word in term.folded))
    return islice(every, 1, MAX_PHRASES + 1)  # the first is the term as typed


def _well_formed(word: str) -> frozenset[str]:
    """Return the syllables that share a key with a word, and the number that it looks like."""
    number = as_number(word)
    near = [syllable for key in keys(word) for syllable in _syllables().get(key, ())]
    return frozenset(near if number is None else [*near, number])


@cache
def _syllables() -> dict[str, list[str]]:
    by_key: dict[str, list[str]] = {}
    for syllable in sorted(SYLLABLES):
        for key in keys(syllable):
            by_key.setdefault(key, []).append(syllable)
    return by_key
