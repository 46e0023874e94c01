"""Draws the words of the training pages: official lines from the corpus, the rest made up."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ocr.training.text import forms, numbers
from ocr.training.text.corpus import Corpus
from ocr.training.text.syllables import syllable


@dataclass(frozen=True, slots=True)
class Source:
    """Gives text of every kind; the same `rng` state gives the same text. `corpus` must not be empty."""

    corpus: Corpus
    rng: random.Random

    def law(self) -> str:
        """Return one line or paragraph of official print, in its original case."""
        return self.rng.choice(self.corpus.lines)

    def name(self) -> str:
        """Return a person's name; one in six of syllables that hardly anybody bears."""
        surname = self.rng.choices(self.corpus.surnames, self.corpus.surname_weights)[0]
        given = self.rng.choice(self.corpus.given)
        if self.rng.random() < 0.17:
            given = " ".join(syllable(self.rng).capitalize() for _ in range(self.rng.randint(1, 3)))
        middle = f" {self.rng.choice(('Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Xuân', 'Minh'))}" * (self.rng.random() < 0.5)
        return f"{surname}{middle} {given}"

    def address(self) -> str:
        unit = self.rng.choice(self.corpus.units)
        before = self.rng.choice(
            (
                "",
                f"Số {self.rng.randint(1, 999)}, đường {self.name()}, ",
                f"Thôn {syllable(self.rng).capitalize()} {syllable(self.rng).capitalize()}, ",
                f"Tổ {self.rng.randint(1, 40)}, khu phố {self.rng.randint(1, 15)}, ",
                f"{self.rng.randint(1, 400)}/{self.rng.randint(1, 99)} {self.name()}, ",
            )
        )
        return before + unit

    def odd(self) -> str:
        """Return random syllables in sentence case, capitals or as names are written."""
        words = [syllable(self.rng) for _ in range(self.rng.randint(2, 9))]
        text = " ".join(words)
        return self.rng.choice((text, text.capitalize(), text.upper(), " ".join(w.capitalize() for w in words)))

    def number(self) -> str:
        return numbers.number(self.rng)

    def label(self) -> str:
        return self.rng.choice(forms.LABELS)

    def value(self) -> str:
        """Return what may stand behind a label or in a table's cell."""
        return self.rng.choice((self.name, self.address, self.number, self.number, self.odd, self._capital_name))()

    def phrase(self) -> str:
        """Return a short text for a cell or a line of its own."""
        kinds: Sequence[Callable[[], str]] = (self.value, self.label, self._part, self._short, self.number)
        return self.rng.choice(kinds)()

    def _capital_name(self) -> str:
        return self.name().upper()

    def _part(self) -> str:
        words = self.law().split()
        start = self.rng.randrange(max(1, len(words) - 6))
        return " ".join(words[start : start + self.rng.randint(2, 9)])

    def _short(self) -> str:
        return self.rng.choice((*forms.ABBREVIATIONS, *forms.POSTS, *forms.OFFICES, *forms.RECIPIENTS))
