"""What the machine read, by paper version."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from models.identifiers import ComponentId, Sha256, VersionId
from models.reading import Digitisation
from records.store.dialects import upsert
from records.store.tables import components, digitisations, versions


class SqlReadings:
    """Digitisations; components that share a version share what was read on it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, version: VersionId) -> Digitisation | None:
        kept = select(digitisations.c.body).where(digitisations.c.version == version)
        found: Digitisation | None = self._connection.execute(kept).scalar()
        return found

    def keep(self, version: VersionId, digitisation: Digitisation) -> None:
        """Keep what was read, in place of an earlier reading of the same version."""
        upsert(self._connection, digitisations, [{"version": version, "body": digitisation}], ["version"])

    def same_bytes(self, sha256: Sha256) -> Sequence[ComponentId]:
        found = select(components.c.id).join(versions).where(versions.c.sha256 == sha256).order_by(components.c.added)
        return [ComponentId(key) for key in self._connection.execute(found).scalars()]
