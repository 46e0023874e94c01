"""What FTS5 is given of an entry: one line of words with marks, so that no search needs to look at places or columns.

Beside the folded words of head and text (bare) stand their exact forms (``=giấy``), the folded words of the head once
more (``^giay``), what its odd words may be slips of (``~giay`` for ``glay``), and what searches are narrowed by
(``@t…``). A list of the rows that hold a word is all that FTS5 then has to read; filters are lists like others, and the
shortest decides how many rows are looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from records.index.spelling import may_be

EXACT, HEAD, SLIP, CHOSEN = "=^~@"
"""Marks of an exact form, of a word of the head, of what a word may be a slip of, of an attribute.

No word has them, as words are letters and digits.
"""

UNIT, AGENCY, OWNER, TYPE, PROCEDURE, STATE, PERIOD = "uaotpsm"
"""Kinds of attributes: a unit at or above the agency, the agency itself, and so on; a period is a year or a month."""

Forms = tuple[str, str]
"""Words in exact and in folded form, parted by blanks."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What searches are narrowed by: `agencies` nearest first, the number of the state, a month such as ``2026-03``."""

    agencies: tuple[str, ...]
    owner: str
    type: str
    procedure: str
    state: int
    month: str


def document(attributes: Attributes, top: Forms, text: Forms, odd: Iterable[str]) -> str:
    """Return the line for an entry with the words of its head and its text (`words.forms`) and those that are odd.

    FTS5 is told the very same line to delete an entry: raise `database.SCHEMA` with every change of what this returns.
    Parts of one form are set apart by one of another, so that no phrase spans two of them.
    """
    (he, hf), (te, tf) = top, text
    slips = " ".join(sorted(set[str]().union(*map(_slips, odd))))
    parts = (marked(EXACT, he), marked(HEAD, hf), marked(EXACT, te), hf, " ".join(_words(attributes)), tf, slips)
    return " ".join(part for part in parts if part)


def marked(mark: str, words: str) -> str:
    """Return words that are parted by blanks, each with a mark before it."""
    return mark + words.replace(" ", f" {mark}") if words else ""


@lru_cache(maxsize=1 << 13)
def attribute(kind: str, value: str) -> str:
    """Return the word for a value of an attribute; values may hold anything, so they are spelt in hexadecimal."""
    return f"{CHOSEN}{kind}{value.encode().hex()}"


@lru_cache(maxsize=1 << 15)
def _slips(odd: str) -> tuple[str, ...]:
    """Return the marked words for what an odd word may be a slip of."""
    return tuple(SLIP + other for other in may_be(odd))


def _words(attributes: Attributes) -> Iterator[str]:
    yield from (attribute(UNIT, code) for code in attributes.agencies)
    yield from (attribute(AGENCY, code) for code in attributes.agencies[:1])
    yield attribute(OWNER, attributes.owner)
    yield attribute(TYPE, attributes.type)
    yield attribute(PROCEDURE, attributes.procedure)
    yield attribute(STATE, str(attributes.state))
    yield from (attribute(PERIOD, attributes.month[:4]), attribute(PERIOD, attributes.month))
