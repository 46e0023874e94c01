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

    def recipient(self) -> str:
        """Return a recipient at a paper's foot; the last one says where it is filed and whose initials drew it up."""
        rng = self.rng
        office = f"{rng.choice(('Sở', 'Cục', 'Phòng', 'Ban', 'Trung tâm', 'Chi cục', 'Vụ'))} {self._initials(2, 5)}"
        kinds = (
            rng.choice(forms.RECIPIENTS),
            f"{rng.choice(forms.RECIPIENTS)} ({rng.choice(forms.PURPOSES)})",
            f"{office}{rng.choice(('', '&' + self._initials(2, 3)))} {rng.choice(('', 'tỉnh', 'TP'))}",
            f"UBND {rng.choice(self.corpus.units).split(',')[0]}",
            f"Lưu: VT, {self._initials(2, 5)}{rng.choice(('', ' '))}({self._clerk()})",
            f"Lưu: VT{rng.choice((',', ';', ' -'))} {self._initials(2, 5)}, {self._clerk()}",
        )
        return rng.choice(kinds).strip()

    def _initials(self, least: int, most: int) -> str:
        return "".join(self.rng.choices("ABCDĐGHKLMNPQSTUVXY", k=self.rng.randint(least, most)))

    def _clerk(self) -> str:
        """Return how the clerk who drew a paper up signs it: a first name or initials, some with a number."""
        initials = self._initials(2, 4)
        first = self.rng.choice(self.corpus.given).split()[-1]
        return self.rng.choice((initials, initials.lower(), f"{initials},{self.rng.randint(1, 30):02d}", first))

    def _capital_name(self) -> str:
        return self.name().upper()

    def _part(self) -> str:
        words = self.law().split()
        start = self.rng.randrange(max(1, len(words) - 6))
        return " ".join(words[start : start + self.rng.randint(2, 9)])

    def _short(self) -> str:
        return self.rng.choice((*forms.ABBREVIATIONS, *forms.POSTS, *forms.OFFICES, *forms.RECIPIENTS))
