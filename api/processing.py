"""Processing inside a command: work until given components are settled."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import sleep

from api.page_pool import ProcessPagePool
from api.services.context import Context
from api.services.digitise import Patience
from api.settings import Settings
from api.worker import Work, run_threads
from models.component import Component, ComponentStatus
from models.identifiers import ComponentId

POLL_SECONDS = 0.1


@contextmanager
def processing(context: Context, settings: Settings) -> Iterator[None]:
    """Run a worker in this process for the length of the block."""
    stop = Event()
    pool = ProcessPagePool(settings)
    work = Work(context, pool, Patience(settings.lease_seconds, settings.max_attempts))
    thread = Thread(target=run_threads, args=(work, stop, settings.workers), name="worker")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        pool.close()


def wait_until_settled(
    context: Context, ids: Sequence[ComponentId], on_settled: Callable[[], None]
) -> Sequence[Component]:
    """Wait until none of the components is queued, by whichever worker; return them.

    `on_settled` is called once for each.
    """
    shown = 0
    while True:
        with context.records.read() as records:
            components = [records.components.get(each) for each in ids]
        settled = sum(component.status is not ComponentStatus.QUEUED for component in components)
        while shown < settled:
            on_settled()
            shown += 1
        if settled == len(ids):
            return components
        sleep(POLL_SECONDS)
