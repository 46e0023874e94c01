"""Dossiers, their progress and their results."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from models.change import Change
from models.dossier import Dossier, DossierScope, DossierState, ProgressEvent
from models.identifiers import AgencyCode, DossierCode, OwnerId, ResultId, VersionId
from models.result import ProcedureResult


class Dossiers(Protocol):
    """Dossiers and their progress."""

    def next_code(self, agency: AgencyCode, day: date) -> DossierCode:
        """Take the next code of `agency` on `day`; unique under any number of parallel writers, never given again."""
        ...

    def add(self, dossier: Dossier) -> None: ...

    def get(self, code: DossierCode) -> Dossier:
        """Return one dossier. Raises NotFound."""
        ...

    def of_codes(self, codes: Sequence[DossierCode]) -> Sequence[Dossier]:
        """Return those of some dossiers that there are, in no order."""
        ...

    def locked(self, code: DossierCode) -> Dossier:
        """Return one dossier and keep other writers off it until the transaction ends. Raises NotFound."""
        ...

    def of_owner(self, owner: OwnerId) -> Sequence[Dossier]:
        """Return all dossiers of an owner, newest first."""
        ...

    def touch(self, code: DossierCode) -> None:
        """Raise the version of a dossier because something that it shows has changed. Raises NotFound."""
        ...

    def set_state(self, code: DossierCode, state: DossierState) -> Dossier:
        """Set the state and raise the version; whether the step is allowed is for the caller. Raises NotFound."""
        ...

    def set_due(self, code: DossierCode, due_at: datetime) -> Dossier:
        """Set when it is due and raise the version: of one whose time begins to run later. Raises NotFound."""
        ...

    def page(
        self, limit: int, after: DossierCode | None = None, scope: DossierScope | None = None
    ) -> Sequence[Dossier]:
        """Return up to `limit` dossiers of `scope` (None: of all), newest first, from behind `after`."""
        ...


class Events(Protocol):
    """Append-only records of what happened."""

    def add(self, event: ProgressEvent) -> None: ...

    def of_dossier(self, code: DossierCode) -> Sequence[ProgressEvent]:
        """Return a dossier's events, oldest first."""
        ...


class Changes(Protocol):
    """The change feed over the events."""

    def place(self, limit: int) -> int:
        """Give up to `limit` committed events without a place the next ones; return how many got one.

        One transaction at a time does so, and only events of transactions that have ended are seen by it, so that no
        place below one that was read is ever filled later. Needs a write transaction.
        """
        ...

    def waiting(self) -> bool:
        """Say whether there are events without a place."""
        ...

    def after(self, place: int, limit: int, scope: DossierScope | None = None) -> Sequence[Change]:
        """Return up to `limit` changes behind `place` in dossiers of `scope` (None: of all), in order."""
        ...

    def last(self) -> int:
        """Return the last place given, 0 for none."""
        ...


class Results(Protocol):
    """Issued results."""

    def add(self, result: ProcedureResult) -> None: ...

    def get(self, id: ResultId) -> ProcedureResult:
        """Return one result. Raises NotFound."""
        ...

    def of_ids(self, ids: Sequence[ResultId]) -> Sequence[ProcedureResult]:
        """Return those of some results that there are, oldest first."""
        ...

    def of_version(self, version: VersionId) -> ProcedureResult | None:
        """Return the result that a version is the paper of; None where it is none."""
        ...

    def of_dossier(self, code: DossierCode) -> Sequence[ProcedureResult]:
        """Return a dossier's results, oldest first."""
        ...

    def of_dossiers(self, codes: Sequence[DossierCode]) -> Sequence[ProcedureResult]:
        """Return the results of several dossiers, oldest first."""
        ...
