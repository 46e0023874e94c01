"""Looking at dossiers and moving them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.services.access import admit, check_still_allowed, seen_by
from api.services.allowed import rights_in
from api.services.asking import Ask, check_asks, keep_asks
from api.services.context import Context, Once
from api.services.decision import check_again, conflict_of, hash_reused
from api.services.handing_on import check_bytes, check_may_start, follow_state, hold_chain
from api.services.once import earlier, remember
from api.services.redacting import bare_component, bare_event, bare_result
from api.services.search import tell_index
from models.agency import Agency
from models.caller import Caller
from models.component import Component, ReviewState
from models.dossier import TRANSITIONS, Dossier, DossierState, ProgressEvent
from models.errors import Conflict, NotFound
from models.identifiers import ComponentId, DossierCode
from models.ports.records import Records
from models.procedure import Procedure, Requirement
from models.result import ProcedureResult
from models.time import civil_day
from records.policy import Action


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
        """Components put in for `requirement`, or put in for none and of a type that it accepts; none rejected."""
        return [
            component
            for component in self.components
            if component.review.state is not ReviewState.REJECTED
            and (
                component.requirement == requirement.key
                or (component.requirement is None and component.type in requirement.accepts)
            )
        ]

    @property
    def missing(self) -> Sequence[Requirement]:
        """Mandatory requirements that no component fills yet."""
        return [r for r in self.procedure.requirements if r.mandatory and not self.filling(r)]


def view_dossier(context: Context, caller: Caller, code: DossierCode) -> DossierView:
    """Return one dossier whole; to who may not read its papers without what they say. Raises NotFound."""
    admit(context, caller, Action.SEE, code)
    with context.records.read() as records:
        dossier = records.dossiers.get(code)
        view = DossierView(
            dossier=dossier,
            agency=records.catalogue.recorded(dossier.agency, civil_day(dossier.received_at)),
            procedure=records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at)),
            components=records.components.of_dossier(code),
            results=records.results.of_dossier(code),
            events=records.events.of_dossier(code),
        )
    return view if Action.READ in rights_in(context, caller, dossier) else _bare(view)


def _bare(view: DossierView) -> DossierView:
    return replace(
        view,
        components=[bare_component(component) for component in view.components],
        results=[bare_result(result) for result in view.results],
        events=[bare_event(event) for event in view.events],
    )


def list_dossiers(context: Context, caller: Caller, limit: int, after: DossierCode | None = None) -> Sequence[Dossier]:
    """Return up to `limit` of the dossiers that the caller may see, newest first, from behind `after`.

    Raises NotFound when the caller may not see `after`.
    """
    if after is not None:
        admit(context, caller, Action.SEE, after)
    with context.records.read() as records:
        return records.dossiers.page(limit, after, seen_by(context, records, caller))


def component_of(records: Records, code: DossierCode, id: ComponentId) -> Component:
    """Return a component of this very dossier. Raises NotFound."""
    component = records.components.get(id)
    if component.dossier != code:
        raise NotFound(f"Hồ sơ {code} không có thành phần này.", f"dossier {code} has no such component")
    return component


def set_state(
    context: Context,
    caller: Caller,
    code: DossierCode,
    state: DossierState,
    detail: Mapping[str, str] | None = None,
    once: Once | None = None,
    asks: Sequence[Ask] = (),
) -> Dossier:
    """Move a dossier to `state`; to ask for a supplement (state 5), `asks` names the papers wanted.

    Before it is resolved, what it reuses is judged again (`api.services.decision`). Raises NotFound, Conflict for a
    step that the order of states does not know, Conflict that names each reused paper not to be relied on any more.
    """
    check_asks(state, asks)
    seen = admit(context, caller, right_for(state), code)
    if state is DossierState.RETURNED:
        check_bytes(context, seen)
    deciding = state is DossierState.RESOLVED
    intact = hash_reused(context, code) if deciding else {}
    with context.records.write() as records:
        hold_chain(records, seen)
        before = records.dossiers.locked(code)
        if earlier(records, once) is not None:
            return before
        check_still_allowed(context, records, caller, right_for(state), before)
        _check_step(before.state, state)
        check_may_start(records, before, state)
        blocked = check_again(context, records, caller, before, intact) if deciding else []
        after = before if blocked else records.dossiers.set_state(code, state)
        if not blocked:
            tell_index(records, code)
            steps = {"from": str(before.state.value), "to": str(state.value), **(detail or {})}
            records.events.add(ProgressEvent(code, context.clock.now(), "state", caller.name, steps))
            keep_asks(records, caller, before, asks, context.clock.now())
            after = follow_state(records, after, context.clock.now())
            remember(context, records, once, code)
    if blocked:  # what was found is kept, so the transaction had to end first
        raise conflict_of(blocked)
    return after


def _check_step(before: DossierState, state: DossierState) -> None:
    if state not in TRANSITIONS[before]:
        allowed = ", ".join(f"{s.value}" for s in sorted(TRANSITIONS[before])) or "–"
        raise Conflict(
            f"Hồ sơ đang ở trạng thái {before.value}, chỉ chuyển được sang: {allowed}.",
            f"the dossier is in state {before.value}, from which it can go to: {allowed}",
        )


def right_for(state: DossierState) -> Action:
    """Return the right that a step to `state` takes."""
    if state is DossierState.WITHDRAWN:
        return Action.WITHDRAW
    return Action.DECIDE if state in _DECISIONS else Action.MOVE


_DECISIONS = frozenset({DossierState.REFUSED, DossierState.STOPPED, DossierState.RESOLVED, DossierState.RETURNED})


def retry_component(
    context: Context, caller: Caller, code: DossierCode, id: ComponentId, once: Once | None = None
) -> None:
    """Have a parked component read again. Raises NotFound, or Conflict when its job is not parked."""
    admit(context, caller, Action.CORRECT, code)
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
        records.events.add(
            ProgressEvent(code, context.clock.now(), "component-retried", caller.name, {"component": id})
        )
        remember(context, records, once, id)
