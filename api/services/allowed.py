"""What a caller may do, asked before anything is offered: pages show no button that would be refused."""

from api.services.access import acting_for, matter_of
from api.services.context import Context
from models.caller import Caller
from models.dossier import Dossier
from models.errors import NotFound
from models.identifiers import AgencyCode, OwnerId
from models.time import civil_day
from records.policy import RIGHTS, Action, decide


def rights_in(context: Context, caller: Caller, dossier: Dossier) -> frozenset[Action]:
    """Return everything that `caller` may do with a dossier."""
    today = civil_day(context.clock.now())
    with context.records.read() as records:
        matter = matter_of(records, caller, dossier.agency, dossier.procedure, dossier.owner.id, today)
    return frozenset(action for action in Action if decide(caller, action, matter).allowed)


def may_ever(caller: Caller, action: Action) -> bool:
    """Say whether there is any matter with which a caller of this role may do `action`."""
    return action in RIGHTS[caller.role]


def agencies_of(context: Context, caller: Caller) -> tuple[AgencyCode, ...] | None:
    """Return the agencies at which `caller` may open dossiers; None for any."""
    if caller.agency is None:
        return None
    with context.records.read() as records:
        return records.catalogue.held_by(caller.agency, civil_day(context.clock.now()))


def owners_of(context: Context, caller: Caller) -> tuple[OwnerId, ...]:
    """Return for whom a citizen may act in every procedure, themselves first; nobody for other roles."""
    if caller.owner is None:
        return ()
    with context.records.read() as records:
        others = acting_for(records, caller, None, civil_day(context.clock.now()))
        newest = dict.fromkeys(records.owners.same_person(id_)[0] for id_ in (caller.owner, *sorted(others)))
    return tuple(newest)


def place_of(context: Context, caller: Caller) -> str:
    """Return the name of the caller's agency; empty where there is none."""
    if caller.agency is None:
        return ""
    with context.records.read() as records:
        try:
            return records.catalogue.agency(caller.agency, civil_day(context.clock.now())).name
        except NotFound:
            return caller.agency  # ended: its code says as much as we know
