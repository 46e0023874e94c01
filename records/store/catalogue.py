"""Agencies by day, and procedures."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, select

from models.agency import Agency
from models.identifiers import AgencyCode, ProcedureCode
from models.procedure import Procedure
from records.store import rows
from records.store.dialects import upsert
from records.store.errors import missing
from records.store.tables import agencies, procedures


class SqlCatalogue:
    """Agencies, one row for each code and period, and procedures."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def agency(self, code: AgencyCode, day: date) -> Agency:
        row = self._connection.execute(select(agencies).where(agencies.c.code == code, _in_force(day))).first()
        if row is None:
            raise missing(f"cơ quan (ngày {day:%d/%m/%Y})", f"agency (on {day})", code)
        return rows.agency(row)

    def agencies(self, day: date) -> Sequence[Agency]:
        found = select(agencies).where(_in_force(day)).order_by(agencies.c.code)
        return [rows.agency(row) for row in self._connection.execute(found)]

    def ancestors(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        """Return the agency and all above it; a circle in the tree, which no loader lets in, ends the way up."""
        above: list[AgencyCode] = []
        step: AgencyCode | None = code
        while step is not None and step not in above:
            above.append(step)
            step = self.agency(step, day).parent
        return tuple(above)

    def procedure(self, code: ProcedureCode) -> Procedure:
        kept = select(procedures.c.body).where(procedures.c.code == code)
        found: Procedure | None = self._connection.execute(kept).scalar()
        if found is None:
            raise missing("thủ tục", "procedure", code)
        return found

    def procedures(self) -> Sequence[Procedure]:
        kept = select(procedures.c.body).order_by(procedures.c.code)
        return list(self._connection.execute(kept).scalars())

    def load(self, agencies: Sequence[Agency], procedures: Sequence[Procedure]) -> None:
        _load(self._connection, agencies, procedures)


def _load(connection: Connection, given: Sequence[Agency], listed: Sequence[Procedure]) -> None:
    upsert(connection, agencies, [rows.values_of(agency) for agency in given], ["code", "valid_from"])
    upsert(connection, procedures, [{"code": item.code, "body": item} for item in listed], ["code"])


def _in_force(day: date) -> ColumnElement[bool]:
    return (agencies.c.valid_from <= day) & (agencies.c.valid_to.is_(None) | (agencies.c.valid_to > day))
