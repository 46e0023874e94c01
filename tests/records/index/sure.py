"""Where terms stand in a text, by looking at each of its words: slow, and plain enough to be believed."""

from collections.abc import Iterable, Iterator, Sequence

from records.index.query import Term, Terms
from records.index.slips import slips_in, worth_listing
from records.index.snippet import Span
from records.index.words import Token, tokens


def spans(terms: Terms, text: str) -> list[Span]:
    """Return what `snippet._spans` returns."""
    words = list(tokens(text))
    found = {(*span, number) for number, term in enumerate(terms.terms) for span in _stands(term, words)}
    return sorted(found)


def forms(text: str) -> tuple[str, str]:
    """Return what `words.forms` returns."""
    words = list(tokens(text))
    return " ".join(word.exact for word in words), " ".join(word.folded for word in words)


def _stands(term: Term, words: Sequence[Token]) -> list[tuple[int, int]]:
    exact, folded = [word.exact for word in words], [word.folded for word in words]
    return (
        list(_runs((term.exact,), exact, words))
        or list(_runs((term.folded,), folded, words))
        or list(_runs(_slips(term, folded), folded, words))
    )


def _slips(term: Term, folded: Iterable[str]) -> Sequence[tuple[str, ...]]:
    odd = filter(worth_listing, folded) if term.kept else ()
    return (*((other,) for other in slips_in(term.folded[0], odd)), *term.slips)


def _runs(wanted: Iterable[Sequence[str]], forms: Sequence[str], words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for phrase in map(list, wanted):
        for at in range(len(words) - len(phrase) + 1):
            if forms[at : at + len(phrase)] == phrase:
                yield words[at].start, words[at + len(phrase) - 1].end
