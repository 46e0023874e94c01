"""Bearer tokens, and failed attempts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, tuple_, update

from models.caller import Caller, Role, Token
from records.store import rows
from records.store.dialects import upsert
from records.store.errors import missing, unique
from records.store.tables import attempts, tokens

LEAK = timedelta(minutes=6)
"""Each so long one failure is forgotten."""


class SqlTokens:
    """Tokens by the digest of their secret."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token: Token, digest: str) -> None:
        own = {**rows.values_of(token, "caller"), **rows.values_of(token.caller), "digest": digest}
        with unique(
            self._connection, "Mã truy cập này đã có; hãy tạo lại.", "There already is such a token; issue another."
        ):
            self._connection.execute(insert(tokens).values(own))

    def by_digest(self, digest: str) -> Token | None:
        row = self._connection.execute(select(tokens).where(tokens.c.digest == digest)).first()
        return None if row is None else _token(row)

    def page(self, limit: int, after: str | None = None) -> Sequence[Token]:
        query = select(tokens).order_by(tokens.c.issued_at.desc(), tokens.c.id.desc()).limit(limit)
        if after is not None:
            last = self._get(after)
            query = query.where(tuple_(tokens.c.issued_at, tokens.c.id) < (last.issued_at, after))
        return [_token(row) for row in self._connection.execute(query)]

    def revoke(self, caller: str, at: datetime) -> Token:
        ended = update(tokens).where(tokens.c.id == caller, tokens.c.revoked_at.is_(None)).values(revoked_at=at)
        self._connection.execute(ended)
        return self._get(caller)

    def _get(self, caller: str) -> Token:
        row = self._connection.execute(select(tokens).where(tokens.c.id == caller)).first()
        if row is None:
            raise missing("mã truy cập", "token", caller)
        return _token(row)


class SqlAttempts:
    """Failures by who made them: a bucket that leaks one each `LEAK`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def fail(self, who: str, at: datetime) -> int:
        kept = select(attempts).where(attempts.c.who == who).with_for_update()
        row = self._connection.execute(kept).first()
        if row is None:
            upsert(self._connection, attempts, [{"who": who, "failures": 1, "since": at}], ["who"])
            return 1
        leaked = max(0, (at - row.since) // LEAK)
        left: int = max(0, row.failures - leaked)
        values = {"failures": left + 1, "since": row.since + leaked * LEAK if left else at}
        self._connection.execute(update(attempts).where(attempts.c.who == who).values(values))
        return left + 1

    def block(self, who: str, until: datetime) -> None:
        self._connection.execute(update(attempts).where(attempts.c.who == who).values(blocked_until=until))

    def blocked_until(self, who: str) -> datetime | None:
        kept = select(attempts.c.blocked_until).where(attempts.c.who == who)
        found: datetime | None = self._connection.execute(kept).scalar()
        return found


def _token(row: Row[Any]) -> Token:
    caller = Caller(row.id, Role(row.role), row.name, row.agency, row.owner, row.procedures)
    return Token(caller, row.issued_at, row.issued_by, row.expires_at, row.revoked_at)
