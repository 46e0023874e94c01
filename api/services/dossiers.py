"""Looking at dossiers and moving them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.services.context import Actor, Context, Once
from api.services.once import earlier, remember
from models.agency import Agency
from models.component import Component
from models.dossier import TRANSITIONS, Dossier, DossierState, ProgressEvent
from models.errors import Conflict, NotFound
from models.identifiers import ComponentId, DossierCode
from models.ports.records import Records
from models.procedure import Procedure, Requirement
from models.result import ProcedureResult
from models.time import civil_day


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier with all that belongs to it, from one consistent view of the records."""

    dossier: Dossier
    agency: Agency
    procedure: Procedure
    components: Sequence[Component]
    results: Sequence[ProcedureResult]
    events: Sequence[ProgressEvent]

    def filling(self, requirement: Requirement) -> Sequence[Component]:
        """Components put in for `requirement`, or put in for none and of a type that it accepts."""
        return [
            component
            for component in self.components
            if component.requirement == requirement.key
            or (component.requirement is None and component.type in requirement.accepts)
        ]

    @property
    def missing(self) -> Sequence[Requirement]:
        """Mandatory requirements that no component fills yet."""
        return [r for r in self.procedure.requirements if r.mandatory and not self.filling(r)]


def view_dossier(context: Context, code: DossierCode) -> DossierView:
    """Return one dossier whole. Raises NotFound."""
    with context.records.read() as records:
        dossier = records.dossiers.get(code)
        return DossierView(
            dossier=dossier,
            agency=records.catalogue.agency(dossier.agency, civil_day(dossier.received_at)),
            procedure=records.catalogue.procedure(dossier.procedure),
            components=records.components.of_dossier(code),
            results=records.results.of_dossier(code),
            events=records.events.of_dossier(code),
        )


def list_dossiers(context: Context, limit: int, after: DossierCode | None = None) -> Sequence[Dossier]:
    """Return up to `limit` dossiers, newest first, from behind `after`."""
    with context.records.read() as records:
        return records.dossiers.page(limit, after)


def component_of(records: Records, code: DossierCode, id: ComponentId) -> Component:
    """Return a component of this very dossier. Raises NotFound."""
    component = records.components.get(id)
    if component.dossier != code:
        raise NotFound(f"Hồ sơ {code} không có thành phần này.", f"dossier {code} has no such component")
    return component


def set_state(
    context: Context,
    actor: Actor,
    code: DossierCode,
    state: DossierState,
    detail: Mapping[str, str] | None = None,
    once: Once | None = None,
) -> Dossier:
    """Move a dossier to `state`. Raises NotFound, or Conflict for a step that the order of states does not know."""
    with context.records.write() as records:
        before = records.dossiers.get(code)
        if earlier(records, once) is not None:
            return before
        if state not in TRANSITIONS[before.state]:
            allowed = ", ".join(f"{s.value}" for s in sorted(TRANSITIONS[before.state])) or "–"
            raise Conflict(
                f"Hồ sơ đang ở trạng thái {before.state.value}, chỉ chuyển được sang: {allowed}.",
                f"the dossier is in state {before.state.value}, from which it can go to: {allowed}",
            )
        after = records.dossiers.set_state(code, state)
        steps = {"from": str(before.state.value), "to": str(state.value), **(detail or {})}
        records.events.add(ProgressEvent(code, context.clock.now(), "state", actor.name, steps))
        remember(context, records, once, code)
    return after


def retry_component(
    context: Context, actor: Actor, code: DossierCode, id: ComponentId, once: Once | None = None
) -> None:
    """Have a parked component read again. Raises NotFound, or Conflict when its job is not parked."""
    with context.records.write() as records:
        component_of(records, code, id)
        if earlier(records, once) is not None:
            return
        jobs = records.jobs.find(component=id)
        if not jobs:
            raise Conflict("Thành phần này không có việc nào để làm lại.", "this component has no job to retry")
        records.jobs.retry(jobs[-1].id)
        records.components.save_queued(id)
        records.outbox.add(id)
        records.events.add(ProgressEvent(code, context.clock.now(), "component-retried", actor.name, {"component": id}))
        remember(context, records, once, id)
