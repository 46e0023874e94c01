"""Terms and the slips that are forgiven in them, the same for every index.

An index lists its odd words (`slips.worth_listing`) by their keys; which of them are taken for a typed word is decided
here. A search is first made with odd words alone. When it finds nothing at all it is made once more, a wide one, in
which any word that is near enough counts: then the slip may be the typist's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, product

from models.search import SearchPage, SearchQuery
from records.index.cursor import Position, decode
from records.index.page import Answer, page
from records.index.query import Term, Terms, parse
from records.index.slips import as_number, distance, is_odd, keys
from records.index.syllables import SYLLABLES

MAX_SLIPS, MAX_PHRASES = 300, 200
"""Most spellings of a word and of a term of several words; the nearest ones are kept."""

Listed = Callable[[frozenset[str]], Iterable[str]]
"""Gives the words of an index that have one of some keys; it may give others too."""

Ask = Callable[[Terms, Position | None], Answer]
"""Asks an index for the hits behind a position."""


def search_in_steps(query: SearchQuery, listed: Listed, ask: Ask, *, kept: bool = False) -> SearchPage:
    """Search, and once more widely when nothing is found. Raises InvalidValue as `parse` and `decode` do.

    `kept` says that the index keeps with each entry what its odd words may be (`may_be`).
    """
    plain, after = parse(query), decode(query)
    if kept:
        plain = with_kept(plain)
    wide = after is not None and after.wide
    terms = forgiving(plain, listed, wide=wide)
    answer = ask(terms, after)
    if after is None and answer.total == 0:
        widened = forgiving(plain, listed, wide=True)
        if widened != terms:
            terms, wide, answer = widened, True, ask(widened, None)
    return page(query, terms, answer, wide=wide)


def forgiving(terms: Terms, listed: Listed, *, wide: bool) -> Terms:
    """Return `terms` with the slips that are taken for each. `listed` is asked for those that are not `kept` alone."""
    words = {word for term in terms.terms for word in term.folded}
    asked = {word for term in terms.terms if not term.kept for word in term.folded}
    known = set(listed(frozenset(key for word in asked for key in keys(word)))) if asked else set()
    near = {
        word: _near(word, (known if word in asked else set()) | (well_formed(word) if wide else frozenset()))
        for word in words
    }
    return replace(terms, terms=tuple(replace(term, slips=tuple(_spellings(term, near))) for term in terms.terms))


@lru_cache(maxsize=1 << 16)
def may_be(odd: str) -> tuple[str, ...]:
    """Return the syllables and the number that an odd word is taken for a slip of, in no order."""
    return tuple(other for other in well_formed(odd) if distance(other, odd) is not None)


def with_kept(terms: Terms) -> Terms:
    """Mark the terms whose slips an index keeps with its entries: single words that an odd word `may_be`."""
    marked = (replace(term, kept=len(term.folded) == 1 and not is_odd(term.folded[0])) for term in terms.terms)
    return replace(terms, terms=tuple(marked))


def _near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    found = [(far, other) for other in known if (far := distance(word, other)) is not None]
    return tuple(other for _, other in sorted(found)[:MAX_SLIPS])


def _spellings(term: Term, near: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    every = product(*((word, *near[word]) for word in term.folded))
    return islice(every, 1, MAX_PHRASES + 1)  # the first is the term as typed


def well_formed(word: str) -> frozenset[str]:
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
