"""How long and how fast each network is trained."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """`rates` gives each round's learning rate; a round shows `lines` lines from the next `parts` parts.

    `stock` is the number of different parts (about 500 lines each); when all were used, they are used again. The last
    `averaged` rounds are averaged into a candidate for the final network.
    """

    rates: tuple[float, ...]
    lines: int
    parts: int
    stock: int
    averaged: int

    def round_parts(self, number: int) -> tuple[int, ...]:
        """Return which parts round `number` uses."""
        return tuple((number * self.parts + i) % self.stock for i in range(self.parts))


SHORT: Mapping[str, Plan] = {
    "fast": Plan((3e-4,) * 4 + (1e-4,) * 2, lines=1600, parts=4, stock=16, averaged=4),
    "best": Plan((3e-4,) * 4 + (1e-4,), lines=700, parts=2, stock=16, averaged=3),
}
"""About an hour on one core for both: the plan of the shipped model."""

LONG: Mapping[str, Plan] = {
    "fast": Plan((3e-4,) * 24 + (1e-4,) * 8 + (3e-5,) * 8, lines=2000, parts=4, stock=160, averaged=4),
    "best": Plan((3e-4,) * 16 + (1e-4,) * 8 + (3e-5,) * 8, lines=1000, parts=2, stock=80, averaged=4),
}
"""A night on one core: every line new until the learning rate falls."""

PLANS: Mapping[str, Mapping[str, Plan]] = {"short": SHORT, "long": LONG}
"""By name, then by the base's name."""
