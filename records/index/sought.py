"""Where words stand in a text, found without looking at each of its words.

An excerpt is cut for each hit of a page. The text is folded as a whole (`records.index.letters`), letter for letter, so
that a word is found in it as a string and stands at the same place in both.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from records.index import letters
from records.index.slips import odd_words
from records.index.words import Token, exact_of, strange_runs, tokens

Place = tuple[int, int]
"""Start and end of a word, in the folded text."""

Run = tuple[Place, ...]
"""The places of words that follow one another."""

Words = tuple[str, ...]


class Sought:
    """A text that was cleaned, in which words are sought."""

    def __init__(self, text: str) -> None:
        self._text = text
        folded = letters.folded(text)
        self._strange: dict[int, Token] = {}
        self._ends, self._shifts = [0], [0]
        if letters.STRANGE in folded:
            folded = self._with_strange(folded)
        self._folded = f" {folded} "
        self._held: frozenset[str] | None = None
        self._odd: frozenset[str] | None = None

    def odd(self) -> frozenset[str]:
        """Return the odd words, in folded form."""
        if self._odd is None:
            self._odd = odd_words(self._folded)
        return self._odd

    def runs(self, wanted: Sequence[Words]) -> list[Run]:
        """Return where one of `wanted` stands, words that follow one another, in folded form."""
        if len(wanted) > 1:  # each by itself would be to go through the text as often
            wanted = [phrase for phrase in wanted if phrase[0] in self._words()]
        return [run for phrase in wanted for run in self._runs(phrase)]

    def stands(self, folded: Words, exact: Words) -> list[tuple[int, int]]:
        """Return start and end in the text of words that follow one another: where their exact form stands, else all.

        A single word, which most terms are, is found and compared without the detour of runs.
        """
        if len(folded) > 1:
            runs = list(self._runs(folded))
            return list(map(self.span, [run for run in runs if self.exact(run) == exact] or runs))
        places = self._places(folded[0])
        found = [place for place in places if self._exact(place) == exact[0]] or places
        return found if len(self._ends) == 1 else list(map(self._place, found))

    def exact(self, run: Run) -> Words:
        """Return the exact forms of what was found."""
        return tuple([self._exact(place) for place in run])

    def span(self, run: Run) -> tuple[int, int]:
        """Return where in the text that stands, end exclusive."""
        return self._place(run[0])[0], self._place(run[-1])[1]

    def _runs(self, phrase: Words) -> Iterator[Run]:
        places = self._places(phrase[0])
        if len(phrase) == 1:
            yield from ((place,) for place in places)
            return
        following = _following(phrase)
        for start, _ in places:
            if rest := following.match(self._folded, start + 1):
                yield tuple((begin - 1, end - 1) for begin, end in map(rest.span, range(1, len(phrase) + 1)))

    def _places(self, word: str) -> list[Place]:
        """Return where a word stands in the folded text."""
        folded, sought, length = self._folded, f" {word} ", len(word)
        places, at = list[Place](), folded.find(sought)
        while at >= 0:
            end = at + length
            places.append((at, end))
            at = folded.find(sought, end + 1)
        return places

    def _words(self) -> frozenset[str]:
        if self._held is None:
            self._held = frozenset(self._folded.split())
        return self._held

    def _exact(self, place: Place) -> str:
        if place[0] in self._strange:
            return self._strange[place[0]].exact
        start, end = self._place(place)
        return exact_of(self._text[start:end])

    def _place(self, place: Place) -> tuple[int, int]:
        if len(self._ends) == 1:  # nothing strange: every word stands at the same place in both
            return place
        if place[0] in self._strange:
            token = self._strange[place[0]]
            return token.start, token.end
        shift = self._shifts[bisect_right(self._ends, place[0]) - 1]
        return place[0] + shift, place[1] + shift

    def _with_strange(self, folded: str) -> str:
        """Return the folded text with the words of strange stretches in their places; keep where these stand."""
        read, done, length = list[str](), 0, 0
        for start, end in strange_runs(folded):
            read.append(folded[done:start])
            length += start - done
            for token in tokens(self._text[start:end]):
                self._strange[length] = Token(token.exact, token.folded, start + token.start, start + token.end)
                read.append(f"{token.folded} ")
                length += len(token.folded) + 1
            self._ends.append(length)
            self._shifts.append(end - length)
            done = end
        return "".join((*read, folded[done:]))


@lru_cache(maxsize=1 << 10)
def _following(phrase: Words) -> re.Pattern[str]:
    """Return what matches words that follow one another in a folded text, from the first on."""
    return re.compile(" +".join(f"({re.escape(word)})" for word in phrase) + " ")
