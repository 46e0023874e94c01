"""Numbers of rows: by the hour of receipt, so that FTS5, which keeps rows by number, gives the newest hour first.

By the hour and not by the moment, because numbers near one another take less room in the lists of FTS5.
"""

from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

from models.errors import ServiceError
from records.index.tables import Tables

_BITS = 24  # 16 million rows of one hour, more than one file will ever hold
_FIRST = datetime(1, 1, 1, tzinfo=UTC)


def hour_of(number: int) -> int:
    """Return the hour in which the row with this number was received, counted from the year 1."""
    return number >> _BITS


def ceiling(received: str) -> int:
    """Return the number that is above all rows of the hour of a moment, given as in `head.received`."""
    return (_hour(datetime.fromisoformat(received)) + 1) << _BITS


class Numbers:
    """Gives free numbers within one transaction."""

    def __init__(self, connection: Connection, tables: Tables) -> None:
        self._connection = connection
        self._last = f"SELECT max(number) FROM {tables.entries} WHERE number BETWEEN ? AND ?"  # noqa: S608 - our own name
        self._given: dict[int, int] = {}

    def next(self, moment: datetime, held: int | None) -> int:
        """Return the number for a row received at `moment`: the one that it has, if it is of that hour."""
        hour = _hour(moment)
        if held is not None and hour_of(held) == hour:
            return held
        number = self._given[hour] = self._newest(hour) + 1
        if hour_of(number) != hour:
            raise ServiceError(
                f"Chỉ mục không nhận thêm giấy tờ của cùng một giờ ({moment}); hãy dùng Elasticsearch.",
                f"The index takes no more papers of one hour ({moment}); use Elasticsearch.",
            )
        return number

    def _newest(self, hour: int) -> int:
        """Return the greatest number of an hour that is taken, one less than its first when none is."""
        first = hour << _BITS
        if hour not in self._given:
            taken = self._connection.execute(self._last, (first, first + (1 << _BITS) - 1)).fetchone()[0]
            self._given[hour] = first - 1 if taken is None else int(taken)
        return self._given[hour]


def _hour(moment: datetime) -> int:
    return (moment - _FIRST) // timedelta(hours=1)
