"""Components: what is believed of each is what was read, with a person's values laid over it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, insert, select, update

from models.component import Component, ComponentStatus, Derivatives, Review
from models.errors import StaleVersion
from models.identifiers import ComponentId, DossierCode, VersionId
from models.reading import Digitisation, Reading
from models.signature import SignatureReport
from records.store import rows
from records.store.dossiers import raise_version
from records.store.errors import missing, unique
from records.store.readings import SqlReadings
from records.store.tables import components, dossiers
from records.store.versions import add_version, count_pages, need_version, with_version


class SqlComponents:
    """Components with their versions and digitisations. Every change raises the dossier's version."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, component: Component) -> None:
        """Add a component. Raises NotFound for an unknown dossier or source, Conflict for an id or number in use."""
        raise_version(self._connection, component.dossier)
        with unique(
            self._connection,
            f"Thành phần số {component.number} của hồ sơ {component.dossier} đã có; hãy thử lại.",
            f"Dossier {component.dossier} already has a component {component.number} or this id; try again.",
        ):
            if component.provenance is None and component.pages is None:
                add_version(self._connection, component.version)
            else:
                need_version(self._connection, component.version.id)
            self._connection.execute(insert(components).values(rows.component_values(component)))

    def next_number(self, code: DossierCode) -> int:
        """Return the next number; the dossier's row stays locked, so no other writer gets the same."""
        locked = select(dossiers.c.code).where(dossiers.c.code == code).with_for_update(key_share=True)
        if self._connection.execute(locked).first() is None:
            raise missing("hồ sơ", "dossier", code)
        highest = select(func.max(components.c.number)).where(components.c.dossier == code)
        return int(self._connection.execute(highest).scalar() or 0) + 1

    def get(self, id: ComponentId) -> Component:
        row = self._connection.execute(with_version(components).where(components.c.id == id)).first()
        if row is None:
            raise missing("thành phần hồ sơ", "component", id)
        return rows.component(row)

    def of_ids(self, ids: Sequence[ComponentId]) -> Sequence[Component]:
        found = with_version(components).where(components.c.id.in_(ids)).order_by(components.c.added)
        return [rows.component(row) for row in self._connection.execute(found)]

    def hold(self, ids: Iterable[ComponentId]) -> None:
        held = select(components.c.id).where(components.c.id.in_(sorted(set(ids)))).order_by(components.c.id)
        self._connection.execute(held.with_for_update(read=True)).all()

    def of_version(self, version: VersionId) -> Sequence[Component]:
        own = (components.c.version == version) & components.c.provenance.is_(None)
        found = with_version(components).where(own).order_by(components.c.added)
        return [rows.component(row) for row in self._connection.execute(found)]

    def of_dossier(self, code: DossierCode) -> Sequence[Component]:
        found = with_version(components).where(components.c.dossier == code).order_by(components.c.number)
        return [rows.component(row) for row in self._connection.execute(found)]

    def of_dossiers(self, codes: Sequence[DossierCode]) -> Sequence[Component]:
        found = with_version(components).where(components.c.dossier.in_(codes)).order_by(components.c.added)
        return [rows.component(row) for row in self._connection.execute(found)]

    def save_digitisation(
        self,
        id: ComponentId,
        digitisation: Digitisation,
        derivatives: Derivatives,
        signatures: SignatureReport | None = None,
    ) -> None:
        """Keep what was read and found; a review that is already there stays on top."""
        component, reading = self.get(id), digitisation.reading
        SqlReadings(self._connection).keep(component.version.id, digitisation)
        count_pages(self._connection, component.version.id, len(reading.pages) + len(reading.failures))
        self._change(
            component,
            status=ComponentStatus.DIGITISED,
            read_type=digitisation.classification.type,
            type_confidence=digitisation.classification.confidence,
            read_fields={name: field.value for name, field in digitisation.extraction.fields.items()},
            usable=_usable(reading),
            derivatives=derivatives,
            signatures=signatures,
            failure="",
        )

    def save_queued(self, id: ComponentId) -> None:
        self._change(self.get(id), status=ComponentStatus.QUEUED, failure="")

    def save_failure(self, id: ComponentId, reason: str) -> None:
        self._change(self.get(id), status=ComponentStatus.FAILED, failure=reason)

    def save_review(self, id: ComponentId, review: Review, revision: int) -> Component:
        component = self.get(id)
        if component.revision != revision:
            raise _stale(component)
        self._change(component, review=review)
        return self.get(id)

    def _change(self, component: Component, **values: object) -> None:
        """Write `values` if the revision is still that of `component`. Raises StaleVersion when it is not."""
        raise_version(self._connection, component.dossier)
        held = (components.c.id == component.id) & (components.c.revision == component.revision)
        changed = update(components).where(held).values(**values, revision=component.revision + 1)
        if self._connection.execute(changed).rowcount == 0:
            raise _stale(component)


def _usable(reading: Reading) -> bool:
    """Whether all pages were read and are fit for reuse."""
    return bool(reading.pages) and not reading.failures and all(page.quality.usable for page in reading.pages)


def _stale(component: Component) -> StaleVersion:
    return StaleVersion(
        f"Thành phần số {component.number} vừa được người khác sửa; hãy tải lại rồi sửa tiếp.",
        f"Component {component.number} has been changed meanwhile; reload it, then change it again.",
    )
