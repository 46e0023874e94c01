"""Asking owners for papers, and what they have on file already.

No paper twice (rule 9): before a paper is asked for, the officer is told what is on file for it; who asks all the same
chooses a reason, which the owner sees, and which is counted. Counted too is a paper handed in because it was asked for
although one that fits was on file; what owners bring unasked is their own affair.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.services.access import above, admit, decide_on
from api.services.context import Context, Once
from api.services.offers import Item, OnFile, earlier_dossiers, note_lookup, papers_of
from api.services.once import earlier, remember
from models.caller import Caller
from models.dossier import OPEN_STATES, Dossier, DossierState, ProgressEvent
from models.errors import Conflict, Forbidden, InvalidValue
from models.identifiers import AgencyCode, DossierCode, RequirementKey
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.procedure import Procedure, Requirement
from models.re_request import ReRequest, ReRequestReason
from models.text import collapse, nfc
from models.time import civil_day
from records.policy import ROLES, Action, Matter, decide
from records.reuse import obstacles
from records.vocabulary import paper_name

LONGEST_NOTE = 500
"""Characters of what an officer adds to a reason."""

REASONS: Mapping[ReRequestReason, tuple[str, str]] = {
    ReRequestReason.DOUBTED: (
        "nghi ngờ bản số hóa không đúng với bản chính",
        "it is doubted that the copy agrees with the original",
    ),
    ReRequestReason.UNREADABLE: (
        "nội dung cần dùng không đọc được trên bản số hóa",
        "what matters cannot be read on the copy",
    ),
    ReRequestReason.CHANGED: ("chủ hồ sơ cho biết thông tin đã thay đổi", "the owner says that the facts have changed"),
    ReRequestReason.ORIGINAL_BY_LAW: ("pháp luật yêu cầu nộp bản chính", "the law asks for the original itself"),
    ReRequestReason.OWNER_WISH: ("chủ hồ sơ muốn nộp giấy tờ khác", "the owner would rather hand in another paper"),
}
"""What each reason is to people: a Vietnamese and an English clause."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an owner has on file for one requirement: how many papers fit, and the best of them; none of its content."""

    requirement: RequirementKey
    count: int
    best: Item


@dataclass(frozen=True, slots=True)
class Ask:
    """A paper that is wanted. `reason` says why, should one that fits be on file."""

    requirement: RequirementKey
    reason: ReRequestReason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReRequestCount:
    """How many papers on file were asked for, and how many handed in because of it, though on file."""

    asked: int
    handed_in: int


def on_file_for(context: Context, caller: Caller, dossier: Dossier) -> tuple[Held, ...] | None:
    """Return what the owner has on file for each requirement of a dossier that takes papers, unasked.

    None for a caller who may see the dossier but not what else its owner has.
    """
    with context.records.read() as records:
        if not decide_on(context, records, caller, Action.OFFER, dossier).allowed:
            return None
        if dossier.state not in OPEN_STATES:
            return ()
        fitting = fitting_papers(records, dossier, civil_day(context.clock.now()))
    held = tuple(Held(key, len(items), items[0]) for key, items in fitting.items() if items)
    if held:
        note_lookup(context, caller, dossier, len({item.id for items in fitting.values() for item in items}))
    return held


def fitting_papers(records: Records, dossier: Dossier, today: date) -> Mapping[RequirementKey, Sequence[Item]]:
    """Return, by requirement, the papers of the owner's other dossiers that may be reused for it, newest first."""
    papers = papers_of(records, list(earlier_dossiers(records, dossier).values()), today, dossier.owner.id)
    procedure = records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at))
    return {one.key: _fitting(one, papers) for one in procedure.requirements}


def _fitting(requirement: Requirement, papers: Sequence[OnFile]) -> Sequence[Item]:
    fit = [paper.item for paper in papers if not obstacles(requirement, paper.item, paper.facts)]
    return sorted(fit, key=lambda item: item.version.received_at, reverse=True)


