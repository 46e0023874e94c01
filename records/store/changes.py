"""The change feed: places for events, given after their transactions have ended.

Numbers of `events` cannot order the feed: of two transactions at once the one with the lower number may commit later,
and a reader who has passed it would never see it. Places are given by whoever reads the feed, in a short transaction of
its own, one at a time, so writers of events pay nothing and wait for nobody.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from models.change import Change
from models.dossier import DossierScope
from records.store import rows
from records.store.dialects import lock_feed
from records.store.dossiers import within
from records.store.tables import dossiers, events


class SqlChanges:
    """Events by their places."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, limit: int) -> int:
        lock_feed(self._connection)
        waiting = select(events.c.number).where(events.c.place.is_(None)).order_by(events.c.number).limit(limit)
        numbers = list(self._connection.execute(waiting).scalars())
        if numbers:
            placed = update(events).where(events.c.number == bindparam("of")).values(place=bindparam("next"))
            following = enumerate(numbers, self.last() + 1)
            self._connection.execute(placed, [{"of": number, "next": place} for place, number in following])
        return len(numbers)

    def waiting(self) -> bool:
        found = select(events.c.number).where(events.c.place.is_(None)).limit(1)
        return self._connection.execute(found).first() is not None

    def after(self, place: int, limit: int, scope: DossierScope | None = None) -> Sequence[Change]:
        query = select(events).where(events.c.place > place).order_by(events.c.place).limit(limit)
        if scope is not None:
            query = query.join(dossiers, dossiers.c.code == events.c.dossier).where(within(scope))
        return [Change(row.place, rows.event(row)) for row in self._connection.execute(query)]

    def last(self) -> int:
        return int(self._connection.execute(select(func.max(events.c.place))).scalar() or 0)
