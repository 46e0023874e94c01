"""Fair turns at the page processes: pages that a person waits for go before those of bulk loads, but never all.

A process pool serves first come, first served: a bulk file of 200 pages would keep a counter waiting for minutes. So
only as many pages are handed to the pool as it can work on, and the rest wait here, a queue for each lane.
"""

from collections import deque
from collections.abc import Callable, Mapping
from threading import Lock

from models.job import Lane

BULK_TURN = 8
"""Of so many turns one is the bulk lane's while both lanes wait."""

Start = Callable[[], None]
"""Hands one page to the pool; whoever gives it calls :meth:`FairQueue.done` once when that page has ended."""


class FairQueue:
    """Lets at most `most` starts be under way at once; safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._running = 0
        self._turn = 0
        self._lock = Lock()
        self._waiting: Mapping[Lane, deque[Start]] = {lane: deque() for lane in Lane}

    def put(self, lane: Lane, start: Start) -> None:
        """Call `start` now if there is room, else when its turn comes, in the thread that made room."""
        with self._lock:
            self._waiting[lane].append(start)
        self._go_on()

    def done(self) -> None:
        """Say that one of those started has ended."""
        with self._lock:
            self._running -= 1
        self._go_on()

    def _go_on(self) -> None:
        while (start := self._next()) is not None:
            start()

    def _next(self) -> Start | None:
        with self._lock:
            interactive, bulk = self._waiting[Lane.INTERACTIVE], self._waiting[Lane.BULK]
            if self._running >= self._most or not (interactive or bulk):
                return None
            self._running += 1
            if interactive and bulk:
                self._turn = (self._turn + 1) % BULK_TURN
                return (interactive if self._turn else bulk).popleft()
            return (interactive or bulk).popleft()