def ask_for(context: Context, caller: Caller, code: DossierCode, ask: Ask, once: Once | None = None) -> ReRequest:
    """Ask the owner for one paper.

    Raises NotFound, Forbidden, Conflict (the dossier is closed), InvalidValue (no such requirement; a paper that fits
    is on file and no reason is given).
    """
    admit(context, caller, Action.ASK_AGAIN, code)
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return records.re_requests.of_dossier(code)[int(done)]
        dossier = records.dossiers.locked(code)
        place = len(records.re_requests.of_dossier(code))
        (request,) = keep_asks(records, caller, dossier, [ask], context.clock.now())
        remember(context, records, once, str(place))
    return request


def asked_in(context: Context, caller: Caller, code: DossierCode) -> Sequence[ReRequest]:
    """Return what was asked for in a dossier, oldest first, to who may see it. Raises NotFound."""
    admit(context, caller, Action.SEE, code)
    with context.records.read() as records:
        return records.re_requests.of_dossier(code)


def check_asks(state: DossierState, asks: Sequence[Ask]) -> None:
    """Raise InvalidValue unless who asks for a supplement (state 5) says for which papers, and nobody else does."""
    if state is DossierState.SUPPLEMENT_REQUESTED and not asks:
        raise InvalidValue(
            "Hãy nêu những thành phần cần bổ sung.", "name the requirements asked for", field="requirements"
        )
    if asks and state is not DossierState.SUPPLEMENT_REQUESTED:
        raise InvalidValue(
            "Chỉ nêu thành phần cần bổ sung khi chuyển sang trạng thái 5.",
            "requirements are named with state 5 only",
            field="requirements",
        )


def keep_asks(
    records: Records, caller: Caller, dossier: Dossier, asks: Sequence[Ask], now: datetime
) -> Sequence[ReRequest]:
    """Write down what is asked for in a dossier: in its events, and what is on file in the ledger too. Raises as above.

    To be called in a transaction that holds the dossier.
    """
    if not asks:
        return []
    if dossier.state not in OPEN_STATES:
        raise Conflict(
            f"Hồ sơ {dossier.code} đã đóng, không yêu cầu thêm giấy tờ.",
            f"dossier {dossier.code} is closed; nothing more is asked for",
        )
    procedure = records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at))
    fitting = fitting_papers(records, dossier, civil_day(now))
    _check_once_each(asks)
    return [_keep(records, caller, dossier, _slot(procedure, ask), ask, fitting, now) for ask in asks]


def _check_once_each(asks: Sequence[Ask]) -> None:
    if len({ask.requirement for ask in asks}) < len(asks):
        raise InvalidValue("Một thành phần được nêu hai lần.", "one requirement is named twice", field="requirement")


def _slot(procedure: Procedure, ask: Ask) -> Requirement:
    requirement = procedure.requirement(ask.requirement)
    if requirement is None:
        known = ", ".join(r.key for r in procedure.requirements)
        raise InvalidValue(
            f"Thủ tục {procedure.code} không có thành phần “{ask.requirement}”; có: {known}.",
            f"procedure {procedure.code} has no requirement “{ask.requirement}”; it has: {known}",
            field="requirement",
        )
    return requirement


def _keep(
    records: Records,
    caller: Caller,
    dossier: Dossier,
    requirement: Requirement,
    ask: Ask,
    fitting: Mapping[RequirementKey, Sequence[Item]],
    now: datetime,
) -> ReRequest:
    on_file = fitting[requirement.key]
    if on_file and ask.reason is None:
        raise _on_file_already(requirement, on_file[0])
    request = ReRequest(
        dossier=dossier.code,
        requirement=requirement.key,
        reason=ask.reason if on_file else None,
        note=collapse(nfc(ask.note))[:LONGEST_NOTE],
        on_file=tuple(str(item.id) for item in on_file),
        by=caller.name,
        agency=dossier.agency,
        at=now,
    )
    records.re_requests.add(request)
    records.events.add(_event(request, requirement, caller))
    if request.reason is not None:
        _note(records, caller, dossier, request, request.reason, on_file[0])
    return request


