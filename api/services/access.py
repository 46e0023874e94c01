"""The door to every dossier and paper: what callers want is put to the policy with the facts of the records.

A refusal stands in the ledger in a transaction of its own. What a caller may not know of is answered word for word
like what does not exist, after the same work, and whoever keeps trying is slowed down: after `FREE_FAILURES`, of which
one is forgotten every six minutes, each further failure doubles the time in which nothing is answered, from a second to
a quarter of an hour.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from api.services.context import Context
from models.caller import Caller, Role
from models.component import ReviewState
from models.consent import Representation
from models.dossier import Channel, Dossier, DossierScope, DossierState, Owner
from models.errors import Conflict, Forbidden, HosoError, NotFound, TooManyAttempts
from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.paper_state import PaperState
from models.ports.records import Records
from models.time import civil_day
from records.policy import RIGHTS, Action, Decision, Matter, Tie, decide

FREE_FAILURES = 20
"""Wrong codes that cost nothing: a clerk's slips."""

LONGEST_BLOCK = timedelta(minutes=15)


def admit(context: Context, caller: Caller, action: Action, code: DossierCode) -> Dossier:
    """Return the dossier when `caller` may do `action` with it.

    Raises NotFound when there is none or the caller may not know of it, Forbidden when the caller may see it but not
    do that, TooManyAttempts while too many codes were wrong.
    """
    with context.records.read() as records:
        check_pace(context, records, caller.id)
        dossier = find_dossier(records, code)
        decision = decide_on(context, records, caller, action, dossier or _unknown(code, context))
    if dossier is None:
        decision = Decision(allowed=False, hidden=True)
    elif decision.allowed:
        return dossier
    raise refuse(context, caller, Refusal(action, decision, code, dossier))


def find_dossier(records: Records, code: DossierCode) -> Dossier | None:
    try:
        return records.dossiers.get(code)
    except NotFound:
        return None


def _unknown(code: DossierCode, context: Context) -> Dossier:
    """Return a dossier of nobody for a code that there is not, so that to refuse it takes as long as to refuse one."""
    agency = AgencyCode(code.partition("-")[0])
    now = context.clock.now()
    return Dossier(code, ProcedureCode(""), agency, Owner(OwnerId("")), Channel.COUNTER, DossierState.REGISTERED, now)


def decide_on(context: Context, records: Records, caller: Caller, action: Action, dossier: Dossier) -> Decision:
    """Return the policy's decision about a dossier."""
    today = civil_day(context.clock.now())
    matter = matter_of(records, caller, dossier.agency, dossier.procedure, dossier.owner.id, today)
    return decide(caller, action, matter)


def check_still_allowed(context: Context, records: Records, caller: Caller, action: Action, dossier: Dossier) -> None:
    """Raise Conflict when a right that `admit` found is gone by the time that the dossier is locked.

    Agencies were merged in between, say: what counts is who may act once the lock is held.
    """
    if not decide_on(context, records, caller, action, dossier).allowed:
        raise Conflict(
            "Quyền xử lý hồ sơ này vừa thay đổi (sáp nhập cơ quan, hết đại diện); hãy tải lại trang.",
            "the right to handle this dossier has just changed (a merger, an ended representation); reload",
        )


def matter_of(
    records: Records, caller: Caller, agency: AgencyCode, procedure: ProcedureCode, owner: OwnerId, today: date
) -> Matter:
    """Return the facts about a dossier, or about one to be opened, that the policy asks for."""
    holder = records.catalogue.holder(agency, today)
    return Matter(
        owner=owner,
        procedure=procedure,
        agency=holder,
        above=above(records, holder, today) if caller.role not in _NEAR else (),
        acts_for=acting_for(records, caller, procedure, today),
    )


_NEAR = frozenset({Role.CITIZEN, Role.SYSTEM, Role.AUDITOR, Role.OPERATOR})
"""Roles whose rights do not depend on the tree of agencies."""


def above(records: Records, agency: AgencyCode, today: date) -> tuple[AgencyCode, ...]:
    try:
        return records.catalogue.ancestors(agency, today)
    except NotFound:
        return (agency,)  # not in the catalogue: nobody is known to be above it


