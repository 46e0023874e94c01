"""Components and what was read on them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from models.component import Component, Derivatives, Review
from models.identifiers import ComponentId, DossierCode, Sha256, VersionId
from models.reading import Digitisation
from models.signature import SignatureReport


class Components(Protocol):
    """Components with their versions and digitisations."""

    def add(self, component: Component) -> None:
        """Add a component and its version; that of a reused paper, or of one paper of a stack, is there already."""
        ...

    def next_number(self, code: DossierCode) -> int:
        """Return the number that the next component of a dossier gets; settled by the write transaction."""
        ...

    def get(self, id: ComponentId) -> Component:
        """Return one component. Raises NotFound."""
        ...

    def of_ids(self, ids: Sequence[ComponentId]) -> Sequence[Component]:
        """Return those of some components that there are, by the order of their coming in."""
        ...

    def hold(self, ids: Iterable[ComponentId]) -> None:
        """Keep what people decided about components as it is until the transaction ends; by id, after dossiers."""
        ...

    def of_version(self, version: VersionId) -> Sequence[Component]:
        """Return the components that a version came in with, without the links to it, in the order of coming in."""
        ...

    def of_dossier(self, code: DossierCode) -> Sequence[Component]:
        """Return a dossier's components by number."""
        ...

    def of_dossiers(self, codes: Sequence[DossierCode]) -> Sequence[Component]:
        """Return the components of several dossiers, by the order of their coming in."""
        ...

    def save_digitisation(
        self,
        id: ComponentId,
        digitisation: Digitisation,
        derivatives: Derivatives,
        signatures: SignatureReport | None = None,
    ) -> None:
        """Keep what was read and found, set type, fields, usability and status DIGITISED. Raises NotFound."""
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

    def texts(self, versions: Sequence[VersionId]) -> Mapping[VersionId, Mapping[int, str]]:
        """Return the text of each readable page by its number, of those versions that were read.

        Much quicker than `get` for the text alone: places and doubts of the words are passed over.
        """
        ...

    def same_bytes(self, sha256: Sha256) -> Sequence[ComponentId]:
        """Return the components whose original has these bytes, oldest first."""
        ...
