"""What stands in the way of a dossier, and what could take the place of a paper: for people to act on."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.services.access import admit, decide_on
from api.services.alerts import Alert, alerts_in
from api.services.context import Context
from api.services.handing_on import waits_for
from models.caller import Caller
from models.component import Component, ReviewState
from models.dossier import Dossier
from models.identifiers import VersionId
from models.paper_state import PaperStanding
from models.ports.records import Records
from records.policy import Action
from records.reuse import Item


@dataclass(frozen=True, slots=True)
class Hindrances:
    """Alerts about reused papers, and the numbers of the earlier steps of an intake that this one waits for."""

    alerts: Sequence[Alert]
    waits_for: Sequence[int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paper stands: every change, oldest first, and the papers that could replace it, newest first."""

    history: Sequence[PaperStanding]
    successors: Sequence[Item]


def hindrances_of(context: Context, caller: Caller, dossier: Dossier) -> Hindrances:
    """Return what stands in the way of a dossier now. Raises NotFound."""
    admit(context, caller, Action.SEE, dossier.code)
    with context.records.read() as records:
        alerts = alerts_in(records, dossier, context.clock.now())
        return Hindrances(alerts, waits_for(records, dossier))


def standing_of(context: Context, caller: Caller, paper: Component) -> Standing:
    """Return how a paper stands and what could replace it. Raises NotFound, Forbidden.

    That is an approved or issued paper of its type in any dossier of the owner that the caller may read.
    """
    dossier = admit(context, caller, Action.STAND, paper.dossier)
    with context.records.read() as records:
        history = records.standings.history(paper.version.id)
        mine = [
            one.code
            for id_ in records.owners.same_person(dossier.owner.id)
            for one in records.dossiers.of_owner(id_)
            if decide_on(context, records, caller, Action.READ, one).allowed
        ]
        items: list[Item] = [*records.components.of_dossiers(mine), *records.results.of_dossiers(mine)]
        found = [item for item in items if item.type == paper.type and _replaces(records, item, paper.version.id)]
    return Standing(history, sorted(found, key=lambda item: item.version.received_at, reverse=True))


def _replaces(records: Records, item: Item, version: VersionId) -> bool:
    approved = not isinstance(item, Component) or item.review.state is ReviewState.APPROVED
    linked = isinstance(item, Component) and item.provenance is not None
    ended = records.standings.current([item.version.id])
    return approved and not linked and item.version.id != version and not ended
