"""Dossiers and their codes."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Date, Integer, bindparam, insert, select, tuple_, update
from sqlalchemy import text as sql

from models.dossier import Dossier, DossierScope, DossierState
from models.dossier_code import form_dossier_code
from models.identifiers import AgencyCode, DossierCode, OwnerId
from records.store import rows
from records.store.errors import missing, unique
from records.store.tables import dossiers

# Both SQLite (3.35 on) and PostgreSQL know this statement: the row is made or counted up, and read, in one step.
_NEXT = (
    sql(
        "INSERT INTO sequences (agency, day, last) VALUES (:agency, :day, 1)"
        " ON CONFLICT (agency, day) DO UPDATE SET last = sequences.last + 1 RETURNING last"
    )
    .bindparams(bindparam("day", type_=Date))
    .columns(last=Integer)
)


class SqlDossiers:
    """Dossiers and the sequence of codes of each agency and day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_code(self, agency: AgencyCode, day: date) -> DossierCode:
        """Count up the sequence of `agency` and `day`, passing over codes that came in from another system."""
        while True:
            code = form_dossier_code(agency, day, self._count(agency, day))
            if self._connection.execute(select(dossiers.c.code).where(dossiers.c.code == code)).first() is None:
                return code

    def _count(self, agency: AgencyCode, day: date) -> int:
        return int(self._connection.execute(_NEXT, {"agency": agency, "day": day}).scalar_one())

    def add(self, dossier: Dossier) -> None:
        with unique(
            self._connection,
            f"Mã hồ sơ {dossier.code} đã có; hãy lấy mã mới.",
            f"There already is a dossier {dossier.code}; take a new code.",
        ):
            self._connection.execute(insert(dossiers).values(rows.dossier_values(dossier)))

    def get(self, code: DossierCode) -> Dossier:
        row = self._connection.execute(select(dossiers).where(dossiers.c.code == code)).first()
        if row is None:
            raise missing("hồ sơ", "dossier", code)
        return rows.dossier(row)

    def of_codes(self, codes: Sequence[DossierCode]) -> Sequence[Dossier]:
        found = select(dossiers).where(dossiers.c.code.in_(codes))
        return [rows.dossier(row) for row in self._connection.execute(found)]

    def locked(self, code: DossierCode) -> Dossier:
        """Lock by ``FOR NO KEY UPDATE``, so that events of this dossier can be added by who locks another one."""
        held = select(dossiers).where(dossiers.c.code == code).with_for_update(key_share=True)
        row = self._connection.execute(held).first()
        if row is None:
            raise missing("hồ sơ", "dossier", code)
        return rows.dossier(row)

    def of_owner(self, owner: OwnerId) -> Sequence[Dossier]:
        newest = select(dossiers).where(dossiers.c.owner_id == owner).order_by(*_NEWEST_FIRST)
        return [rows.dossier(row) for row in self._connection.execute(newest)]

    def touch(self, code: DossierCode) -> None:
        raise_version(self._connection, code)

    def set_state(self, code: DossierCode, state: DossierState) -> Dossier:
        raise_version(self._connection, code)
        self._connection.execute(update(dossiers).where(dossiers.c.code == code).values(state=state))
        return self.get(code)

    def set_due(self, code: DossierCode, due_at: datetime) -> Dossier:
        raise_version(self._connection, code)
        self._connection.execute(update(dossiers).where(dossiers.c.code == code).values(due_at=due_at))
        return self.get(code)

    def page(
        self, limit: int, after: DossierCode | None = None, scope: DossierScope | None = None
    ) -> Sequence[Dossier]:
        """Return up to `limit` dossiers, newest first, from behind `after`. Raises NotFound when `after` is unknown."""
        query = select(dossiers).order_by(*_NEWEST_FIRST).limit(limit)
        if scope is not None:
            query = query.where(within(scope))
        if after is not None:
            last = self.get(after)
            query = query.where(tuple_(dossiers.c.received_at, dossiers.c.code) < (last.received_at, last.code))
        return [rows.dossier(row) for row in self._connection.execute(query)]


def within(scope: DossierScope) -> ColumnElement[bool]:
    """Return the condition that a row of `dossiers` is in `scope`."""
    return (
        dossiers.c.agency.in_(scope.agencies)
        | dossiers.c.owner_id.in_(scope.owners)
        | dossiers.c.procedure.in_(scope.procedures)
    )


_NEWEST_FIRST = (dossiers.c.received_at.desc(), dossiers.c.code.desc())


def raise_version(connection: Connection, code: DossierCode) -> None:
    """Count up a dossier's version because it or a part of it changed; this locks its row. Raises NotFound."""
    counted = update(dossiers).where(dossiers.c.code == code).values(version=dossiers.c.version + 1)
    if connection.execute(counted).rowcount == 0:
        raise missing("hồ sơ", "dossier", code)
