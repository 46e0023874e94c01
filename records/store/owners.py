"""Who acts for whom, and which ids are one person's."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from models.consent import OwnerLink, Representation, RepresentationKind
from models.identifiers import ComponentId, OwnerId
from records.store import rows
from records.store.errors import missing, unique
from records.store.tables import owner_links, representations


class SqlOwners:
    """Representations and links between ids."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_representation(self, representation: Representation) -> None:
        self._connection.execute(insert(representations).values(rows.values_of(representation)))

    def representation(self, id: str) -> Representation:
        row = self._connection.execute(select(representations).where(representations.c.id == id)).first()
        if row is None:
            raise missing("việc đại diện", "representation", id)
        return _representation(row)

    def represented_by(self, representative: OwnerId) -> Sequence[Representation]:
        return self._representations(representations.c.representative == representative)

    def representations_of(self, owner: OwnerId) -> Sequence[Representation]:
        return self._representations(representations.c.owner == owner)

    def end_representation(self, id: str, at: datetime) -> Representation:
        running = (representations.c.id == id) & representations.c.ended_at.is_(None)
        self._connection.execute(update(representations).where(running).values(ended_at=at))
        return self.representation(id)

    def link(self, link: OwnerLink) -> None:
        with unique(
            self._connection,
            f"Số {link.old} đã được liên kết với một số định danh khác; hãy kiểm tra bằng chứng.",
            f"{link.old} is linked to another id already; check the evidence",
        ):
            self._connection.execute(insert(owner_links).values(rows.values_of(link)))

    def same_person(self, id: OwnerId) -> tuple[OwnerId, ...]:
        newer = self._connection.execute(select(owner_links.c.new).where(owner_links.c.old == id)).scalar()
        newest = OwnerId(newer) if newer else id
        older = select(owner_links.c.old).where(owner_links.c.new == newest).order_by(owner_links.c.old)
        return (newest, *(OwnerId(old) for old in self._connection.execute(older).scalars()))

    def links_among(self, ids: Sequence[OwnerId]) -> Sequence[OwnerLink]:
        found = select(owner_links).where(owner_links.c.old.in_(ids)).order_by(owner_links.c.old)
        return [OwnerLink(**row) for row in self._connection.execute(found).mappings()]

    def links_resting_on(self, evidence: ComponentId) -> Sequence[OwnerLink]:
        found = select(owner_links).where(owner_links.c.evidence == evidence).order_by(owner_links.c.old)
        return [OwnerLink(**row) for row in self._connection.execute(found).mappings()]

    def _representations(self, wanted: ColumnElement[bool]) -> Sequence[Representation]:
        newest = representations.c.registered_at.desc(), representations.c.id
        found = select(representations).where(wanted).order_by(*newest)
        return [_representation(row) for row in self._connection.execute(found)]


def _representation(row: Row[Any]) -> Representation:
    return Representation(**{**row._asdict(), "kind": RepresentationKind(row.kind)})
