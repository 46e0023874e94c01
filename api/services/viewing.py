"""One component with everything a person looks at: what is believed, what the machine read, how its job stands."""

from dataclasses import dataclass

from api.services.context import Context
from api.services.dossiers import component_of
from models.component import Component
from models.dossier import Dossier
from models.identifiers import ComponentId, DossierCode
from models.job import Job
from models.reading import Digitisation


@dataclass(frozen=True, slots=True)
class ComponentView:
    """A component from one consistent view of the records.

    `machine` is what was read, None while it was not; `job` the newest job, None for a reused paper.
    """

    component: Component
    dossier: Dossier
    machine: Digitisation | None
    job: Job | None


def look_at(context: Context, code: DossierCode, id: ComponentId) -> ComponentView:
    """Return a component of this very dossier. Raises NotFound."""
    with context.records.read() as records:
        component = component_of(records, code, id)
        jobs = records.jobs.find(component=id)
        return ComponentView(
            component,
            records.dossiers.get(code),
            records.readings.get(component.version.id),
            jobs[-1] if jobs else None,
        )
