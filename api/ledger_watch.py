"""Anchors of the ledger at regular times, written by every long-running process of ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from api.services.audit import Witness, anchor
from api.services.context import Context
from models.errors import IntegrityError, ServiceError

logger = logging.getLogger(__name__)


@contextmanager
def watching(context: Context, witness: Witness, every: float) -> Iterator[None]:
    """Anchor the ledger at once and then `every` so many seconds, as long as the block runs.

    A ledger that is behind its newest anchor, or was changed at its end, is reported at level CRITICAL each time; the
    service goes on, since what it notes meanwhile is evidence too.
    """
    stop = Event()
    watcher = Thread(target=_watch, args=(context, witness, every, stop), name="ledger-anchors", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def _watch(context: Context, witness: Witness, every: float, stop: Event) -> None:
    while not stop.is_set():
        try:
            anchor(context.records, witness, context.clock.now())
        except IntegrityError as error:
            logger.critical("the ledger is broken: %s", error)
        except ServiceError as error:
            logger.warning("the ledger was not anchored: %s", error)
        stop.wait(every)
