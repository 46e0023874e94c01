"""What earlier dossiers offer to a new one.

The rules are in `records.reuse`; here they meet the records. A code alone opens nothing: a dossier of another owner is
answered as one that does not exist, and the attempt stands in the events of the dossier that asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.services.context import Actor, Context
from models.component import Component
from models.dossier import Dossier, ProgressEvent
from models.errors import NotFound
from models.identifiers import DossierCode
from models.ports.records import Records
from models.procedure import Requirement
from models.result import ProcedureResult
from models.reuse import Offer
from models.time import civil_day
from records.reuse import obstacles

Item = Component | ProcedureResult


@dataclass(frozen=True, slots=True)
class RequirementOffers:
    """One requirement of the new dossier with everything on offer for it, what fits first."""

    requirement: Requirement
    offers: Sequence[Offer]


def reusable(
    context: Context, actor: Actor, target: DossierCode, sources: Sequence[DossierCode]
) -> Sequence[RequirementOffers]:
    """For each requirement of `target`, return what the source dossiers offer and, for what does not fit, why.

    Raises NotFound for an unknown code and, just the same, for a dossier of another owner.
    """
    today = civil_day(context.clock.now())
    with context.records.read() as records:
        dossier = records.dossiers.get(target)
        found = {code: own_dossier(records, dossier, code) for code in sources}
        refused = [code for code, source in found.items() if source is None]
        pairs = [(source, item) for source in found.values() if source for item in items_of(records, source.code)]
        procedure = records.catalogue.procedure(dossier.procedure)
    if refused:
        raise deny(context, actor, target, refused[0])
    return [_for_requirement(requirement, pairs, today) for requirement in procedure.requirements]


def own_dossier(records: Records, target: Dossier, code: DossierCode) -> Dossier | None:
    """Return the dossier behind a code if it is another one of the same owner; None in every other case."""
    try:
        source = records.dossiers.get(code)
    except NotFound:
        return None
    return source if source.owner.id == target.owner.id and source.code != target.code else None


def items_of(records: Records, code: DossierCode) -> Sequence[Item]:
    """Return all that a dossier could offer: its components and its results."""
    return [*records.components.of_dossier(code), *records.results.of_dossier(code)]


def deny(context: Context, actor: Actor, target: DossierCode, code: DossierCode) -> NotFound:
    """Log a refused code in the dossier that asked, and return the error that tells nothing about the code."""
    with context.records.write() as records:
        records.events.add(ProgressEvent(target, context.clock.now(), "reuse-denied", actor.name, {"code": code}))
    return NotFound(
        f"Không tìm thấy hồ sơ {code} của chủ hồ sơ này; hãy kiểm tra lại mã.",
        f"this owner has no dossier {code}; check the code",
    )


def obstacles_between(
    requirement: Requirement, item: Item, source: Dossier, target: Dossier, on: date
) -> Sequence[str]:
    """Return why `item` may not be used for `requirement` of `target` on that day; empty when it may."""
    return obstacles(requirement, item, same_owner=source.owner.id == target.owner.id, source_state=source.state, on=on)


def _for_requirement(requirement: Requirement, pairs: Sequence[tuple[Dossier, Item]], today: date) -> RequirementOffers:
    offers = [
        Offer(requirement.key, item, tuple(obstacles_between(requirement, item, source, source, today)))
        for source, item in pairs
    ]
    return RequirementOffers(requirement, sorted(offers, key=_best_first))


def _best_first(offer: Offer) -> tuple[bool, int, float]:
    """Reusable before not; then fewest obstacles; then newest."""
    return (not offer.reusable, len(offer.obstacles), -offer.item.version.received_at.timestamp())
