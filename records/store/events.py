"""What happened to dossiers, only ever added to."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from models.dossier import ProgressEvent
from models.identifiers import DossierCode
from records.store import rows
from records.store.tables import events


class SqlEvents:
    """Progress of dossiers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: ProgressEvent) -> None:
        self._connection.execute(insert(events).values(rows.values_of(event)))

    def of_dossier(self, code: DossierCode) -> Sequence[ProgressEvent]:
        found = select(events).where(events.c.dossier == code).order_by(events.c.at, events.c.number)
        return [rows.event(row) for row in self._connection.execute(found)]
