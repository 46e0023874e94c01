"""Threads of the web server: those that answer to whoever watches over the service are kept apart.

While a back end hangs, requests that need it hold their threads for seconds. `/livez` and `/readyz` must be answered
all the same, or the watcher would take the whole service for dead. `/metrics` asks the records and may have to wait.
"""

from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher

WATCHED = frozenset({"/livez", "/readyz"})
WATCHER_THREADS = 2


class TwoDispatchers:
    """What `waitress` takes for its dispatcher: hands a request to one of two pools of threads, by its path."""

    def __init__(self, threads: int) -> None:
        self._callers = ThreadedTaskDispatcher()
        self._watchers = ThreadedTaskDispatcher()
        self._callers.set_thread_count(threads)
        self._watchers.set_thread_count(WATCHER_THREADS)

    def add_task(self, task: HTTPChannel) -> None:
        """Take a line whose next request is complete."""
        (self._watchers if _is_watched(task) else self._callers).add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End all threads; return whether pending requests were dropped."""
        dropped = self._watchers.shutdown(cancel_pending, timeout)
        return bool(self._callers.shutdown(cancel_pending, timeout)) or bool(dropped)


def _is_watched(task: HTTPChannel) -> bool:
    return bool(task.requests) and task.requests[0].path in WATCHED
