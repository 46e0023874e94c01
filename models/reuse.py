"""Reuse: what an earlier dossier offers to a later one, and the record of what was taken."""

from dataclasses import dataclass
from datetime import datetime

from models.component import Component, Provenance
from models.identifiers import ComponentId, DossierCode, RequirementKey
from models.result import ProcedureResult


@dataclass(frozen=True, slots=True)
class Offer:
    """A component or result of an earlier dossier, set against one requirement.

    `obstacles` is empty when it may be reused; otherwise each entry is one Vietnamese sentence that says why not.
    """

    requirement: RequirementKey
    item: Component | ProcedureResult
    obstacles: tuple[str, ...] = ()

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
    """Record of one use: who took what from where, for which dossier, why, on whose consent."""

    target: DossierCode
    component: ComponentId
    provenance: Provenance
    purpose: str
    consent: str
    actor: str
    at: datetime
