"""Reuse: what an earlier dossier offers to a later one, and the record of what was taken."""

from dataclasses import dataclass
from datetime import datetime

from models.component import Component, Provenance
from models.identifiers import ComponentId, DossierCode, OwnerId, RequirementKey
from models.result import ProcedureResult


@dataclass(frozen=True, slots=True)
class Offer:
    """A component or result of an earlier dossier, set against one requirement.

    `obstacles` is empty when it may be reused; otherwise each entry is one Vietnamese sentence that says why not.
    `remarks` do not stand in the way but must be seen, such as a signer who is not known.
    """

    requirement: RequirementKey
    item: Component | ProcedureResult
    obstacles: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def reusable(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class ReuseRequest:
    """One item that is to be taken: the component or result of the source dossier for one requirement."""

    requirement: RequirementKey
    item: str


@dataclass(frozen=True, slots=True)
class ReuseEvent:
    """Record of one use: who took what from where, for which dossier, why, on whose consent.

    `component` is the link in the target dossier, `consent` the id of the consent that it rests on.
    """

    target: DossierCode
    component: ComponentId
    owner: OwnerId
    provenance: Provenance
    purpose: str
    consent: str
    actor: str
    at: datetime
    withdrawn_at: datetime | None = None
