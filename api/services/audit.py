"""The audit: the whole chain recomputed, its end, its anchors, and the uses it tells of, in bounded memory.

Every batch is read in a transaction of its own, so that an audit of any length keeps no writer waiting; what is
appended meanwhile is examined by the next one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from models.errors import IntegrityError
from models.ledger import LedgerAnchor, LedgerHead, LedgerKind, LedgerRow
from models.ports.records import RecordStore
from models.time import VIETNAM
from records import ledger_findings as find
from records.anchors import AnchorFile
from records.ledger import GENESIS, decode, is_sealed
from records.ledger_check import check_chain, check_end, fits
from records.ledger_findings import Finding

BATCH = 1_000
"""Entries read at a time."""

WINDOW = 20_000
"""Numbers compared with the recorded uses at a time."""

SHOWN = 100
"""Findings listed; more are counted."""

USES_BEFORE = "uses_before"
"""Detail of the first entry: the number of the newest use that was recorded before there was a ledger."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What stands outside the database: the key of the ledger and the file of its anchors."""

    key: Callable[[], bytes]
    anchors: AnchorFile


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found; `more` findings are not listed.

    Examined were the entries up to number `entries`, written from `first_at` to `last_at` (None where that cannot be
    read), whose last digest is `digest`, and as many `anchors`.
    """

    entries: int
    first_at: datetime | None
    last_at: datetime | None
    digest: str
    anchors: int
    findings: tuple[Finding, ...]
    more: int

    @property
    def intact(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class _Ends:
    """Both ends of the ledger at one moment; `head` is None when it is gone."""

    head: LedgerHead | None
    first: LedgerRow | None
    last: LedgerRow | None

    @property
    def until(self) -> int:
        return self.last.number if self.last is not None else 0


def audit(records: RecordStore, witness: Witness, at: datetime) -> Audit:
    """Examine the ledger and, when it is intact, write an anchor of its end. Raises StorageFailed, MissingData.

    A key that fits neither end is the only finding then, as all else would follow from it.
    """
    ends, key = _ends(records), witness.key()
    lines = sum(1 for _ in witness.anchors.read())
    found = _findings(records, witness, key, ends) if fits(key, ends.first, ends.last) else iter([find.other_key()])
    listed, more = tuple(islice(found, SHOWN)), sum(1 for _ in found)
    if not listed:
        anchor(records, witness, at)
    return Audit(ends.until, _moment(ends.first), _moment(ends.last), _digest(ends.last), lines, listed, more)


def anchor(records: RecordStore, witness: Witness, at: datetime) -> bool:
    """Write an anchor of the ledger's end unless the newest one names it; return whether one was written.

    Before that the end is held against the newest anchor, so that a cut or replaced ledger gets none. Raises
    IntegrityError that says what is wrong.
    """
    there, newest = witness.anchors.last()  # read first: the ledger can only be further on by then
    ends = _ends(records)
    found = list(check_end(ends.head, ends.last))
    if ends.last is not None and not is_sealed(witness.key(), ends.last):
        found.append(find.changed(ends.last.number))
    if there:
        found += [find.bad_anchor(None)] if newest is None else _against(records, [newest])
    if found:
        raise IntegrityError(f"{found[0].vi} Hãy chạy ./hoso audit.", f"{found[0].en} Run ./hoso audit.")
    if ends.head is None or ends.head.number == 0 or (newest is not None and newest.head == ends.head):
        return False
    witness.anchors.add(LedgerAnchor(ends.head, at))
    return True


def _findings(records: RecordStore, witness: Witness, key: bytes, ends: _Ends) -> Iterator[Finding]:
    """Yield every breach. The end is read again after the chain: what was appended meanwhile belongs to it."""
    yield from check_chain(_rows(records, ends.until), key)
    after = _ends(records)
    yield from check_end(after.head, after.last)
    yield from _anchored(records, witness.anchors)
    yield from _unwritten(records, _uses_before(key, ends.first))
    yield from _unrecorded(records, ends.until)


def _ends(records: RecordStore) -> _Ends:
    with records.read() as now:
        first, last = now.ledger_audit.ends()
        try:
            head: LedgerHead | None = now.ledger.head()
        except IntegrityError:
            head = None  # that it is gone is a finding
    return _Ends(head, first, last)


def _rows(records: RecordStore, until: int) -> Iterator[LedgerRow]:
    after: int | None = None
    while after is None or after < until:
        with records.read() as now:
            batch = now.ledger_audit.rows(after, BATCH)
        if not batch:
            return
        yield from batch
        after = batch[-1].number


def _anchored(records: RecordStore, anchors: AnchorFile) -> Iterator[Finding]:
    lines = anchors.read()
    while batch := list(islice(lines, BATCH)):
        yield from (find.bad_anchor(line) for line, kept in batch if kept is None)
        yield from _against(records, [kept for _, kept in batch if kept is not None])


def _against(records: RecordStore, anchors: list[LedgerAnchor]) -> list[Finding]:
    """Hold anchors against the ledger as it is after they were read: it can only be further on, unless it was cut."""
    with records.read() as now:
        digests = now.ledger_audit.digests([kept.head.number for kept in anchors])
        _, last = now.ledger_audit.ends()
    until = 0 if last is None else last.number
    found: list[Finding] = []
    for kept in anchors:
        number, moment = kept.head.number, f"{kept.at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}"
        if number > until:
            found.append(find.rolled_back(number, moment, until))
        elif digests.get(number) != kept.head.digest:
            found.append(find.rewritten(number, moment))
    return found


def _unwritten(records: RecordStore, before: int) -> Iterator[Finding]:
    """Yield recorded uses without entry; those numbered up to `before`, from before the ledger, need none."""
    with records.read() as now:
        newest = now.ledger_audit.last_use()
    for after in range(before, newest, WINDOW):
        with records.read() as now:
            missing = now.ledger_audit.unwritten(after, after + WINDOW)
        yield from (find.use_unwritten(target, component) for target, component in missing)


def _unrecorded(records: RecordStore, until: int) -> Iterator[Finding]:
    for after in range(0, until, WINDOW):
        with records.read() as now:
            missing = now.ledger_audit.unrecorded(after, after + WINDOW)
        yield from (find.use_unrecorded(*use) for use in missing)


def _uses_before(key: bytes, first: LedgerRow | None) -> int:
    """Return what the first entry says of older uses. A broken one excuses none; it is a finding of the chain."""
    if first is None or not is_sealed(key, first):
        return 0
    note = decode(first.body)
    return int(note.detail.get(USES_BEFORE, "0")) if note.kind is LedgerKind.OPENED else 0


def _digest(row: LedgerRow | None) -> str:
    return GENESIS if row is None else row.digest


def _moment(row: LedgerRow | None) -> datetime | None:
    try:
        return None if row is None else decode(row.body).at
    except IntegrityError:
        return None
