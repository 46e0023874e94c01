"""What was reused, how papers stand, what was asked for again, and intakes of several dossiers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from models.dossier import Dossier, DossierScope, Intake
from models.identifiers import ComponentId, DossierCode, OwnerId, RequirementKey, VersionId
from models.paper_state import PaperStanding
from models.re_request import ReRequest
from models.reuse import ReuseEvent


class Reuses(Protocol):
    """Uses of papers in later dossiers; only their withdrawal is ever added to them."""

    def add(self, use: ReuseEvent) -> None: ...

    def of_component(self, component: ComponentId) -> ReuseEvent | None:
        """Return the use that a component of a later dossier is the link of; None for a paper handed in."""
        ...

    def of_source(self, dossier: DossierCode) -> Sequence[ReuseEvent]:
        """Return every use of an item of `dossier` in other dossiers, oldest first."""
        ...

    def of_target(self, dossier: DossierCode) -> Sequence[ReuseEvent]:
        """Return what a dossier took from others, oldest first."""
        ...

    def of_version(self, version: VersionId) -> Sequence[ReuseEvent]:
        """Return every use of a paper version, oldest first."""
        ...

    def of_consent(self, consent: str) -> Sequence[ReuseEvent]:
        """Return every use that rests on a consent, oldest first."""
        ...

    def of_owner(self, owners: Sequence[OwnerId]) -> Sequence[ReuseEvent]:
        """Return every use of the papers of these owners, newest first."""
        ...

    def undecided(
        self, limit: int, after: ComponentId | None = None, scope: DossierScope | None = None
    ) -> Sequence[ReuseEvent]:
        """Return up to `limit` uses in open dossiers of `scope` (None: of all), oldest first, from behind `after`.

        Withdrawn uses are left out. `after` is the component of the last use seen.
        """
        ...

    def withdraw(self, component: ComponentId, at: datetime) -> None:
        """Mark a use as withdrawn; a second time changes nothing. Raises NotFound."""
        ...


class Standings(Protocol):
    """How paper versions stand; each change is kept."""

    def add(self, standing: PaperStanding) -> None: ...

    def hold(self, versions: Iterable[VersionId], *, change: bool = False) -> None:
        """Keep the standing of versions as it is until the transaction ends.

        Any number of transactions may hold a version to use it; one that is to `change` it holds it alone. Versions are
        locked in the order of their ids, always after dossiers, so that nobody waits in a circle.
        """
        ...

    def current(self, versions: Iterable[VersionId]) -> Mapping[VersionId, PaperStanding]:
        """Return the newest standing of each version that has any."""
        ...

    def history(self, version: VersionId) -> Sequence[PaperStanding]:
        """Return all standings of a version, oldest first."""
        ...


class ReRequests(Protocol):
    """Papers asked for, and of them those asked for again although they were on file."""

    def add(self, request: ReRequest) -> None: ...

    def of_dossier(self, code: DossierCode) -> Sequence[ReRequest]:
        """Return what was asked for in a dossier, oldest first."""
        ...

    def hand_in(self, code: DossierCode, requirement: RequirementKey, at: datetime) -> int:
        """Mark what was asked for as handed in though on file; return how many were, 0 where nobody asked."""
        ...

    def count(self, start: datetime, end: datetime) -> Mapping[str, int]:
        """Return how many papers on file each agency asked for from `start` until `end` (exclusive).

        Agencies without any are left out, here and below.
        """
        ...

    def count_handed_in(self, start: datetime, end: datetime) -> Mapping[str, int]:
        """Return how many papers each agency was handed in that period because it asked for them, though on file."""
        ...


class Intakes(Protocol):
    """Intakes that opened several dossiers."""

    def add(self, intake: Intake) -> None: ...

    def get(self, id: str) -> Intake:
        """Return one intake. Raises NotFound."""
        ...

    def dossiers(self, id: str) -> Sequence[Dossier]:
        """Return the dossiers of an intake, in the order of the chain."""
        ...
