"""Reading the ledger as somebody: what happened in one dossier, and for auditors all of it, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.services.access import admit
from api.services.allowed import may_ever
from api.services.audit import anchor
from api.services.context import Context
from api.services.ledger import LedgerLine, LedgerPage, entries_from, entries_of_dossier, uses_of_owner
from models.caller import Caller
from models.errors import Forbidden, HosoError
from models.identifiers import DossierCode, OwnerId
from models.ledger import LedgerAnchor, LedgerHead, LedgerKind, note_of
from records.policy import ROLES, Action, Matter, decide

PAGE = 50
SCANNED = 1_000
"""Entries looked through for one page of one kind: a rare kind takes several pages, never an unbounded search."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What an auditor asks for: one kind, the entries of one dossier or about one owner; None for all."""

    kind: LedgerKind | None = None
    dossier: DossierCode | None = None
    owner: OwnerId | None = None


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The end of the chain, the newest anchor that it was held against (None: there is none yet), and what is wrong."""

    head: LedgerHead | None
    anchor: LedgerAnchor | None
    trouble: HosoError | None = None


def dossier_ledger(context: Context, caller: Caller, code: DossierCode) -> tuple[LedgerLine, ...]:
    """Return all that happened in a dossier, newest first, to who reads its papers and to auditors.

    Raises NotFound, Forbidden.
    """
    auditing = may_ever(caller, Action.AUDIT)
    admit(context, caller, Action.AUDIT if auditing else Action.READ, code)
    if auditing:
        _note(context, caller, Sought(dossier=code))
    return tuple(reversed(entries_of_dossier(context, code)))


def whole_ledger(context: Context, caller: Caller, sought: Sought, before: int | None = None) -> LedgerPage:
    """Return a page of the ledger, newest first, from before number `before`; that it was read is an entry too.

    `after` of the page is to be given as `before` for the next one. Raises Forbidden.
    """
    _check_auditor(caller)
    if before is None:
        _note(context, caller, sought)
    if sought.dossier is not None:
        return _cut(
            [one for one in reversed(entries_of_dossier(context, sought.dossier)) if _fits(one, sought)], before
        )
    if sought.owner is not None:
        page = uses_of_owner(context, sought.owner, PAGE, before)
        return LedgerPage(tuple(line for line in page.lines if _fits(line, sought)), page.after)
    return _latest(context, sought, before)


def last_check(context: Context, caller: Caller) -> LastCheck:
    """Hold the end of the ledger against its newest anchor and return the outcome. Raises Forbidden.

    An end that has moved on since and fits is anchored anew. The whole chain is recomputed by `./hoso audit` alone.
    """
    _check_auditor(caller)
    if context.witness is None:
        return LastCheck(_head(context), None)
    try:
        anchor(context.records, context.witness, context.clock.now())
        _, newest = context.witness.anchors.last()
    except HosoError as error:
        return LastCheck(None, None, error)  # what is wrong with the ledger or its witness is what is shown
    return LastCheck(_head(context), newest)


def _head(context: Context) -> LedgerHead:
    with context.records.read() as records:
        return records.ledger.head()


def _check_auditor(caller: Caller) -> None:
    if not decide(caller, Action.AUDIT, Matter()).allowed:
        raise Forbidden(
            f"{ROLES[caller.role]} không được xem toàn bộ nhật ký.",
            f"role {caller.role.value} may not read the whole ledger",
        )


def _note(context: Context, caller: Caller, sought: Sought) -> None:
    """Write down that the ledger was read; once while an auditor turns its pages."""
    now = context.clock.now()
    if not context.looks.is_new((caller.id, f"ledger:{sought}"), now):
        return
    detail = {"kind": sought.kind.value} if sought.kind else {}
    with context.records.write() as records:
        note = note_of(caller, LedgerKind.LEDGER_READ, now, owner=sought.owner, dossier=sought.dossier, detail=detail)
        records.ledger.add(note)


def _fits(line: LedgerLine, sought: Sought) -> bool:
    return sought.kind in {None, line.entry.note.kind}


def _cut(lines: list[LedgerLine], before: int | None) -> LedgerPage:
    rest = [line for line in lines if before is None or line.entry.number < before]
    return LedgerPage(tuple(rest[:PAGE]), rest[PAGE - 1].entry.number if len(rest) > PAGE else None)


def _latest(context: Context, sought: Sought, before: int | None) -> LedgerPage:
    with context.records.read() as records:
        end = records.ledger.head().number + 1
    start = min(before or end, end)
    shown: list[LedgerLine] = []
    lowest = start
    for line in _backwards(context, start):
        lowest = line.entry.number
        if _fits(line, sought):
            shown.append(line)
        if len(shown) == PAGE or start - lowest >= SCANNED:
            break
    return LedgerPage(tuple(shown), lowest if lowest > 1 else None)


def _backwards(context: Context, start: int) -> Iterator[LedgerLine]:
    """Yield entries with numbers below `start`, newest first, a page at a time."""
    while start > 1:
        floor = max(start - 1 - PAGE, 0)
        page = entries_from(context, start - 1 - floor, floor).lines
        yield from reversed(page)
        start = floor + 1
