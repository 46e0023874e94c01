"""Linked procedures (*thủ tục liên thông*): one intake opens a dossier for each step, at the agency of that step.

Who receives is the agency of the first step. It takes the papers for all steps, each once; what it put into the dossier
of another agency it does not see again. Whoever may see a dossier of the intake sees the intake with that dossier, and
nothing of the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from api.services.access import check_pace, count_failure, decide_on, matter_of
from api.services.consenting import OWN_ACT_DAYS
from api.services.consents import keep_consent
from api.services.context import Context, Once
from api.services.filing import Filing, check_channel, filing_by, new_dossier
from api.services.handing_on import awaited, consent_id, waits_for
from api.services.once import earlier, remember
from models.agency import Agency, Level
from models.caller import Caller
from models.consent import Consent, Means
from models.dossier import Channel, Dossier, Intake, Owner, ProgressEvent
from models.errors import Forbidden, HosoError, InvalidValue, NotFound
from models.identifiers import AgencyCode, ChainKey, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.procedure import Chain, Procedure
from models.time import civil_day
from records.catalogue.chains import Slot, slots
from records.policy import ROLES, Action, decide


@dataclass(frozen=True, slots=True)
class Joint:
    """What is needed to open an intake.

    `agencies` names the agency of each step, in order; None, and what is missing at the end, is found by the tree from
    the one that receives: the caller's own, or else that of the first step.
    """

    chain: ChainKey
    owner: Owner
    agencies: tuple[AgencyCode | None, ...] = ()
    channel: Channel = Channel.COUNTER
    applicant: Owner | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step that may be seen, numbered from 1. `waits_for` are the earlier steps whose results it needs first."""

    number: int
    dossier: Dossier
    agency: Agency
    procedure: Procedure
    waits_for: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IntakeView:
    """An intake with those of its steps that may be seen, and every paper that is asked for once at the intake."""

    intake: Intake
    steps: Sequence[StepView]
    asked: Sequence[Slot]


def open_intake(context: Context, caller: Caller, joint: Joint, once: Once | None = None) -> IntakeView:
    """Open the dossiers of a chain in one transaction, and return all of them: the receipt.

    Raises NotFound (no such chain, procedure or agency in force), Forbidden, InvalidValue (an agency that must be
    named), Conflict when an agency does not handle its step's procedure.
    """
    check_channel(caller, joint.channel)
    now = context.clock.now()
    chain, agencies = _admitted(context, caller, joint, civil_day(now))
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return _view(records, records.intakes.get(done))
        id_ = uuid4().hex
        opened = _dossiers(records, caller, joint, chain, agencies, id_, now)
        codes = tuple(dossier.code for dossier in opened)
        intake = Intake(id_, chain, agencies[0], codes, joint.owner.id, caller.name, now)
        records.intakes.add(intake)
        for number, dossier in enumerate(opened, start=1):
            _add(records, caller, intake, number, dossier)
        remember(context, records, once, id_)
        return _view(records, intake)


def view_intake(context: Context, caller: Caller, id: str) -> IntakeView:
    """Return an intake with the dossiers that the caller may see. Raises NotFound where there are none such."""
    with context.records.read() as records:
        check_pace(context, records, caller.id)
        intake = find_intake(records, id)
        seen = visible(context, records, caller, intake) if intake else ()
        if intake is not None and seen:
            return _view(records, intake, seen)
    raise refuse_intake(context, caller, id, Action.SEE, intake)


def find_intake(records: Records, id: str) -> Intake | None:
    try:
        return records.intakes.get(id)
    except NotFound:
        return None  # answered like one that is hidden


def visible(context: Context, records: Records, caller: Caller, intake: Intake) -> tuple[int, ...]:
    """Return the steps of an intake whose dossiers the caller may see."""
    dossiers = enumerate(records.intakes.dossiers(intake.id), start=1)
    return tuple(n for n, one in dossiers if decide_on(context, records, caller, Action.SEE, one).allowed)


def refuse_intake(
    context: Context, caller: Caller, id: str, action: Action, intake: Intake | None, *, hidden: bool = True
) -> HosoError:
    """Write a refusal down and return the error: an intake that is hidden is answered like one that there is not."""
    answer = "not-found" if hidden else "forbidden"
    detail = {"action": action.value, "answer": answer, "intake": id[:64]}
    owner = intake.owner if intake else None
    with context.records.write() as records:
        records.ledger.add(note_of(caller, LedgerKind.DENIAL, context.clock.now(), owner=owner, detail=detail))
        if hidden:
            count_failure(context, records, caller.id)
    if hidden:
        return NotFound(f"Không tìm thấy lần tiếp nhận “{id[:64]}”.", f"there is no intake “{id[:64]}”")
    return _forbidden(caller)


def _forbidden(caller: Caller) -> Forbidden:
    return Forbidden(
        f"{ROLES[caller.role]} không được tiếp nhận liên thông ở đây: chỉ cơ quan của bước đầu, chủ hồ sơ, người đại"
        " diện, hoặc hệ thống có phạm vi gồm mọi thủ tục.",
        f"role {caller.role.value} may not do this intake: that is for the agency of the first step, the owner or who"
        " represents them, or a system with all the procedures in its scope",
    )


