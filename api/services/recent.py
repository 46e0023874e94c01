"""What happened a moment ago, so that it is not written down twice."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

ONE_LOOK = timedelta(minutes=10)
_MOST = 10_000


class RecentLooks:
    """Looks of the last minutes, oldest first; safe between threads."""

    def __init__(self) -> None:
        self._at: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        self._lock = Lock()

    def is_new(self, look: tuple[str, str], at: datetime) -> bool:
        with self._lock:
            last = self._at.get(look)
            if last is not None and last <= at < last + ONE_LOOK:
                return False
            self._at[look] = at
            self._at.move_to_end(look)
            while len(self._at) > _MOST:
                self._at.popitem(last=False)
            return True

    def forget(self, look: tuple[str, str]) -> None:
        with self._lock:
            self._at.pop(look, None)
