"""The pool of page processes: one per core, each page capped in time and memory, all gone when the worker goes."""

import os
import resource
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from api.allocator import collect_seldom, keep_memory
from api.page_queue import FairQueue
from api.processes import computing_at_most, die_with_parent, run_behind, run_behind_all
from api.services.page_work import work_page
from api.services.pages import PageOutcome, PageTask
from api.settings import Settings
from models.errors import MissingTool, PageCrashed, PageError, PageTooBig, PageTooSlow
from models.job import Lane
from models.page import PageFailure

T = TypeVar("T")

PAGES_PER_PROCESS = 200
"""A process is renewed after this many pages: Tesseract keeps a little memory with every page."""

PATIENCE = 10
"""By how much longer a page may take by the clock than by the processor: as page processes give way to all others, on
a busy machine they get a tenth of it (`api.processes`)."""


class ProcessPagePool:
    """Adapter of `PagePool` over `pebble`. Not to be shared between processes; made in a thread that outlives it.

    `behind_all`: its processes give way to everything else on the machine, not only to what runs beside them.
    """

    def __init__(self, settings: Settings, *, behind_all: bool = False) -> None:
        self._settings = settings
        self._queue = FairQueue(settings.workers + 1)  # one more than works, so that no process waits for its next page
        self._pool = ProcessPool(
            max_workers=settings.workers,
            max_tasks=PAGES_PER_PROCESS,
            initializer=_prepare,
            initargs=(os.getpid(), settings.page_memory_mb, behind_all),
            context=get_context("spawn"),
        )
        # Start now, in the thread that makes the pool: the kernel ends a child when the thread that started it ends,
        # and whoever hands in the first page may be short-lived.
        if not self._pool.active:
            raise MissingTool("Không khởi động được tiến trình đọc trang.", "cannot start the page processes")

    def read(self, task: PageTask, *, image: bool, lane: Lane = Lane.INTERACTIVE) -> Future[PageOutcome]:
        work = partial(work_page, task, self._settings.limits, self._settings.recognizer, image=image)
        outcome: Future[PageOutcome] = Future()
        self._queue.put(lane, partial(self._start, work, outcome, partial(self._settle, outcome, task.number)))
        return outcome

    def run(self, function: Callable[..., T], *arguments: object, lane: Lane = Lane.INTERACTIVE) -> T:
        answer: Future[T] = Future()
        self._queue.put(lane, partial(self._start, partial(function, *arguments), answer, partial(_pass_on, answer)))
        try:
            return answer.result()
        except (FutureTimeout, ProcessExpired, MemoryError) as error:
            raise self._page_error(error) from error

    def close(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves this one untyped
        self._pool.join()

    def _start(self, work: Callable[[], T], outcome: "Future[T]", settle: Callable[["Future[T]"], None]) -> None:
        """Hand `work` to the pool, unless nobody waits for it any more; `settle` is told how it ended."""
        if not outcome.set_running_or_notify_cancel():
            self._queue.done()
            return
        try:
            seconds = self._settings.page_seconds
            running: Future[T] = self._pool.schedule(partial(_timed, seconds, work), timeout=PATIENCE * seconds)
        except RuntimeError as error:  # the pool is closing
            outcome.set_exception(error)
            self._queue.done()
            return
        running.add_done_callback(settle)
        running.add_done_callback(lambda _: self._queue.done())

    def _settle(self, outcome: "Future[PageOutcome]", number: int, running: "Future[PageOutcome]") -> None:
        try:
            outcome.set_result(running.result())
        except PageError as error:
            outcome.set_result(_failure(number, error))
        except (FutureTimeout, ProcessExpired, MemoryError) as error:
            outcome.set_result(_failure(number, self._page_error(error)))
        except (Exception, CancelledError) as error:  # noqa: BLE001  # handed to whoever waits, not swallowed
            outcome.set_exception(error)

    def _page_error(self, error: BaseException) -> PageError:
        seconds = self._settings.page_seconds
        if isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGPROF:
            return PageTooSlow(
                f"Trang này đọc quá {seconds} giây; hãy quét lại rõ hơn, mỗi lần một tờ.",
                f"the page took more than {seconds} s; scan it again, one sheet at a time",
            )
        if isinstance(error, FutureTimeout):
            return PageTooSlow(
                f"Trang này đọc quá {PATIENCE * seconds} giây vì máy quá bận; hãy tải lại tệp khi máy rảnh hơn.",
                f"the machine was too busy to read the page in {PATIENCE * seconds} s; upload the file again later",
            )
        if isinstance(error, MemoryError):
            return PageTooBig(
                "Trang này cần quá nhiều bộ nhớ; hãy quét lại ở 300 dpi.",
                "the page needs too much memory; scan it again at 300 dpi",
            )
        return PageCrashed(
            "Chương trình đọc trang đã dừng đột ngột; hãy quét lại trang này.",
            "the process that read the page died; scan the page again",
        )


def _timed(seconds: float, work: Callable[[], T]) -> T:
    with computing_at_most(seconds):
        return work()


def _pass_on(answer: "Future[T]", running: "Future[T]") -> None:
    try:
        answer.set_result(running.result())
    except (Exception, CancelledError) as error:  # noqa: BLE001  # handed to whoever waits, not swallowed
        answer.set_exception(error)


def _failure(number: int, error: PageError) -> PageFailure:
    return PageFailure(number, error.code, error.vi, error.en)


def _prepare(parent: int, memory_mb: int, behind_all: bool) -> None:
    """Set up a page process: die with the worker, leave interrupts to it, cap memory, run behind the web server."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run_behind_all() if behind_all else run_behind()
    resource.setrlimit(resource.RLIMIT_DATA, (memory_mb << 20, memory_mb << 20))
    keep_memory()
    collect_seldom()