def _on_file_already(requirement: Requirement, best: Item) -> InvalidValue:
    day = civil_day(best.version.received_at)
    reasons = ", ".join(ReRequestReason)
    return InvalidValue(
        f"Chủ hồ sơ đã có {paper_name(best.type)} (hồ sơ {best.dossier}, nhận ngày {day:%d/%m/%Y}) dùng được cho"
        f" “{requirement.name}”; hãy khai thác giấy tờ đó, hoặc nêu lý do yêu cầu nộp lại: {reasons}.",
        f"a {best.type} (dossier {best.dossier}, received on {day}) that fits {requirement.key} is on file; reuse it, "
        f"or give the reason for asking again: {reasons}",
        field="reason",
        item=str(best.id),
    )


def _event(request: ReRequest, requirement: Requirement, caller: Caller) -> ProgressEvent:
    detail = {"requirement": str(requirement.key), "name": requirement.name, "note": request.note}
    if request.reason is not None:
        detail |= {"reason": REASONS[request.reason][0], "reason-code": request.reason.value}
    kind = "paper-requested" if request.reason is None else "paper-requested-again"
    return ProgressEvent(request.dossier, request.at, kind, caller.name, detail)


def _note(
    records: Records, caller: Caller, dossier: Dossier, request: ReRequest, reason: ReRequestReason, best: Item
) -> None:
    """Write a re-request into the ledger; the officer's own words stay out of it, as they may name people."""
    detail = {"requirement": str(request.requirement), "reason": reason.value}
    records.ledger.add(
        note_of(
            caller,
            LedgerKind.RE_REQUEST,
            request.at,
            owner=dossier.owner.id,
            dossier=dossier.code,
            item=str(best.id),
            version=best.version.id,
            purpose=REASONS[reason][0],
            detail=detail,
        )
    )


def note_handed_in(
    records: Records, caller: Caller, dossier: Dossier, requirement: RequirementKey | None, now: datetime
) -> None:
    """Count a paper that was just handed in because an officer asked for it, though one that fits is on file."""
    if requirement is None or not _is_asked_for(records, dossier, requirement):
        return
    if fitting_papers(records, dossier, civil_day(now)).get(requirement):
        records.re_requests.hand_in(dossier.code, requirement, now)
        detail = {"requirement": str(requirement)}
        records.events.add(ProgressEvent(dossier.code, now, "handed-in-though-on-file", caller.name, detail))


def _is_asked_for(records: Records, dossier: Dossier, requirement: RequirementKey) -> bool:
    asked = records.re_requests.of_dossier(dossier.code)
    return any(one.requirement == requirement and one.handed_in_at is None for one in asked)


def count_re_requests(
    context: Context, caller: Caller, unit: AgencyCode, start: datetime, end: datetime
) -> ReRequestCount:
    """Return the indicator of a unit from `start` until `end` (exclusive), with all that lies below it today.

    What agencies did that were merged into one of them counts. Raises Forbidden, NotFound for an unknown unit.
    """
    today = civil_day(context.clock.now())
    with context.records.read() as records:
        if not decide(caller, Action.COUNT, Matter(agency=unit, above=above(records, unit, today))).allowed:
            raise Forbidden(
                f"{ROLES[caller.role]} không được xem chỉ số của đơn vị {unit}.",
                f"role {caller.role.value} may not see the indicators of {unit}",
            )
        below = records.catalogue.below(unit, today)
        units = {held for one in below for held in records.catalogue.held_by(one, today)}
        asked, handed_in = records.re_requests.count(start, end), records.re_requests.count_handed_in(start, end)
    return ReRequestCount(
        sum(number for code, number in asked.items() if code in units),
        sum(number for code, number in handed_in.items() if code in units),
    )
