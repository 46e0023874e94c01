"""The outbox: what the search index must still learn."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from models.job import OutboxEntry
from records.store.tables import components, outbox, results


class SqlOutbox:
    """Documents in the order of their changes; a sequence is never given twice."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: str) -> None:
        self._connection.execute(insert(outbox).values(document=document))

    def read(self, limit: int) -> Sequence[OutboxEntry]:
        oldest = select(outbox).order_by(outbox.c.sequence).limit(limit)
        return [OutboxEntry(row.sequence, row.document) for row in self._connection.execute(oldest)]

    def take(self, limit: int) -> Sequence[OutboxEntry]:
        """Return the oldest entries that no other transaction has taken, and keep them from others until this one ends.

        On SQLite, whose writers wait for one another anyway, it is `read`.
        """
        oldest = select(outbox).order_by(outbox.c.sequence).limit(limit).with_for_update(skip_locked=True)
        return [OutboxEntry(row.sequence, row.document) for row in self._connection.execute(oldest)]

    def delete(self, sequences: Sequence[int]) -> None:
        if sequences:
            self._connection.execute(delete(outbox).where(outbox.c.sequence.in_(sequences)))

    def add_all(self) -> int:
        added = 0
        for table in (components, results):
            everything = select(table.c.id).order_by(table.c.added)
            entered = insert(outbox).from_select(["document"], everything)
            # SQLAlchemy keeps the count of an INSERT only when it is asked to; psycopg's would be lost.
            added += self._connection.execute(entered, execution_options={"preserve_rowcount": True}).rowcount
        return added
