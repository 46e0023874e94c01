"""Consents and one-time codes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select, update

from models.consent import Consent, ConsentCode, Means
from models.errors import Conflict
from models.identifiers import OwnerId
from records.store import rows
from records.store.errors import missing
from records.store.tables import consent_codes, consents


class SqlConsents:
    """Consents; nothing of them but their withdrawal is ever changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, consent: Consent) -> None:
        self._connection.execute(insert(consents).values(rows.values_of(consent)))

    def get(self, id: str) -> Consent:
        return self._one(id, select(consents))

    def locked(self, id: str) -> Consent:
        return self._one(id, select(consents).with_for_update(key_share=True))

    def _one(self, id: str, query: Select[Any]) -> Consent:
        row = self._connection.execute(query.where(consents.c.id == id)).first()
        if row is None:
            raise missing("sự đồng ý", "consent", id)
        return _consent(row)

    def of_owner(self, owner: OwnerId) -> Sequence[Consent]:
        newest = consents.c.given_at.desc(), consents.c.id.desc()
        found = select(consents).where(consents.c.owner == owner).order_by(*newest)
        return [_consent(row) for row in self._connection.execute(found)]

    def withdraw(self, id: str, at: datetime) -> Consent:
        ended = update(consents).where(consents.c.id == id, consents.c.withdrawn_at.is_(None)).values(withdrawn_at=at)
        self._connection.execute(ended)
        return self.get(id)

    def add_code(self, code: ConsentCode) -> None:
        self._connection.execute(insert(consent_codes).values(rows.values_of(code)))

    def open_codes(self, owner: OwnerId, at: datetime) -> Sequence[ConsentCode]:
        newest = consent_codes.c.made_at.desc(), consent_codes.c.id
        found = select(consent_codes).where(_open(owner, at)).order_by(*newest).with_for_update()
        return [ConsentCode(**row) for row in self._connection.execute(found).mappings()]

    def use_code(self, id: str, at: datetime) -> None:
        unused = (consent_codes.c.id == id) & consent_codes.c.used_at.is_(None)
        if self._connection.execute(update(consent_codes).where(unused).values(used_at=at)).rowcount == 0:
            raise Conflict(
                "Mã đồng ý này đã được dùng; hãy đề nghị chủ hồ sơ tạo mã mới.",
                "this consent code was used before; ask the owner for a new one",
            )

    def count_wrong_try(self, owner: OwnerId, at: datetime) -> None:
        more = {"wrong_tries": consent_codes.c.wrong_tries + 1}
        self._connection.execute(update(consent_codes).where(_open(owner, at)).values(more))


def _open(owner: OwnerId, at: datetime) -> ColumnElement[bool]:
    return (consent_codes.c.owner == owner) & consent_codes.c.used_at.is_(None) & (consent_codes.c.expires_at > at)


def _consent(row: Row[Any]) -> Consent:
    return Consent(**{**row._asdict(), "means": Means(row.means)})
