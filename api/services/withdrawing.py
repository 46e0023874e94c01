"""Taking a consent or a single use back: possible at any moment before the decision of the dossier that uses it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.services.access import acting_for
from api.services.context import Context
from api.services.own import admit_owner, on_behalf
from models.caller import Caller
from models.component import Review, ReviewState
from models.consent import Consent, Means
from models.dossier import OPEN_STATES, ProgressEvent
from models.errors import Conflict, NotFound
from models.identifiers import ComponentId, DossierCode, OwnerId, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.reuse import ReuseEvent
from models.time import civil_day
from records.policy import Action


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal reached: uses `withdrawn` now, and uses `kept` because their dossier is decided or closed."""

    withdrawn: tuple[ReuseEvent, ...]
    kept: tuple[ReuseEvent, ...]


def withdraw_consent(context: Context, caller: Caller, id: str) -> tuple[Consent, Withdrawal]:
    """End a consent, and every use that rests on it in a dossier that is not decided yet.

    Withdrawing again changes nothing. Raises NotFound for an unknown consent and, just the same, for another owner's,
    Conflict for a look-up by law, Forbidden unless the caller is a signed-in owner.
    """
    owner = _owner_of_consent(context, caller, id)
    now = context.clock.now()
    with context.records.write() as records:
        before = records.consents.locked(id)  # before any dossier, as `taking` does: neither waits for the other
        consent = records.consents.withdraw(id, now)
        if before.withdrawn_at is None:
            detail = {"consent": id, **on_behalf(caller, owner)}
            note = note_of(
                caller, LedgerKind.CONSENT_WITHDRAWN, now, owner=consent.owner, dossier=consent.dossier, detail=detail
            )
            records.ledger.add(note)
        reached = _end_uses(records, caller, records.reuses.of_consent(id), now)
    return consent, reached


def withdraw_use(context: Context, caller: Caller, component: ComponentId) -> Withdrawal:
    """End one use of a paper in a later dossier; the consent that it rests on stays in force for others.

    A second time changes nothing. Raises NotFound for an unknown use and, just the same, for another owner's, Conflict
    for a look-up by law or when the dossier is decided or closed, Forbidden unless the caller is a signed-in owner.
    """
    _check_use(context, caller, component)
    now = context.clock.now()
    with context.records.write() as records:
        use = records.reuses.of_component(component)
        reached = _end_uses(records, caller, [use] if use else [], now)
    if reached.kept:
        raise Conflict(
            f"Hồ sơ {reached.kept[0].target} đã quyết định hoặc đã đóng nên không rút lại việc sử dụng được nữa.",
            f"dossier {reached.kept[0].target} is decided or closed, so the use cannot be withdrawn any more",
        )
    return reached


def _owner_of_consent(context: Context, caller: Caller, id: str) -> OwnerId:
    """Return whose consent it is. Raises NotFound unless the caller acts for them in the procedure that it is for."""
    admit_owner(context, caller, Action.CONSENT)
    with context.records.read() as records:
        consent = _found(lambda: records.consents.get(id))
        if consent is None or not _acts_for(context, records, caller, consent.owner, consent.procedure):
            raise NotFound(f"Bạn không có sự đồng ý “{id[:64]}”.", f"you have no consent “{id[:64]}”")
    _check_free(consent)
    return consent.owner


def _check_free(consent: Consent) -> None:
    if consent.means is Means.LEGAL_BASIS:
        raise Conflict(
            f"Cơ quan tra cứu giấy tờ này theo luật ({consent.basis}) nên không rút lại được; có thể khiếu nại.",
            f"the agency looked this paper up by law ({consent.basis}); it cannot be withdrawn, but may be contested",
        )


def _check_use(context: Context, caller: Caller, component: ComponentId) -> None:
    """Raise NotFound unless the paper used is of whom the caller acts for in the later dossier's procedure."""
    admit_owner(context, caller, Action.CONSENT)
    with context.records.read() as records:
        use = records.reuses.of_component(component)
        procedure = records.dossiers.get(use.target).procedure if use else None
        if use is None or not _acts_for(context, records, caller, use.owner, procedure):
            raise NotFound(f"Bạn không có lần sử dụng lại “{component[:64]}”.", f"you have no use “{component[:64]}”")
        _check_free(records.consents.get(use.consent))


def _acts_for(
    context: Context, records: Records, caller: Caller, owner: OwnerId, procedure: ProcedureCode | None
) -> bool:
    return owner in acting_for(records, caller, procedure, civil_day(context.clock.now()))


def _found(ask: Callable[[], Consent]) -> Consent | None:
    try:
        return ask()
    except NotFound:
        return None  # what is another's is answered in the same words


def _end_uses(records: Records, caller: Caller, uses: Sequence[ReuseEvent], now: datetime) -> Withdrawal:
    """End the uses in open dossiers; the dossiers are locked by code, so that two withdrawals meet in one order."""
    withdrawn: list[ReuseEvent] = []
    kept: list[ReuseEvent] = []
    states = {code: records.dossiers.locked(code).state for code in sorted({use.target for use in uses})}
    for use in uses:
        if use.withdrawn_at is not None:
            continue
        if states[use.target] in OPEN_STATES:
            _end(records, caller, use, now)
            withdrawn.append(use)
        else:
            kept.append(use)
    return Withdrawal(tuple(withdrawn), tuple(kept))


def _end(records: Records, caller: Caller, use: ReuseEvent, now: datetime) -> None:
    """End one use: its link fills no requirement any more and shows nothing, and both sides are told."""
    link = records.components.get(use.component)
    hidden = dict.fromkeys(link.fields, "")
    note = "Chủ hồ sơ đã rút lại việc sử dụng giấy tờ này. / The owner has withdrawn this use."
    review = Review(ReviewState.REJECTED, caller.name, now, fields=hidden, note=note)
    records.components.save_review(link.id, review, link.revision)
    records.reuses.withdraw(link.id, now)
    records.outbox.add(link.id)
    source: DossierCode = use.provenance.dossier
    taken = {"component": link.id, "from": source}
    given = {"for": use.target, "version": use.provenance.version}
    records.events.add(ProgressEvent(use.target, now, "reuse-withdrawn", caller.name, taken))
    records.events.add(ProgressEvent(source, now, "use-withdrawn", caller.name, given))
    detail = {"source": source, "consent": use.consent, **on_behalf(caller, use.owner)}
    records.ledger.add(
        note_of(
            caller,
            LedgerKind.WITHDRAWAL,
            now,
            owner=use.owner,
            dossier=use.target,
            item=link.id,
            version=use.provenance.version,
            purpose=use.purpose,
            detail=detail,
        )
    )
