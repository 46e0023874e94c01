"""Papers given once, at the intake of linked procedures: each goes to the step that needs it."""

from collections.abc import Mapping, Sequence

from api.services.access import check_pace, matter_of
from api.services.chains import find_intake, refuse_intake, visible
from api.services.context import Context
from models.caller import Caller
from models.dossier import Dossier, Intake
from models.errors import InvalidValue
from models.identifiers import ProcedureCode, RequirementKey
from models.ports.records import Records
from models.procedure import Procedure
from models.time import civil_day
from records.catalogue.chains import Slot, slots
from records.policy import Action, decide


def dossier_for(
    context: Context, caller: Caller, id: str, requirement: RequirementKey, step: int | None = None
) -> Dossier:
    """Return the dossier of an intake that a paper for `requirement` goes to, to who may take papers for the intake.

    `step` is only needed where several steps ask for a paper under the same key. Raises NotFound, Forbidden,
    InvalidValue (no step asks for it, it comes from an earlier step, or the step must be named).
    """
    with context.records.read() as records:
        check_pace(context, records, caller.id)
        intake = find_intake(records, id)
        if intake is not None and _may_take(context, records, caller, intake):
            number = _step_for(slots(intake.chain, _procedures(records, intake)), requirement, step)
            return records.dossiers.get(intake.dossiers[number - 1])
        hidden = intake is None or not visible(context, records, caller, intake)
    raise refuse_intake(context, caller, id, Action.INTAKE, intake, hidden=hidden)


def _procedures(records: Records, intake: Intake) -> Mapping[ProcedureCode, Procedure]:
    day = civil_day(intake.opened_at)
    return {step.procedure: records.catalogue.procedure(step.procedure, day) for step in intake.chain.steps}


def _may_take(context: Context, records: Records, caller: Caller, intake: Intake) -> bool:
    """Say whether the policy lets a caller take papers for all steps: they are given at the agency that receives."""
    today = civil_day(context.clock.now())
    matters = [
        matter_of(records, caller, intake.agency, step.procedure, intake.owner, today) for step in intake.chain.steps
    ]
    return all(decide(caller, Action.INTAKE, matter).allowed for matter in matters)


def _step_for(known: Sequence[Slot], requirement: RequirementKey, step: int | None) -> int:
    """Return the step that asks for a paper at the intake."""
    named = [slot for slot in known if slot.requirement.key == requirement and step in {None, slot.step}]
    asked = [slot.step for slot in named if slot.feed is None]
    if len(asked) == 1:
        return asked[0]
    if asked:
        steps = ", ".join(map(str, asked))
        raise InvalidValue(
            f"Các bước {steps} đều cần “{requirement}”; hãy nêu bước (step).",
            f"steps {steps} all ask for “{requirement}”; name the step",
            field="step",
        )
    keys = ", ".join(dict.fromkeys(slot.requirement.key for slot in known if slot.feed is None))
    if named:
        raise InvalidValue(
            f"“{named[0].requirement.name}” lấy từ bước trước, không nhận khi tiếp nhận; cần nộp: {keys}.",
            f"“{requirement}” comes from an earlier step and is not taken at the intake; asked for are: {keys}",
            field="requirement",
        )
    raise InvalidValue(
        f"Không bước nào cần “{requirement}” khi tiếp nhận; cần nộp: {keys}.",
        f"no step asks for “{requirement}” at the intake; asked for are: {keys}",
        field="requirement",
    )
