"""Components and what was read on them."""

from collections.abc import Sequence
from typing import Protocol

from models.component import Component, Derivatives, Review
from models.identifiers import ComponentId, DossierCode, Sha256, VersionId
from models.reading import Digitisation


class Components(Protocol):
    """Components with their versions and digitisations."""

    def add(self, component: Component) -> None:
        """Add a component and its version. A reused component's version is that of its source and is not added."""
        ...

    def next_number(self, code: DossierCode) -> int:
        """Return the number that the next component of a dossier gets; settled by the write transaction."""
        ...

    def get(self, id: ComponentId) -> Component:
        """Return one component. Raises NotFound."""
        ...

    def of_dossier(self, code: DossierCode) -> Sequence[Component]:
        """Return a dossier's components by number."""
        ...

    def save_digitisation(self, id: ComponentId, digitisation: Digitisation, derivatives: Derivatives) -> None:
        """Keep what was read, set type, fields, usability and status DIGITISED. Raises NotFound."""
        ...

    def save_queued(self, id: ComponentId) -> None:
        """Set status QUEUED, for another try. Raises NotFound."""
        ...

    def save_failure(self, id: ComponentId, reason: str) -> None:
        """Set status FAILED and the reason. Raises NotFound."""
        ...

    def save_review(self, id: ComponentId, review: Review, revision: int) -> Component:
        """Keep a person's decision and corrections. Raises NotFound, or StaleVersion when `revision` is not current."""
        ...


class Readings(Protocol):
    """What the machine read, by paper version; a reused component shares its source's."""

    def get(self, version: VersionId) -> Digitisation | None:
        """Return what was read, or None while it was not."""
        ...

    def same_bytes(self, sha256: Sha256) -> Sequence[ComponentId]:
        """Return the components whose original has these bytes, oldest first."""
        ...
