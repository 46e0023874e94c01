"""Where words stand in a text, found without looking at each of its words.

An excerpt is cut for each hit of a page, and most of what is printed between two blanks has been met before: sets of it
tell at once where a word may stand, and where an odd one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from records.index.slips import worth_listing
from records.index.words import Token, tokens

_KEPT = 64  # letters of the longest chunk that is remembered: longer ones are noise, and each another one
_MOST_KEPT = 1 << 16  # chunks, some 30 MB; then the memory starts afresh

Place = tuple[int, int]
"""A word by the number of its chunk, and its number there."""

Run = tuple[Place, Place]
"""First and last word of what was found."""


@dataclass(frozen=True, slots=True)
class _Met:
    """Chunks met so far: their words; which chunks have a word, exact or folded; which have an odd one, and which not.

    Never emptied, only replaced by a new one, so that who looks something up loses nothing meanwhile.
    """

    words: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    exact: dict[str, set[str]] = field(default_factory=dict)
    folded: dict[str, set[str]] = field(default_factory=dict)
    odd: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)

    def meet(self, chunk: str) -> None:
        found = tuple(tokens(chunk))
        for token in found:
            self.exact.setdefault(token.exact, set()).add(chunk)
            self.folded.setdefault(token.folded, set()).add(chunk)
        odd = tuple(token.folded for token in found if worth_listing(token.folded))
        if odd:
            self.odd[chunk] = odd
        else:
            self.plain.add(chunk)
        self.words[chunk] = found  # last, as it says that the others are told


class _Memory:
    """What was met, shared by threads."""

    def __init__(self) -> None:
        self._met = _Met()

    def having_met(self, chunks: Iterable[str]) -> _Met:
        met = self._met if len(self._met.words) < _MOST_KEPT else _Met()
        self._met = met
        for chunk in set(chunks).difference(met.words):
            if len(chunk) <= _KEPT:
                met.meet(chunk)
        return met


_MEMORY = _Memory()


class Sought:
    """A text that was cleaned, in which words are sought."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._chunks = text.split()
        self._held = frozenset(self._chunks)
        self._met = _MEMORY.having_met(self._held)
        self._long = self._held.difference(self._met.words)
        self._odd: set[str] | None = None

    def odd(self) -> set[str]:
        """Return the odd words, in folded form."""
        if self._odd is None:
            some = self._held - self._met.plain - self._long
            far = (word for chunk in self._long for word in self._words(chunk, exact=False))
            self._odd = {*chain.from_iterable(map(self._met.odd.__getitem__, some)), *filter(worth_listing, far)}
        return self._odd

    def runs(self, wanted: Sequence[Sequence[str]], *, exact: bool) -> list[Run]:
        """Return where one of `wanted` stands, words that follow one another, all in exact or all in folded form."""
        having, held = self._met.exact if exact else self._met.folded, self._held
        chunks = {chunk for phrase in wanted for chunk in having.get(phrase[0], ()) if chunk in held}
        if not chunks and not self._long:
            return []
        by_first: dict[str, list[Sequence[str]]] = {}
        for phrase in wanted:
            by_first.setdefault(phrase[0], []).append(phrase)
        at = [number for number, chunk in enumerate(self._chunks) if chunk in chunks or chunk in self._long]
        return [
            ((chunk, number), last)
            for chunk in at
            for number, word in enumerate(self._words(self._chunks[chunk], exact=exact))
            for phrase in by_first.get(word, ())
            if (last := self._end(chunk, number, phrase, exact=exact)) is not None
        ]

    def spans(self, wanted: Iterable[Place]) -> dict[Place, tuple[int, int]]:
        """Return where some words stand in the text, end exclusive."""
        found, rest, passed = dict[Place, tuple[int, int]](), self._text, 0
        for chunk, number in sorted(set(wanted)):
            rest = rest.split(None, chunk - passed)[-1]
            start, passed = len(self._text) - len(rest), chunk
            token = self._tokens(self._chunks[chunk])[number]
            found[chunk, number] = (start + token.start, start + token.end)
        return found

    def _end(self, chunk: int, number: int, phrase: Sequence[str], *, exact: bool) -> Place | None:
        """Return the last word of a phrase that begins at a word; None when another phrase stands there."""
        follow, end = self._from(chunk, number, exact=exact), (chunk, number)
        for word in phrase:
            other, end = next(follow, ("", end))
            if other != word:
                return None
        return end

    def _from(self, chunk: int, number: int, *, exact: bool) -> Iterator[tuple[str, Place]]:
        for at in range(chunk, len(self._chunks)):
            words = self._words(self._chunks[at], exact=exact)
            yield from ((words[each], (at, each)) for each in range(number if at == chunk else 0, len(words)))

    def _words(self, chunk: str, *, exact: bool) -> list[str]:
        return [token.exact if exact else token.folded for token in self._tokens(chunk)]

    def _tokens(self, chunk: str) -> tuple[Token, ...]:
        return self._met.words.get(chunk) or tuple(tokens(chunk))
