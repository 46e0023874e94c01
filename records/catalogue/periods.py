"""Versions of one code in time: they follow one another and never overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from models.agency import Agency
from models.procedure import Procedure

T = TypeVar("T", bound=Agency | Procedure)


def in_sequence(kept: Sequence[T], given: Sequence[T]) -> tuple[T, ...]:
    """Return `kept` with `given` laid over it, by code and first day.

    A version of the same code and first day is replaced. One that has no end ends where the next of its code begins:
    its last day is the day before. One whose own end lies behind that day is left as it is, for `overlaps` to find.
    """
    laid: dict[tuple[str, date], T] = {(item.code, item.valid_from): item for item in (*kept, *given)}
    ordered: list[T] = [laid[key] for key in sorted(laid)]
    closed: list[T] = [_until(before, after) for before, after in pairwise(ordered)]
    return tuple(closed + ordered[-1:])


def _until(before: T, after: T) -> T:
    """Return `before`, ended where `after` begins if that is its next version and it had no end."""
    follows = before.code == after.code and before.valid_to is None
    return replace(before, valid_to=after.valid_from) if follows else before


def overlaps(versions: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield each two neighbours in time of one code of which the first has not ended when the second begins."""
    ordered = sorted(versions, key=lambda item: (item.code, item.valid_from))
    for before, after in pairwise(ordered):
        if before.code == after.code and (before.valid_to is None or after.valid_from < before.valid_to):
            yield before, after
