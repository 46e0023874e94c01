"""What was reused, asked for again, and opened by one intake."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select, update

from models.dossier import OPEN_STATES, Dossier, DossierScope, Intake
from models.identifiers import ComponentId, DossierCode, OwnerId, RequirementKey, VersionId
from models.re_request import ReRequest, ReRequestReason
from models.reuse import ReuseEvent
from records.store import rows
from records.store.dossiers import within
from records.store.errors import missing
from records.store.tables import dossiers, intakes, re_requests, reuses


class SqlReuses:
    """Uses of papers in later dossiers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, use: ReuseEvent) -> None:
        pinned = {"source": use.provenance.dossier, "version": use.provenance.version}
        self._connection.execute(insert(reuses).values(**rows.values_of(use), **pinned))

    def of_component(self, component: ComponentId) -> ReuseEvent | None:
        return next(iter(self._where(reuses.c.component == component)), None)

    def of_source(self, dossier: DossierCode) -> Sequence[ReuseEvent]:
        return self._where(reuses.c.source == dossier)

    def of_target(self, dossier: DossierCode) -> Sequence[ReuseEvent]:
        return self._where(reuses.c.target == dossier)

    def of_version(self, version: VersionId) -> Sequence[ReuseEvent]:
        return self._where(reuses.c.version == version)

    def of_consent(self, consent: str) -> Sequence[ReuseEvent]:
        return self._where(reuses.c.consent == consent)

    def of_owner(self, owners: Sequence[OwnerId]) -> Sequence[ReuseEvent]:
        return list(reversed(self._where(reuses.c.owner.in_(owners))))

    def undecided(
        self, limit: int, after: ComponentId | None = None, scope: DossierScope | None = None
    ) -> Sequence[ReuseEvent]:
        open_ones = dossiers.c.state.in_(OPEN_STATES) & reuses.c.withdrawn_at.is_(None)
        query = select(reuses).join(dossiers, dossiers.c.code == reuses.c.target).where(open_ones)
        if scope is not None:
            query = query.where(within(scope))
        if after is not None:
            query = query.where(
                reuses.c.number > select(reuses.c.number).where(reuses.c.component == after).scalar_subquery()
            )
        found = query.order_by(reuses.c.number).limit(limit)
        return [rows.reuse(row) for row in self._connection.execute(found)]

    def withdraw(self, component: ComponentId, at: datetime) -> None:
        use = self.of_component(component)
        if use is None:
            raise missing("lần sử dụng lại", "use", component)
        if use.withdrawn_at is None:
            self._connection.execute(update(reuses).where(reuses.c.component == component).values(withdrawn_at=at))

    def _where(self, wanted: ColumnElement[bool]) -> Sequence[ReuseEvent]:
        found = select(reuses).where(wanted).order_by(reuses.c.number)
        return [rows.reuse(row) for row in self._connection.execute(found)]


class SqlReRequests:
    """Papers asked for, and of them those asked for again although they were on file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: ReRequest) -> None:
        self._connection.execute(insert(re_requests).values(rows.values_of(request)))

    def of_dossier(self, code: DossierCode) -> Sequence[ReRequest]:
        columns = [column for column in re_requests.c if column.name != "number"]
        found = select(*columns).where(re_requests.c.dossier == code).order_by(re_requests.c.number)
        kept = self._connection.execute(found).mappings()
        return [_re_request(row) for row in kept]

    def hand_in(self, code: DossierCode, requirement: RequirementKey, at: datetime) -> int:
        asked = (re_requests.c.dossier == code) & (re_requests.c.requirement == requirement)
        open_ = asked & re_requests.c.handed_in_at.is_(None)
        return self._connection.execute(update(re_requests).where(open_).values(handed_in_at=at)).rowcount

    def count(self, start: datetime, end: datetime) -> Mapping[str, int]:
        made = (re_requests.c.at >= start) & (re_requests.c.at < end)
        return self._counted(made & re_requests.c.reason.is_not(None))

    def count_handed_in(self, start: datetime, end: datetime) -> Mapping[str, int]:
        return self._counted((re_requests.c.handed_in_at >= start) & (re_requests.c.handed_in_at < end))

    def _counted(self, wanted: ColumnElement[bool]) -> Mapping[str, int]:
        counted = select(re_requests.c.agency, func.count()).where(wanted).group_by(re_requests.c.agency)
        return {row[0]: row[1] for row in self._connection.execute(counted.order_by(re_requests.c.agency))}


def _re_request(row: RowMapping) -> ReRequest:
    values: dict[str, Any] = dict(row)
    reason = ReRequestReason(row["reason"]) if row["reason"] is not None else None
    return ReRequest(**{**values, "reason": reason})


class SqlIntakes:
    """Intakes that opened several dossiers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, intake: Intake) -> None:
        self._connection.execute(insert(intakes).values(rows.values_of(intake)))

    def get(self, id: str) -> Intake:
        row = self._connection.execute(select(intakes).where(intakes.c.id == id)).mappings().first()
        if row is None:
            raise missing("lần tiếp nhận", "intake", id)
        return Intake(**row)

    def dossiers(self, id: str) -> Sequence[Dossier]:
        opened = select(dossiers).where(dossiers.c.intake == id)
        found = {row.code: rows.dossier(row) for row in self._connection.execute(opened)}
        return [found[code] for code in self.get(id).dossiers]
