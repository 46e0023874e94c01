"""Dossiers, their progress and their results."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from models.dossier import Dossier, DossierState, ProgressEvent
from models.identifiers import AgencyCode, DossierCode, OwnerId, ResultId
from models.result import ProcedureResult
from models.reuse import ReuseEvent


class Dossiers(Protocol):
    """Dossiers and their progress."""

    def next_code(self, agency: AgencyCode, day: date) -> DossierCode:
        """Take the next code of `agency` on `day`; unique under any number of parallel writers, never given again."""
        ...

    def add(self, dossier: Dossier) -> None: ...

    def get(self, code: DossierCode) -> Dossier:
        """Return one dossier. Raises NotFound."""
        ...

    def of_owner(self, owner: OwnerId) -> Sequence[Dossier]:
        """Return all dossiers of an owner, newest first."""
        ...

    def set_state(self, code: DossierCode, state: DossierState) -> Dossier:
        """Set the state and raise the version; whether the step is allowed is for the caller. Raises NotFound."""
        ...

    def page(self, limit: int, after: DossierCode | None = None) -> Sequence[Dossier]:
        """Return up to `limit` dossiers, newest first, from behind `after`."""
        ...


class Events(Protocol):
    """Append-only records of what happened."""

    def add(self, event: ProgressEvent) -> None: ...

    def of_dossier(self, code: DossierCode) -> Sequence[ProgressEvent]:
        """Return a dossier's events, oldest first."""
        ...

    def add_reuse(self, event: ReuseEvent) -> None: ...

    def reuses_of(self, dossier: DossierCode) -> Sequence[ReuseEvent]:
        """Return every use of an item of `dossier` in other dossiers, oldest first."""
        ...


class Results(Protocol):
    """Issued results."""

    def add(self, result: ProcedureResult) -> None: ...

    def get(self, id: ResultId) -> ProcedureResult:
        """Return one result. Raises NotFound."""
        ...

    def of_dossier(self, code: DossierCode) -> Sequence[ProcedureResult]:
        """Return a dossier's results, oldest first."""
        ...
