"""Keys of requests already carried out."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from records.store.errors import unique
from records.store.tables import idempotency


class SqlIdempotency:
    """Keys, each kept in the transaction of its effect."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> tuple[str, str] | None:
        kept = select(idempotency.c.fingerprint, idempotency.c.reference).where(idempotency.c.key == key)
        row = self._connection.execute(kept).first()
        return None if row is None else (row.fingerprint, row.reference)

    def put(self, key: str, fingerprint: str, reference: str, at: datetime) -> None:
        with unique(
            self._connection,
            "Yêu cầu với khóa này đã được thực hiện; hãy xem kết quả thay vì gửi lại.",
            "A request with this key has already been carried out; look at its outcome instead of sending it again.",
        ):
            values = {"key": key, "fingerprint": fingerprint, "reference": reference, "at": at}
            self._connection.execute(insert(idempotency).values(values))
