"""Agencies and procedures."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from models.agency import Agency
from models.identifiers import AgencyCode, ProcedureCode
from models.procedure import Procedure


class Catalogue(Protocol):
    """Agencies and procedures, as they were on a given day."""

    def agency(self, code: AgencyCode, day: date) -> Agency:
        """Return the agency in force on `day`. Raises NotFound."""
        ...

    def agencies(self, day: date) -> Sequence[Agency]:
        """Return all agencies in force on `day`, by code."""
        ...

    def ancestors(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        """Return the agency itself and all above it on `day`, nearest first. Raises NotFound."""
        ...

    def procedure(self, code: ProcedureCode) -> Procedure:
        """Return one procedure. Raises NotFound."""
        ...

    def procedures(self) -> Sequence[Procedure]:
        """Return all procedures, by code."""
        ...

    def load(self, agencies: Sequence[Agency], procedures: Sequence[Procedure]) -> None:
        """Replace what has the same key and add the rest."""
        ...