def acting_for(records: Records, caller: Caller, procedure: ProcedureCode | None, today: date) -> frozenset[OwnerId]:
    """Return the ids of everybody for whom a citizen may act in a procedure; empty for other roles.

    That is all ids of themselves and of each owner whom they represent in it.
    """
    if caller.owner is None:
        return frozenset()
    own = records.owners.same_person(caller.owner)
    others = [
        one.owner
        for mine in own
        for one in records.owners.represented_by(mine)
        if one.in_force(today) and one.covers(procedure) and _proved(records, one)
    ]
    return frozenset(own).union(*(records.owners.same_person(other) for other in others))


def _proved(records: Records, one: Representation) -> bool:
    """Say whether the paper that a representation rests on still counts: not rejected, suspended or revoked since."""
    paper = records.components.get(one.evidence)
    standing = records.standings.current([paper.version.id]).get(paper.version.id)
    active = standing is None or standing.state is PaperState.ACTIVE
    return active and paper.review.state is ReviewState.APPROVED


def seen_by(context: Context, records: Records, caller: Caller, action: Action = Action.SEE) -> DossierScope | None:
    """Return the dossiers with which `caller` may do `action`; None means all."""
    today = civil_day(context.clock.now())
    tie = RIGHTS[caller.role].get(action)
    if tie is Tie.NONE:
        return None
    agencies: tuple[AgencyCode, ...] = ()
    if caller.agency is not None:
        units = records.catalogue.below(caller.agency, today) if tie is Tie.ABOVE else (caller.agency,)
        agencies = tuple(held for unit in units for held in records.catalogue.held_by(unit, today))
    owners = tuple(sorted(acting_for(records, caller, None, today))) if tie is Tie.OWNS else ()
    return DossierScope(agencies, owners, caller.procedures if tie is Tie.SCOPED else ())


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused: the action, the decision, and the dossier by the code given and, where it exists, itself."""

    action: Action
    decision: Decision
    code: DossierCode
    dossier: Dossier | None


def refuse(context: Context, caller: Caller, refusal: Refusal) -> HosoError:
    """Write a refusal down, slow the caller down if the code was a guess, and return the error to raise."""
    there, hidden = refusal.dossier, refusal.decision.hidden
    detail = {"action": refusal.action.value, "answer": "not-found" if hidden else "forbidden"}
    owner = there.owner.id if there else None
    note = note_of(caller, LedgerKind.DENIAL, context.clock.now(), owner=owner, dossier=refusal.code, detail=detail)
    with context.records.write() as records:
        records.ledger.add(note)
        if hidden:
            count_failure(context, records, caller.id)
    if hidden:
        return unknown_dossier(refusal.code)
    return Forbidden(refusal.decision.vi, refusal.decision.en)


def unknown_dossier(code: DossierCode) -> NotFound:
    """Say that there is no such dossier: of one that is hidden, and of one that does not exist, in the same words."""
    return NotFound(
        f"Không tìm thấy hồ sơ “{code}”; hãy kiểm tra lại mã.", f"there is no dossier “{code}”; check the code"
    )


def check_pace(context: Context, records: Records, who: str) -> None:
    """Raise TooManyAttempts while `who` is kept out."""
    until = records.attempts.blocked_until(who)
    now = context.clock.now()
    if until is not None and until > now:
        seconds = ceil((until - now).total_seconds())
        raise TooManyAttempts(
            f"Đã nhập sai quá nhiều lần; hãy thử lại sau {seconds} giây.",
            f"too many wrong attempts; try again in {seconds} seconds",
            retry_after=seconds,
        )


def count_failure(context: Context, records: Records, who: str) -> None:
    """Count a failure of `who`; past the free ones, keep them out for twice as long each time."""
    now = context.clock.now()
    over = records.attempts.fail(who, now) - FREE_FAILURES
    if over > 0:
        records.attempts.block(who, now + min(LONGEST_BLOCK, timedelta(seconds=2 ** min(over - 1, 20))))
