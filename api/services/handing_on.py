"""Linked procedures on their way: papers handed on from step to step, steps that wait, steps that start.

One intake opened the dossiers. What a later step takes from an earlier one (`models.procedure.Feed`) is linked into
its dossier as soon as it can be: a paper once it is approved, a result once it is returned. It is a use like any other,
under the same rules, with provenance, on the consent that the one application gave. Everything here is called inside
the transaction of the deed that it follows from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.services.context import Context
from api.services.links import Use, link_paper
from api.services.offers import OnFile, papers_of
from api.services.search import tell_index
from models.caller import Caller, Role
from models.component import Component, ReviewState
from models.dossier import OPEN_STATES, Dossier, DossierState, Intake, ProgressEvent
from models.errors import Conflict
from models.identifiers import ComponentId, DossierCode, RequirementKey
from models.ports.records import Records
from models.procedure import Chain, Procedure, Requirement
from models.result import ProcedureResult
from models.time import civil_day
from records.deadlines import due_at
from records.reuse import obstacles

ACTOR = "Liên thông"
"""Who hands on: nobody in person."""

_GOING_ON = OPEN_STATES | {DossierState.RESOLVED}
_ENDED_WITHOUT = frozenset({DossierState.REFUSED, DossierState.WITHDRAWN, DossierState.STOPPED})


@dataclass(frozen=True, slots=True)
class _Step:
    """A later step, numbered from 1, and what it takes from the one that hands on; None stands for its result."""

    number: int
    dossier: Dossier
    takes: tuple[tuple[RequirementKey, RequirementKey | None], ...]


def consent_id(intake: str, step: int) -> str:
    """Return the id of the consent under which papers are handed on to a step."""
    return f"{intake}-{step}"


def awaited(chain: Chain, step: int) -> tuple[int, ...]:
    """Return the earlier steps whose results a step needs, in order."""
    origins = [chain.origin(step, feed.requirement) for feed in chain.steps[step - 1].feeds]
    return tuple(sorted({number for number, requirement in origins if requirement is None}))


def _results_needed(chain: Chain, step: int) -> set[RequirementKey]:
    """Return the requirements of a step that results of earlier ones fill."""
    feeds = chain.steps[step - 1].feeds
    return {feed.requirement for feed in feeds if chain.origin(step, feed.requirement)[1] is None}


def waits_for(records: Records, dossier: Dossier) -> tuple[int, ...]:
    """Return the earlier steps whose results a dossier still waits for; for one that ended without it nobody waits."""
    if dossier.intake is None:
        return ()
    intake = records.intakes.get(dossier.intake)
    siblings = records.intakes.dossiers(intake.id)
    needed = awaited(intake.chain, _number(intake, dossier.code))
    return tuple(number for number in needed if siblings[number - 1].state in _GOING_ON)


def check_may_start(records: Records, dossier: Dossier, state: DossierState) -> None:
    """Raise Conflict when a dossier shall be taken up (state 4) that still waits for an earlier step."""
    if state is not DossierState.IN_PROGRESS:
        return
    waiting = waits_for(records, dossier)
    if waiting:
        steps = ", ".join(map(str, waiting))
        raise Conflict(
            f"Hồ sơ liên thông này chờ kết quả của bước {steps}; hệ thống tự chuyển xử lý khi có kết quả.",
            f"this dossier waits for the result of step {steps}; it is taken up by itself once that is there",
        )


def check_bytes(context: Context, dossier: Dossier, component: ComponentId | None = None) -> None:
    """Raise IntegrityError when the paper, or the results of a dossier, that will be handed on are not what was hashed.

    Hashing is slow, so this comes before the transaction; versions never change.
    """
    if dossier.intake is None:
        return
    with context.records.read() as records:
        results = records.results.of_dossier(dossier.code)
        items = results if component is None else [records.components.get(component)]
    for item in items:
        context.objects.verify(item.version.sha256)


def hold_chain(records: Records, dossier: Dossier) -> None:
    """Lock what a deed in a dossier of an intake may reach: consents, then the dossier and those behind it by code.

    This is the order in which everybody locks (`docs/reuse.md`); to be called before the dossier itself is locked.
    """
    if dossier.intake is None:
        return
    intake = records.intakes.get(dossier.intake)
    later = [step for step in _later(records, intake, dossier) if step.takes]
    for step in later:
        records.consents.locked(consent_id(intake.id, step.number))
    for code in sorted((dossier.code, *(step.dossier.code for step in later))):
        records.dossiers.locked(code)


def hand_on(records: Records, code: DossierCode, now: datetime) -> None:
    """Link what the dossier `code` has to give into the later dossiers of its intake. A second time changes nothing.

    The papers are held meanwhile, so that one is revoked before or after. `hold_chain` comes before.
    """
    source = records.dossiers.get(code)
    if source.intake is None:
        return
    intake = records.intakes.get(source.intake)
    records.standings.hold(item.version.id for item in _given_by(records, code))
    for step in _later(records, intake, source):
        if step.dossier.state in OPEN_STATES:
            for requirement, origin in step.takes:
                _feed(records, intake, source, step, requirement, origin, now)


def _given_by(records: Records, code: DossierCode) -> Sequence[Component | ProcedureResult]:
    return [*records.components.of_dossier(code), *records.results.of_dossier(code)]


def follow_state(records: Records, dossier: Dossier, now: datetime) -> Dossier:
    """Do what follows from a new state: results go on, steps that waited start, steps that wait in vain are told.

    A dossier whose time did not run yet gets its due date when it is taken up. Returns the dossier as it is then.
    """
    if dossier.intake is None:
        return dossier
    intake = records.intakes.get(dossier.intake)
    if dossier.state is DossierState.IN_PROGRESS and dossier.due_at is None:
        return _start_clock(records, dossier, now)
    if dossier.state is DossierState.RETURNED:
        hand_on(records, dossier.code, now)
        for step in _later(records, intake, dossier):
            _start(records, intake, dossier, step, now)
    elif dossier.state in _ENDED_WITHOUT:
        _tell(records, intake, dossier, now)
    return dossier


def _number(intake: Intake, code: DossierCode) -> int:
    return intake.dossiers.index(code) + 1


def _later(records: Records, intake: Intake, source: Dossier) -> Sequence[_Step]:
    """Return the steps behind that of `source`, in order, so that all who lock several lock them in one order."""
    own = _number(intake, source.code)
    codes = list(enumerate(intake.dossiers, start=1))[own:]
    return [_Step(number, records.dossiers.get(code), _takes(intake.chain, number, own)) for number, code in codes]


def _takes(chain: Chain, step: int, source: int) -> tuple[tuple[RequirementKey, RequirementKey | None], ...]:
    origins = [(feed.requirement, chain.origin(step, feed.requirement)) for feed in chain.steps[step - 1].feeds]
    return tuple((requirement, origin) for requirement, (number, origin) in origins if number == source)


def _feed(
    records: Records,
    intake: Intake,
    source: Dossier,
    step: _Step,
    key: RequirementKey,
    origin: RequirementKey | None,
    now: datetime,
) -> None:
    """Fill one requirement of a later step with what fits it, and say in that dossier what does not and why."""
    day = civil_day(step.dossier.received_at)
    requirement = records.catalogue.procedure(step.dossier.procedure, day).requirement(key)
    if requirement is None:
        return  # a later catalogue replaced this version of the procedure: nothing asks for it any more
    links = {use.component: use.provenance.version for use in records.reuses.of_target(step.dossier.code)}
    given = {version for one, version in links.items() if records.components.get(one).requirement == key}
    for paper in _ready(records, source, requirement, origin, now):
        if paper.item.version.id not in given:
            _link(records, intake, step, requirement, paper, now)


def _ready(
    records: Records, source: Dossier, requirement: Requirement, origin: RequirementKey | None, now: datetime
) -> Iterator[OnFile]:
    """Yield what the earlier step gives: results once returned, or the approved papers for its requirement `origin`."""
    procedure = records.catalogue.procedure(source.procedure, civil_day(source.received_at))
    for paper in papers_of(records, [source], civil_day(now)):
        item = paper.item
        if isinstance(item, ProcedureResult):
            wanted = origin is None and source.state is DossierState.RETURNED and item.type in requirement.accepts
        else:
            approved = item.review.state is ReviewState.APPROVED
            wanted = approved and origin is not None and _meant(item, procedure) == origin
        if wanted:
            yield paper


def _meant(component: Component, procedure: Procedure) -> RequirementKey | None:
    """Return what a paper was handed in for; where nobody said, the only requirement that takes papers of its type."""
    if component.requirement is not None:
        return component.requirement
    takers = [one.key for one in procedure.requirements if component.type in one.accepts]
    return takers[0] if len(takers) == 1 else None


def _link(
    records: Records, intake: Intake, step: _Step, requirement: Requirement, paper: OnFile, now: datetime
) -> None:
    """Link one paper into a later dossier; or say there why it cannot be: the rules, or a consent taken back."""
    consent = records.consents.locked(consent_id(intake.id, step.number))
    target = records.dossiers.locked(step.dossier.code)
    why_not = list(obstacles(requirement, paper.item, replace(paper.facts, consent=consent)))
    if not (why_not or consent.in_force(now)):
        why_not.append("Sự đồng ý chuyển giấy tờ giữa các bước đã hết hạn.")
    if why_not:
        _say(records, step, "feed-refused", now, {"name": requirement.name, "reason": " ".join(why_not)})
    else:
        link_paper(records, requirement, paper, Use(target, consent, consent.purpose, _mover(intake, target), now))


def _mover(intake: Intake, target: Dossier) -> Caller:
    """Return who stands in the ledger for a paper handed on: the chain, for the agency that gets the paper."""
    return Caller(f"intake:{intake.id}", Role.SYSTEM, ACTOR, agency=target.agency)


def _start(records: Records, intake: Intake, source: Dossier, step: _Step, now: datetime) -> None:
    """Take up a step that waited for the result of `source` and for nothing else, if that result reached it."""
    dossier = records.dossiers.get(step.dossier.code)
    awaiting = {DossierState.REGISTERED, DossierState.ACCEPTED}
    if (
        not any(origin is None for _, origin in step.takes)
        or dossier.state not in awaiting
        or waits_for(records, dossier)
    ):
        return
    kept = [one for one in records.components.of_dossier(dossier.code) if one.review.state is not ReviewState.REJECTED]
    lacking = _results_needed(intake.chain, step.number) - {one.requirement for one in kept}
    said = {"step": str(_number(intake, source.code))}
    if lacking:
        _say(records, step, "earlier-result-missing", now, {**said, "requirements": " ".join(sorted(lacking))})
        return
    _start_clock(records, dossier, now)
    _say(records, step, "wait-over", now, said)
    if dossier.state is DossierState.ACCEPTED:
        records.dossiers.set_state(dossier.code, DossierState.IN_PROGRESS)
        tell_index(records, dossier.code)
        detail = {"from": str(dossier.state.value), "to": str(DossierState.IN_PROGRESS.value)}
        records.events.add(ProgressEvent(dossier.code, now, "state", ACTOR, detail))


def _start_clock(records: Records, dossier: Dossier, now: datetime) -> Dossier:
    """Set when a dossier is due whose statutory time begins to run now."""
    procedure = records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at))
    return records.dossiers.set_due(dossier.code, due_at(now, procedure.working_days))


def _tell(records: Records, intake: Intake, ended: Dossier, now: datetime) -> None:
    """Tell the steps that take something from one that ended without a result; what to do is for their officers."""
    number = _number(intake, ended.code)
    procedure = records.catalogue.procedure(ended.procedure, civil_day(ended.received_at))
    for step in _later(records, intake, ended):
        if step.takes and step.dossier.state in OPEN_STATES:
            detail = {"step": str(number), "procedure": procedure.name, "state": str(ended.state.value)}
            _say(records, step, "earlier-step-ended", now, detail)


def _say(records: Records, step: _Step, kind: str, now: datetime, detail: Mapping[str, str]) -> None:
    """Add an event to a later dossier, once for each thing to say."""
    said = [event.detail for event in records.events.of_dossier(step.dossier.code) if event.kind == kind]
    if detail not in said:
        records.events.add(ProgressEvent(step.dossier.code, now, kind, ACTOR, detail))
