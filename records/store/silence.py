"""Connections to PostgreSQL that notice when their server has fallen silent.

libpq waits for an answer for as long as it takes. A server that hangs, or a network that swallows packets, would hold
every thread that asks, and no time limit tells that from a statement that is slow. So after a short silence a second
line is opened: where that is answered, the first goes on waiting; where it is not, the server is taken to be away.
"""

from collections.abc import Mapping
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import ConnectionTimeout

T = TypeVar("T")

SILENCE_SECONDS = 2.0
"""Silence after which a second line is tried, and again each time that it has passed."""

ANSWER_SECONDS = 2
"""How long the second line may take; libpq knows no shorter limit."""

_FRESH_SECONDS = 1.0
"""For so long all connections believe what one of them has found out."""


class SecondLine:
    """Finds out whether a server answers at all; shared by the threads of a process."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self._parameters = {**parameters, "connect_timeout": ANSWER_SECONDS}
        self._lock = Lock()
        self._asked = float("-inf")
        self._answered = True

    def is_answered(self) -> bool:
        """Return whether the server answers a new connection, with whatever words."""
        with self._lock:
            if monotonic() - self._asked > _FRESH_SECONDS:
                self._answered = self._ask()
                self._asked = monotonic()
            return self._answered

    def _ask(self) -> bool:
        try:
            psycopg.connect(**self._parameters).close()
        except ConnectionTimeout:
            return False
        except psycopg.OperationalError:
            return True  # it refuses us, but it is there; what became of the first line will be told on that line
        return True


class WatchedConnection(psycopg.Connection[Any]):
    """A connection whose waiting ends when its server answers nobody any more."""

    second_line: SecondLine | None = None

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Consume a generator of the driver. Raises OperationalError, the connection closed, when the server is away.

        Waiting with a time limit of its own, as for notifications, is left alone.
        """
        watched = gen if timeout is not None else self._watched(gen)
        return super().wait(watched, interval, timeout)

    def _watched(self, gen: PQGen[T]) -> PQGen[T]:
        heard = monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    heard = monotonic()
                elif monotonic() - heard > SILENCE_SECONDS:
                    self._need_answer()
                    heard = monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            found: T = end.value
            return found

    def _need_answer(self) -> None:
        if self.second_line is not None and not self.second_line.is_answered():
            self.pgconn.finish()
            raise psycopg.OperationalError("the server has fallen silent")


class Lines:
    """Opens connections that ask a second line to their own server when they hear nothing."""

    def __init__(self) -> None:
        self._second: dict[tuple[str, int], SecondLine] = {}

    def connect(self, parameters: Mapping[str, Any]) -> WatchedConnection:
        """Open a connection. Of several hosts in `parameters` the second line is to the one that was found."""
        connection = WatchedConnection.connect(**parameters)
        host, port = connection.info.host, connection.info.port
        own = {**parameters, "host": host, "port": port, "target_session_attrs": "any"}
        connection.second_line = self._second.setdefault((host, port), SecondLine(own))
        return connection
