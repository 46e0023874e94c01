"""How workers learn of new jobs: told by PostgreSQL's NOTIFY at the commit, or by looking often on SQLite.

One thread listens for a whole process, on a connection of its own. It is started by the first who waits; while its
server is away, who waits simply waits to the end of their time and looks again.
"""

import logging
from threading import Condition, Thread
from time import sleep
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)

CHANNEL = "hoso_jobs"
POLL_SECONDS = 0.1
"""How often a waiting worker looks on SQLite: a job starts within this time."""

_LISTEN_SECONDS, _RETRY_SECONDS = 5.0, 2.0


class Signals(Protocol):
    """What a store offers to who waits for work."""

    def current(self) -> int: ...
    def wait(self, seen: int, seconds: float) -> None: ...
    def close(self) -> None: ...


class Polling:
    """Nobody tells: wait a little and look."""

    def current(self) -> int:
        return 0

    def wait(self, seen: int, seconds: float) -> None:  # noqa: ARG002 - nothing was told
        sleep(min(seconds, POLL_SECONDS))

    def close(self) -> None: ...


class Listening:
    """Counts notifications; safe between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told = 0
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def current(self) -> int:
        with self._changed:
            return self._told

    def wait(self, seen: int, seconds: float) -> None:
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._listen, name="job-signals", daemon=True)
                self._thread.start()
            self._changed.wait_for(lambda: self._told != seen or self._closed, seconds)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _tell(self) -> None:
        with self._changed:
            self._told += 1
            self._changed.notify_all()

    def _listen(self) -> None:
        away = (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error, OSError)
        while not self._closed:
            try:
                self._listen_once()
            except away as error:
                logger.info("not told of new jobs for now: %s", error)
                sleep(_RETRY_SECONDS)

    def _listen_once(self) -> None:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"LISTEN {CHANNEL}"))
            driver: Any = connection.connection.driver_connection
            self._tell()  # what came while nobody listened
            try:
                while not self._closed:
                    for _ in driver.notifies(timeout=_LISTEN_SECONDS, stop_after=1):
                        self._tell()
            finally:
                connection.invalidate()  # a connection that listens must not go back to the pool


def signals_of(engine: Engine) -> Signals:
    """Return what tells of new jobs in the database of `engine`."""
    return Listening(engine) if engine.dialect.name == "postgresql" else Polling()


def announce(connection: Connection) -> None:
    """Have the listeners told when this transaction commits; on SQLite they look by themselves."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {CHANNEL}"))
