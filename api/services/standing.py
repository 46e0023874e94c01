"""Standing of papers: suspended, reinstated, revoked or replaced by the agency that answers for them.

A change reaches every open dossier that used the paper, as an event, an entry of the ledger and, while it lasts, an
alert (`api.services.alerts`). Dossiers are locked first, by code, then the paper: a decision locks in the same order,
so whichever comes first wins and the other sees it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from api.services.access import Refusal, check_pace, check_still_allowed, decide_on, refuse
from api.services.context import Context, Once
from api.services.once import earlier, remember
from api.services.paper_facts import papers_of_version
from models.caller import Caller
from models.component import Component, ReviewState
from models.dossier import OPEN_STATES, Dossier, ProgressEvent
from models.errors import Conflict, InvalidValue, NotFound
from models.identifiers import DossierCode, VersionId
from models.ledger import LedgerKind, LedgerNote, note_of
from models.paper_state import PaperStanding, PaperState
from models.ports.records import Records
from models.result import ProcedureResult
from models.reuse import ReuseEvent
from models.text import collapse, nfc
from records.policy import Action, Decision
from records.reuse import Item

T = TypeVar("T")

LONGEST_REASON = 1000
"""Characters."""

S = PaperState
NEXT: dict[PaperState, frozenset[PaperState]] = {
    S.ACTIVE: frozenset({S.SUSPENDED, S.REVOKED, S.SUPERSEDED}),
    S.SUSPENDED: frozenset({S.ACTIVE, S.REVOKED, S.SUPERSEDED}),
    S.REVOKED: frozenset(),
    S.SUPERSEDED: frozenset(),
}
"""From each standing, those that may follow; what is revoked or replaced stays so."""

_ENTRIES = {
    S.ACTIVE: LedgerKind.REINSTATEMENT,
    S.SUSPENDED: LedgerKind.SUSPENSION,
    S.REVOKED: LedgerKind.REVOCATION,
    S.SUPERSEDED: LedgerKind.SUPERSESSION,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What an officer wants: the new standing, why, and for SUPERSEDED the version that stands in its place."""

    state: PaperState
    reason: str
    successor: VersionId | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """The standing kept, the open dossiers that it reached, and how many decided ones had used the paper."""

    standing: PaperStanding
    reached: tuple[DossierCode, ...]
    decided: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A paper version with what it came in as and the dossier that it is in."""

    version: VersionId
    papers: Sequence[Item]
    dossier: Dossier


def stand(context: Context, caller: Caller, version: VersionId, change: Change, once: Once | None = None) -> Stood:
    """Change the standing of a paper.

    Raises NotFound for an unknown paper and, just the same, for one of a dossier that the caller may not know of,
    Forbidden, InvalidValue (no reason, no successor or one too many), Conflict (the paper was never approved; revoked
    and replaced are final; the successor is of another kind or owner, or does not stand itself).
    """
    wanted = _tidy(change)
    find_subject(context, caller, Action.STAND, version)

    def work(records: Records) -> Stood:
        subject = _subject(records, version)
        check_still_allowed(context, records, caller, Action.STAND, subject.dossier)
        if earlier(records, once) is not None:
            kept = records.standings.current([version])[version]
            return _outcome(records, kept)
        remember(context, records, once, version)
        return apply_change(records, caller, subject, wanted, context.clock.now())

    return holding(context, version, (), work)


def standing_history(context: Context, caller: Caller, version: VersionId) -> Sequence[PaperStanding]:
    """Return all standings of a paper, oldest first; none: it was always active. Raises NotFound, Forbidden."""
    find_subject(context, caller, Action.SEE, version)
    with context.records.read() as records:
        return records.standings.history(version)


def holding(context: Context, version: VersionId, also: Collection[DossierCode], work: Callable[[Records], T]) -> T:
    """Do `work` in a write transaction that holds every dossier with this paper, those of `also`, and the paper.

    Dossiers come before papers in the order of locks; where one took the paper while we waited for it, we begin again.
    """
    while True:
        with context.records.write() as records:
            held = {*_touching(records, version), *also}
            for code in sorted(held):
                records.dossiers.locked(code)
            records.standings.hold([version], change=True)
            if _touching(records, version) <= held:
                return work(records)


def apply_change(records: Records, caller: Caller, subject: Subject, change: Change, at: datetime) -> Stood:
    """Keep a new standing and tell everybody; inside `holding`. Raises Conflict as `stand` does."""
    before = records.standings.current([subject.version]).get(subject.version)
    _check_step(before.state if before else S.ACTIVE, change.state)
    _check_decided_on(subject)
    if change.successor is not None:
        _check_successor(records, subject, change.successor)
    standing = PaperStanding(
        subject.version, change.state, change.reason, caller.name, subject.dossier.agency, at, change.successor
    )
    records.standings.add(standing)
    stood = _outcome(records, standing)
    _tell_source(records, caller, subject, stood)
    for use in _open_uses(records, subject.version):
        _tell_user(records, caller, use, standing)
    return stood


def replace_paper(context: Context, records: Records, caller: Caller, old: VersionId, new: ProcedureResult) -> Stood:
    """Let a result that is just being issued stand in the place of an earlier paper; inside `holding`.

    Raises what `stand` does.
    """
    subject = _subject(records, old)
    check_still_allowed(context, records, caller, Action.STAND, subject.dossier)
    reason = f"Đã cấp giấy tờ mới số {new.document_number}"
    return apply_change(records, caller, subject, Change(S.SUPERSEDED, reason, new.version.id), new.issued_at)


def subject_of(records: Records, version: VersionId) -> Subject | None:
    """Return what a version is the paper of; None for an unknown one."""
    papers = papers_of_version(records, version)
    return Subject(version, papers, records.dossiers.get(papers[0].dossier)) if papers else None


def _tidy(change: Change) -> Change:
    reason = collapse(nfc(change.reason))
    if not 1 <= len(reason) <= LONGEST_REASON:
        raise InvalidValue("Cần nêu lý do (1–1000 ký tự).", "give the reason (1 to 1000 characters)", field="reason")
    if (change.successor is not None) != (change.state is S.SUPERSEDED):
        raise InvalidValue(
            "Khi thay thế phải nêu giấy tờ mới (successor), và chỉ khi đó.",
            "name the new paper (successor) when replacing one, and only then",
            field="successor",
        )
    return Change(change.state, reason, change.successor)


def find_subject(context: Context, caller: Caller, action: Action, version: VersionId) -> Subject:
    """Return the paper when the caller may do `action` with it. Raises NotFound, Forbidden, TooManyAttempts."""
    with context.records.read() as records:
        check_pace(context, records, caller.id)
        subject = subject_of(records, version)
        hidden = Decision(allowed=False, hidden=True)
        decision = decide_on(context, records, caller, action, subject.dossier) if subject else hidden
    if subject is not None and decision.allowed:
        return subject
    code = subject.dossier.code if subject else DossierCode(version[:64])
    error = refuse(context, caller, Refusal(action, decision, code, subject.dossier if subject else None))
    raise _unknown(version) if decision.hidden else error


def _unknown(version: VersionId) -> NotFound:
    return NotFound(f"Không tìm thấy giấy tờ “{version[:64]}”.", f"there is no paper “{version[:64]}”")


def _subject(records: Records, version: VersionId) -> Subject:
    subject = subject_of(records, version)
    if subject is None:
        raise _unknown(version)
    return subject


def _touching(records: Records, version: VersionId) -> set[DossierCode]:
    """Return the dossier that a paper is in and those that used it."""
    here = {paper.dossier for paper in papers_of_version(records, version)}
    return here | {use.target for use in records.reuses.of_version(version)}


def _check_step(before: PaperState, after: PaperState) -> None:
    if after not in NEXT[before]:
        raise Conflict(
            f"Giấy tờ đang ở tình trạng “{_WORDS[before]}”, không chuyển sang “{_WORDS[after]}” được.",
            f"the paper is {before.value} and cannot become {after.value}",
        )


_WORDS = {
    S.ACTIVE: "còn hiệu lực",
    S.SUSPENDED: "tạm dừng",
    S.REVOKED: "thu hồi",
    S.SUPERSEDED: "đã thay thế",
}


def _check_decided_on(subject: Subject) -> None:
    """Raise Conflict unless the agency issued the paper or approved it."""
    if not any(_answered_for(paper) for paper in subject.papers):
        raise Conflict(
            "Giấy tờ này chưa được duyệt nên không có hiệu lực để thay đổi; hãy từ chối giấy tờ.",
            "the paper was never approved, so there is nothing to revoke; reject it instead",
        )


def _answered_for(paper: Item) -> bool:
    return not isinstance(paper, Component) or paper.review.state is ReviewState.APPROVED


def _check_successor(records: Records, old: Subject, successor: VersionId) -> None:
    new = subject_of(records, successor)
    current = records.standings.current([successor]).get(successor)
    fits = (
        new is not None
        and successor != old.version
        and {paper.type for paper in new.papers} & {paper.type for paper in old.papers}
        and new.dossier.owner.id in records.owners.same_person(old.dossier.owner.id)
        and any(_answered_for(paper) for paper in new.papers)
        and (current is None or current.state is S.ACTIVE)
    )
    if not fits:
        raise Conflict(
            "Giấy tờ mới phải cùng loại, cùng chủ hồ sơ, đã duyệt hoặc do cơ quan cấp, và còn hiệu lực.",
            "the new paper must be of the same kind and owner, approved or issued, and in force",
        )


def _outcome(records: Records, standing: PaperStanding) -> Stood:
    uses = [use for use in records.reuses.of_version(standing.version) if use.withdrawn_at is None]
    targets = sorted({use.target for use in uses})
    reached = [code for code in targets if records.dossiers.get(code).state in OPEN_STATES]
    return Stood(standing, tuple(reached), len(targets) - len(reached))


def _open_uses(records: Records, version: VersionId) -> Sequence[ReuseEvent]:
    uses = [use for use in records.reuses.of_version(version) if use.withdrawn_at is None]
    return [use for use in uses if records.dossiers.get(use.target).state in OPEN_STATES]


def _tell_source(records: Records, caller: Caller, subject: Subject, stood: Stood) -> None:
    """Write the change down where the paper is, for its owner and the ledger."""
    standing, dossier, item = stood.standing, subject.dossier, str(subject.papers[0].id)
    detail = {**_detail(standing), "item": item}
    records.events.add(ProgressEvent(dossier.code, standing.at, "paper-standing", caller.name, detail))
    records.dossiers.touch(dossier.code)
    counts = {"reached": str(len(stood.reached)), "decided": str(stood.decided)}
    records.ledger.add(_note(caller, standing, dossier, item, counts))


def _tell_user(records: Records, caller: Caller, use: ReuseEvent, standing: PaperStanding) -> None:
    """Write the change down in an open dossier that used the paper."""
    detail = {**_detail(standing), "component": use.component}
    records.events.add(ProgressEvent(use.target, standing.at, "reused-paper-standing", caller.name, detail))
    records.dossiers.touch(use.target)
    target = records.dossiers.get(use.target)
    records.ledger.add(_note(caller, standing, target, use.component, {"source": use.provenance.dossier}))


def _detail(standing: PaperStanding) -> dict[str, str]:
    named = {"successor": standing.successor} if standing.successor else {}
    return {"version": standing.version, "state": standing.state.value, "reason": standing.reason, **named}


def _note(caller: Caller, standing: PaperStanding, dossier: Dossier, item: str, detail: dict[str, str]) -> LedgerNote:
    return note_of(
        caller,
        _ENTRIES[standing.state],
        standing.at,
        owner=dossier.owner.id,
        dossier=dossier.code,
        item=item,
        version=standing.version,
        detail=detail,
    )
