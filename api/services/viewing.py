"""One component with everything a person looks at: what is believed, what the machine read, how its job stands."""

from dataclasses import dataclass

from api.services.access import admit
from api.services.context import Context
from api.services.dossiers import component_of
from api.services.looks import note_look
from api.services.parts import read_of
from api.services.withdrawn import is_withdrawn
from models.caller import Caller
from models.component import Component
from models.dossier import Dossier
from models.identifiers import ComponentId, DossierCode
from models.job import Job
from models.reading import Digitisation
from records.policy import Action


@dataclass(frozen=True, slots=True)
class ComponentView:
    """A component from one consistent view of the records.

    `machine` is what was read, None while it was not and of a paper whose use was withdrawn; `job` the newest job, None
    for a reused paper.
    """

    component: Component
    dossier: Dossier
    machine: Digitisation | None
    job: Job | None


def look_at(context: Context, caller: Caller, code: DossierCode, id: ComponentId) -> ComponentView:
    """Return a component of this very dossier with what it says. Raises NotFound, Forbidden."""
    dossier = admit(context, caller, Action.READ, code)
    with context.records.read() as records:
        component = component_of(records, code, id)
        jobs = records.jobs.find(component=id)
        hidden = is_withdrawn(records, component)
        machine = None if hidden else read_of(records, component)
    if not hidden:
        note_look(context, caller, dossier, id)
    return ComponentView(component, dossier, machine, jobs[-1] if jobs else None)
