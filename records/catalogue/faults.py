"""What can be wrong in a catalogue, and where: in terms of what is catalogued, not of a file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Key = tuple[str, ...]
"""What tells a row of a sheet from the others; made by the functions below."""


class Sheet(StrEnum):
    """The four tables of a catalogue, by the Vietnamese title that they bear in a spreadsheet."""

    AGENCIES = "Cơ quan"
    PROCEDURES = "Thủ tục"
    REQUIREMENTS = "Thành phần"
    CHAINS = "Liên thông"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which row and column (the attribute's name), and what, in both languages.

    `others` are the codes of other rows that the fault speaks of, besides its own key; `refers` are the sheets whose
    rows must be known before it can be judged.
    """

    sheet: Sheet
    key: Key
    column: str
    vi: str
    en: str
    others: tuple[str, ...] = ()
    refers: tuple[Sheet, ...] = ()

    def concerns(self, codes: frozenset[str]) -> bool:
        return not codes.isdisjoint((self.key[0], *self.others))


def version_key(code: str, valid_from: date) -> Key:
    """Return the key of an agency or procedure from that day."""
    return code, valid_from.isoformat()


def requirement_key(code: str, valid_from: date, requirement: str) -> Key:
    return code, valid_from.isoformat(), requirement


def step_key(chain: str, step: int) -> Key:
    """Return the key of the `step`-th step, from 1, of a chain."""
    return chain, str(step)
