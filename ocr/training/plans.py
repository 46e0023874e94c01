"""How long and how fast each network is trained."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """`rates` gives each round's learning rate; a round shows `lines` lines from the next `parts` parts.

    `stock` is the number of different parts (about 500 lines each); when all were used, they are used again. The last
    `averaged` rounds are averaged into a candidate for the final network. In the last `hard` rounds one part is of
    lines that the network before them misread, out of the parts of as many rounds before.
    """

    rates: tuple[float, ...]
    lines: int
    parts: int
    stock: int
    averaged: int
    hard: int = 0

    def round_parts(self, number: int) -> tuple[int, ...]:
        """Return which parts round `number` uses."""
        count = self.parts - 1 if self.hard_round(number) is not None else self.parts
        return tuple((number * self.parts + i) % self.stock for i in range(count))

    def hard_round(self, number: int) -> int | None:
        """Return which of the rounds with hard lines round `number` is, from 0; None when it is none."""
        turn = number - (len(self.rates) - self.hard)
        return turn if turn >= 0 else None


SHORT: Mapping[str, Plan] = {
    "fast": Plan((3e-4,) * 4 + (1e-4,) * 2, lines=1600, parts=4, stock=16, averaged=4),
    "best": Plan((3e-4,) * 4 + (1e-4,), lines=700, parts=2, stock=16, averaged=3),
}
"""About an hour on one core for both: the plan of the shipped model."""

LONG: Mapping[str, Plan] = {
    "fast": Plan((3e-4,) * 13 + (1e-4,) * 9 + (3e-5,) * 6, lines=2000, parts=4, stock=52, averaged=4, hard=8),
    "best": Plan((3e-4,) * 16 + (1e-4,) * 8 + (3e-5,) * 8, lines=1000, parts=2, stock=80, averaged=4, hard=8),
}
"""A night on one core: every line new until the learning rate falls."""

PLANS: Mapping[str, Mapping[str, Plan]] = {"short": SHORT, "long": LONG}
"""By name, then by the base's name."""
