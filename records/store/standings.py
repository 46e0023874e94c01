"""How paper versions stand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from models.identifiers import VersionId
from models.paper_state import PaperStanding, PaperState
from records.store import rows, tables
from records.store.tables import paper_standings

_MOST = 500
"""Versions asked for at once; SQLite and PostgreSQL limit the parameters of a statement."""


class SqlStandings:
    """Standings, only ever added to; the newest of a version counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, standing: PaperStanding) -> None:
        self._connection.execute(insert(paper_standings).values(rows.values_of(standing)))

    def hold(self, versions: Iterable[VersionId], *, change: bool = False) -> None:
        wanted = sorted(set(versions))
        for start in range(0, len(wanted), _MOST):
            rows_of = select(tables.versions.c.id).where(tables.versions.c.id.in_(wanted[start : start + _MOST]))
            ordered = rows_of.order_by(tables.versions.c.id)
            self._connection.execute(ordered.with_for_update(read=not change, key_share=change)).all()

    def current(self, versions: Iterable[VersionId]) -> Mapping[VersionId, PaperStanding]:
        wanted = list(dict.fromkeys(versions))
        newest: dict[VersionId, PaperStanding] = {}
        for start in range(0, len(wanted), _MOST):
            newest |= {one.version: one for one in self._of(wanted[start : start + _MOST])}
        return newest

    def history(self, version: VersionId) -> Sequence[PaperStanding]:
        return self._of([version])

    def _of(self, versions: Sequence[VersionId]) -> Sequence[PaperStanding]:
        columns = [column for column in paper_standings.c if column.name != "number"]
        found = select(*columns).where(paper_standings.c.version.in_(versions)).order_by(paper_standings.c.number)
        return [_standing(row) for row in self._connection.execute(found).mappings()]


def _standing(row: RowMapping) -> PaperStanding:
    values: dict[str, Any] = dict(row)
    return PaperStanding(**{**values, "state": PaperState(row["state"])})
