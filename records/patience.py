"""How long to wait for a server: long for one that answers, briefly for one that has just kept somebody waiting.

Without this every thread of a process would come to wait for a server that hangs, one after the other and again and
again, and nothing else would be served meanwhile.
"""

from threading import Lock
from time import monotonic

BELIEVED_SECONDS = 15.0
"""Once in this time one caller waits for long again: a server that is slow, not away, must be found out."""


class Patience:
    """What the threads of a process know about one server."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._brief_until: float | None = None

    def is_brief(self) -> bool:
        """Return whether the caller should wait only briefly for an answer."""
        with self._lock:
            if self._brief_until is None:
                return False
            if monotonic() < self._brief_until:
                return True
            self._brief_until = monotonic() + BELIEVED_SECONDS  # this caller tries at length, the others do not
            return False

    def heard(self) -> None:
        """Say that the server has answered, whatever it said."""
        with self._lock:
            self._brief_until = None

    def in_vain(self) -> None:
        """Say that no answer came."""
        with self._lock:
            self._brief_until = monotonic() + BELIEVED_SECONDS
