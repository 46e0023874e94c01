"""What a grammar makes of a text."""

from collections.abc import Callable
from dataclasses import dataclass

LITTLE = 0.4
"""Trust in a value of figures that fits its grammar as what it should not be: half sure, by the table for figures."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A normalised value, the stretch of the text it was read from, and how well it fits its grammar (0 to 1).

    `trust` is a factor on the confidence of a value that fits and may be misread all the same (0 to 1).
    """

    value: str
    start: int
    end: int
    validity: float = 1.0
    trust: float = 1.0


Parser = Callable[[str], Parsed | None]
"""Takes the text behind a label (NFC, blanks single); returns None when no value can be made of it."""
