"""Agencies, procedures and chains, by day."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from models.agency import Agency
from models.catalogue import Contents
from models.errors import InvalidValue, NotFound
from models.identifiers import AgencyCode, ChainKey, ProcedureCode
from models.procedure import Chain, Procedure
from records.catalogue.periods import in_sequence, overlaps
from records.store import rows
from records.store.dialects import lock_table, upsert
from records.store.errors import missing
from records.store.tables import agencies, chains, procedures

T = TypeVar("T", bound=Agency | Procedure)


class SqlCatalogue:
    """Agencies and procedures, one row for each code and period, and chains."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def agency(self, code: AgencyCode, day: date) -> Agency:
        found = select(agencies).where(agencies.c.code == code, _in_force(agencies, day))
        row = self._connection.execute(found).first()
        if row is None:
            raise missing(f"cơ quan (ngày {day:%d/%m/%Y})", f"agency (on {day})", code)
        return rows.agency(row)

    def recorded(self, code: AgencyCode, day: date) -> Agency:
        known = select(agencies).where(agencies.c.code == code)
        before = known.where(agencies.c.valid_from <= day).order_by(agencies.c.valid_from.desc()).limit(1)
        row = self._connection.execute(before).first()
        row = row or self._connection.execute(known.order_by(agencies.c.valid_from).limit(1)).first()
        if row is None:
            raise missing("cơ quan", "agency", code)
        return rows.agency(row)

    def agencies(self, day: date) -> Sequence[Agency]:
        found = select(agencies).where(_in_force(agencies, day)).order_by(agencies.c.code)
        return [rows.agency(row) for row in self._connection.execute(found)]

    def ancestors(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        """Return the agency and all above it; a circle in the tree, which no loader lets in, ends the way up."""
        above: list[AgencyCode] = []
        step: AgencyCode | None = code
        while step is not None and step not in above:
            above.append(step)
            step = self.recorded(step, day).parent
        return tuple(above)

    def below(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        found, waiting = {code}, [code]
        while waiting:
            children = select(agencies.c.code).where(agencies.c.parent == waiting.pop(), _in_force(agencies, day))
            new = set(self._connection.execute(children).scalars()) - found
            found |= new
            waiting += new
        return tuple(sorted(found))

    def holder(self, code: AgencyCode, day: date) -> AgencyCode:
        """Follow successors from the last period of each; a circle, which no loader lets in, ends the way."""
        step, seen = code, {code}
        while (heir := self._heir(step, day)) is not None and heir not in seen:
            seen.add(heir)
            step = heir
        return step

    def _heir(self, code: AgencyCode, day: date) -> AgencyCode | None:
        last = select(agencies).where(agencies.c.code == code, agencies.c.valid_from <= day)
        row = self._connection.execute(last.order_by(agencies.c.valid_from.desc()).limit(1)).first()
        ended = row is not None and row.valid_to is not None and row.valid_to <= day
        return AgencyCode(row.successor) if row is not None and ended and row.successor else None

    def held_by(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        if self.holder(code, day) != code:
            return ()
        held, waiting = {code}, [code]
        while waiting:
            ended = select(agencies.c.code).where(agencies.c.successor == waiting.pop(), agencies.c.valid_to <= day)
            new = {one for one in self._connection.execute(ended).scalars() if self.holder(one, day) == code} - held
            held |= new
            waiting += new
        return tuple(sorted(held))

    def procedure(self, code: ProcedureCode, day: date) -> Procedure:
        kept = select(procedures.c.body).where(procedures.c.code == code, _in_force(procedures, day))
        found: Procedure | None = self._connection.execute(kept).scalar()
        if found is None:
            raise _not_in_force(code, self._versions(code), day)
        return found

    def procedures(self, day: date) -> Sequence[Procedure]:
        kept = select(procedures.c.body).where(_in_force(procedures, day)).order_by(procedures.c.code)
        return list(self._connection.execute(kept).scalars())

    def chain(self, key: ChainKey, day: date) -> Chain:
        found = next((chain for chain in self.chains(day) if chain.key == key), None)
        if found is None:
            raise missing(f"thủ tục liên thông (ngày {day:%d/%m/%Y})", f"chain of procedures (on {day})", key)
        return found

    def chains(self, day: date) -> Sequence[Chain]:
        return [chain for chain in self._chains() if chain.in_force(day)]

    def load(self, agencies: Sequence[Agency], procedures: Sequence[Procedure], chains: Sequence[Chain] = ()) -> None:
        _load(
            self._connection, self.whole(for_change=True), Contents(tuple(agencies), tuple(procedures), tuple(chains))
        )

    def clear(self) -> None:
        for table in (agencies, procedures, chains):
            lock_table(self._connection, table)
            self._connection.execute(delete(table))

    def whole(self, *, for_change: bool = False) -> Contents:
        if for_change:
            for table in (agencies, procedures, chains):
                lock_table(self._connection, table)
        tree = select(agencies).order_by(agencies.c.code, agencies.c.valid_from)
        kept = select(procedures.c.body).order_by(procedures.c.code, procedures.c.valid_from)
        return Contents(
            tuple(rows.agency(row) for row in self._connection.execute(tree)),
            tuple(self._connection.execute(kept).scalars()),
            tuple(self._chains()),
        )

    def _chains(self) -> Sequence[Chain]:
        return list(self._connection.execute(select(chains.c.body).order_by(chains.c.key)).scalars())

    def _versions(self, code: ProcedureCode) -> Sequence[Procedure]:
        kept = select(procedures.c.body).where(procedures.c.code == code).order_by(procedures.c.valid_from)
        return list(self._connection.execute(kept).scalars())


def _load(connection: Connection, kept: Contents, given: Contents) -> None:
    tree = _following(kept.agencies, given.agencies)
    upsert(connection, agencies, [rows.values_of(agency) for agency in tree], ["code", "valid_from"])
    upsert(connection, procedures, [_row(item) for item in _following(kept.procedures, given.procedures)], _VERSION)
    upsert(connection, chains, [{"key": item.key, "body": item} for item in given.chains], ["key"])


_VERSION = ("code", "valid_from")


def _row(item: Procedure) -> rows.Values:
    return {"code": item.code, "valid_from": item.valid_from, "valid_to": item.valid_to, "body": item}


def _following(kept: Sequence[T], given: Sequence[T]) -> Sequence[T]:
    """Return every version of the codes given, as they follow one another. Raises InvalidValue where two overlap."""
    codes = {item.code for item in given}
    laid = in_sequence([item for item in kept if item.code in codes], given)
    for before, after in overlaps(laid):
        raise InvalidValue(
            f"Hai phiên bản của {after.code} chồng nhau: bản từ ngày {before.valid_from:%d/%m/%Y} chưa hết hiệu lực"
            f" khi bản từ ngày {after.valid_from:%d/%m/%Y} bắt đầu; hãy sửa ngày hiệu lực.",
            f"two versions of {after.code} overlap: the one of {before.valid_from} is still in force when the one of"
            f" {after.valid_from} begins; mend their days",
        )
    return laid


def _in_force(table: Table, day: date) -> ColumnElement[bool]:
    return (table.c.valid_from <= day) & (table.c.valid_to.is_(None) | (table.c.valid_to > day))


def _not_in_force(code: ProcedureCode, versions: Sequence[Procedure], day: date) -> NotFound:
    """Say of a procedure that is known when its next version begins, or when its last one ended."""
    coming = next((version.valid_from for version in versions if version.valid_from > day), None)
    ended = max(
        (version.valid_to for version in versions if version.valid_to and version.valid_to <= day), default=None
    )
    if coming is not None:
        return NotFound(
            f"Thủ tục {code} chưa có hiệu lực ngày {day:%d/%m/%Y}; có hiệu lực từ ngày {coming:%d/%m/%Y}.",
            f"procedure {code} is not in force on {day}; it is from {coming}",
        )
    if ended is not None:
        return NotFound(
            f"Thủ tục {code} đã hết hiệu lực từ ngày {ended:%d/%m/%Y}; hãy chọn thủ tục thay thế.",
            f"procedure {code} is no longer in force since {ended}; choose the one that replaced it",
        )
    return missing("thủ tục", "procedure", code)
