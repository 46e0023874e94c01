"""What happened: progress and reuse, only ever added to."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from models.dossier import ProgressEvent
from models.identifiers import DossierCode
from models.reuse import ReuseEvent
from records.store import rows
from records.store.tables import events, reuses


class SqlEvents:
    """Progress of dossiers, and uses of their items in others."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: ProgressEvent) -> None:
        self._connection.execute(insert(events).values(rows.values_of(event)))

    def of_dossier(self, code: DossierCode) -> Sequence[ProgressEvent]:
        found = select(events).where(events.c.dossier == code).order_by(events.c.at, events.c.number)
        return [rows.event(row) for row in self._connection.execute(found)]

    def add_reuse(self, event: ReuseEvent) -> None:
        self._connection.execute(insert(reuses).values(**rows.values_of(event), source=event.provenance.dossier))

    def reuses_of(self, dossier: DossierCode) -> Sequence[ReuseEvent]:
        found = select(reuses).where(reuses.c.source == dossier).order_by(reuses.c.at, reuses.c.number)
        return [rows.reuse(row) for row in self._connection.execute(found)]