def _admitted(context: Context, caller: Caller, joint: Joint, today: date) -> tuple[Chain, tuple[AgencyCode, ...]]:
    """Return the chain and the agency of each step, when the policy lets the caller open them all."""
    with context.records.read() as records:
        chain = records.catalogue.chain(joint.chain, today)
        agencies = _agencies(records, caller, joint, chain, today)
        matters = [
            matter_of(records, caller, agencies[0], step.procedure, joint.owner.id, today) for step in chain.steps
        ]
    if not all(decide(caller, Action.INTAKE, matter).allowed for matter in matters):
        raise _forbidden(caller)
    return chain, agencies


def _agencies(records: Records, caller: Caller, joint: Joint, chain: Chain, today: date) -> tuple[AgencyCode, ...]:
    if len(joint.agencies) > len(chain.steps):
        raise InvalidValue(
            f"Liên thông này có {len(chain.steps)} bước.", f"this chain has {len(chain.steps)} steps", field="agencies"
        )
    named = (*joint.agencies, *[None] * (len(chain.steps) - len(joint.agencies)))
    start = named[0] or caller.agency
    if start is None:
        raise InvalidValue("Hãy nêu cơ quan của bước đầu.", "name the agency of the first step", field="agencies")
    return tuple(
        code or _nearest(records, start, step.level, number, today)
        for number, (code, step) in enumerate(zip(named, chain.steps, strict=True), start=1)
    )


def _nearest(records: Records, start: AgencyCode, level: Level, number: int, today: date) -> AgencyCode:
    """Return the agency of a level that is `start` or the nearest above it. Raises InvalidValue when there is none."""
    for code in records.catalogue.ancestors(start, today):
        if records.catalogue.agency(code, today).level is level:
            return code
    raise InvalidValue(
        f"Không tìm được cơ quan cho bước {number} từ {start}; hãy nêu trong agencies.",
        f"no agency for step {number} is found above {start}; name it in agencies",
        field="agencies",
    )


def _dossiers(
    records: Records,
    caller: Caller,
    joint: Joint,
    chain: Chain,
    agencies: Sequence[AgencyCode],
    intake: str,
    now: datetime,
) -> Sequence[Dossier]:
    """Return the new dossiers by step; codes are taken by agency, so that intakes at once take them in one order."""
    made: Mapping[int, Dossier] = {
        number: _dossier(records, caller, joint, chain.steps[number].procedure, agencies[number], intake, now)
        for number in sorted(range(len(chain.steps)), key=lambda place: (agencies[place], place))
    }
    return [
        replace(made[place], due_at=None) if awaited(chain, place + 1) else made[place] for place in range(len(made))
    ]


def _dossier(
    records: Records,
    caller: Caller,
    joint: Joint,
    procedure: ProcedureCode,
    agency: AgencyCode,
    intake: str,
    now: datetime,
) -> Dossier:
    filing = Filing(procedure, agency, joint.owner, joint.channel, joint.applicant, intake)
    return new_dossier(records, filing_by(caller, filing), now)


def _add(records: Records, caller: Caller, intake: Intake, number: int, dossier: Dossier) -> None:
    """Add the dossier of a step, with the consent to hand papers on to it."""
    records.dossiers.add(dossier)
    detail = {"channel": dossier.channel.value, "intake": intake.id, "step": str(number)}
    records.events.add(ProgressEvent(dossier.code, intake.opened_at, "opened", caller.name, detail))
    steps = awaited(intake.chain, number)
    if steps:
        waits = {"steps": ", ".join(map(str, steps))}
        records.events.add(ProgressEvent(dossier.code, intake.opened_at, "waiting", caller.name, waits))
    if intake.chain.steps[number - 1].feeds:
        keep_consent(records, caller, _consent(intake, number, dossier))


def _consent(intake: Intake, number: int, dossier: Dossier) -> Consent:
    """Return the consent that lies in applying for linked procedures: to hand on what this step takes from others."""
    return Consent(
        id=consent_id(intake.id, number),
        owner=dossier.owner.id,
        given_by=(dossier.applicant or dossier.owner).id,
        means=Means.INTAKE,
        procedure=dossier.procedure,
        agency=dossier.agency,
        dossier=dossier.code,
        purpose=f"Liên thông: {intake.chain.name}",
        basis="",
        given_at=intake.opened_at,
        valid_until=intake.opened_at + timedelta(days=OWN_ACT_DAYS),
    )


def _view(records: Records, intake: Intake, seen: Sequence[int] | None = None) -> IntakeView:
    """Return an intake with the steps `seen`; None: all."""
    day = civil_day(intake.opened_at)
    dossiers = list(enumerate(records.intakes.dossiers(intake.id), start=1))
    procedures = {step.procedure: records.catalogue.procedure(step.procedure, day) for step in intake.chain.steps}
    steps = [
        StepView(
            number=number,
            dossier=dossier,
            agency=records.catalogue.recorded(dossier.agency, day),
            procedure=procedures[dossier.procedure],
            waits_for=waits_for(records, dossier),
        )
        for number, dossier in dossiers
        if seen is None or number in seen
    ]
    return IntakeView(intake, steps, [slot for slot in slots(intake.chain, procedures) if slot.feed is None])
