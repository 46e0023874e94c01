"""Examining a chain: every stored entry against its seal, its place, its neighbour and its searchable columns."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from models.errors import IntegrityError
from models.ledger import LedgerHead, LedgerRow
from records import ledger_findings as find
from records.ledger import COLUMNS, GENESIS, columns_of, digest, is_sealed
from records.ledger_findings import Finding

SEARCHED = 10_000
"""How many places up and down a broken entry is tried for, to tell that it was moved from that it was changed."""

SEARCHES = 20
"""So many broken entries are looked into; the rest, of a ledger that is broken all over, are called changed."""


def check_chain(rows: Iterable[LedgerRow], key: bytes) -> Iterator[Finding]:
    """Yield every breach in `rows`, which come in the order of their numbers and begin with the first stored one.

    Holds two rows at a time. That a chain was cut at its end cannot be seen here: see `check_end` and the anchors.
    """
    expected, link, broken = 1, GENESIS, 0
    for row, following in pairwise(chain(rows, [None])):
        assert row is not None  # only the last `following` is
        if row.number < 1:
            yield find.inserted(row.number)
            continue
        if row.number > expected:
            yield find.removed(expected, row.number - 1)
            link = ""
        seal = is_sealed(key, row)
        if not seal:
            broken += 1
            yield _what_is_wrong(row, following, key) if broken <= SEARCHES else find.changed(row.number)
        elif link and row.previous != link:
            yield find.spliced(row.number)
        else:
            yield from _columns(row)
        expected, link = row.number + 1, row.digest if seal else ""


def check_end(head: LedgerHead | None, last: LedgerRow | None) -> Iterator[Finding]:
    """Yield what is wrong between the head (None when it is gone) and the last stored entry, read at one moment."""
    number = last.number if last is not None else 0
    if head is None:
        yield find.head_differs(number)
    elif number < head.number:
        yield find.cut(number, head.number)
    elif number > head.number:
        yield find.appended(number, head.number)
    elif head.digest != (last.digest if last is not None else GENESIS):
        yield find.head_differs(number)


def fits(key: bytes, first: LedgerRow | None, last: LedgerRow | None) -> bool:
    """Whether the key sealed the first or the last entry, or there is none: one changed entry does not refute a key."""
    known = [row for row in (first, last) if row is not None]
    return not known or any(is_sealed(key, row) for row in known)


def _what_is_wrong(row: LedgerRow, following: LedgerRow | None, key: bytes) -> Finding:
    """Tell a row whose seal is broken from one that is whole but stands in another's place."""
    own = _own_number(row, key)
    if own is not None:
        shift = own - row.number
        taken_out = shift > 0 and following is not None and _is_entry(following, following.number + shift, key)
        return find.removed(row.number, own - 1) if taken_out else find.moved(row.number, own)
    if following is not None and _is_entry(following, row.number, key):
        return find.inserted(row.number)
    return find.changed(row.number)


def _own_number(row: LedgerRow, key: bytes) -> int | None:
    """Return the number under which the row was sealed, None when it is not found near its place."""
    for distance in range(1, SEARCHED + 1):
        for number in (row.number - distance, row.number + distance):
            if _is_entry(row, number, key):
                return number
    return None


def _is_entry(row: LedgerRow, number: int, key: bytes) -> bool:
    """Whether the row was sealed as entry `number`, wherever it stands."""
    return number > 0 and row.digest == digest(key, number, row.previous, row.body)


def _columns(row: LedgerRow) -> Iterator[Finding]:
    try:
        wanted = columns_of(row.body)
    except IntegrityError:
        yield find.changed(row.number)  # sealed by the key, yet no note: only who has the key can write this
        return
    wrong = (name for name in COLUMNS if row.columns[name] != wanted[name])
    yield from (find.column(row.number, name) for name in wrong)
