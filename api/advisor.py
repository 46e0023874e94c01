"""The advice process beside the web server: one child that looks at uploads, capped in time and memory."""

import logging
import os
import resource
import signal
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from functools import partial
from multiprocessing import get_context

from pebble import ProcessExpired, ProcessPool

from api.processes import die_with_parent
from api.services.advice_work import look_at_pages
from api.settings import Settings
from models.errors import MissingTool
from models.page import PageAdvice
from models.ports.advice import Verdict

SECONDS = 4.0
"""How long an upload waits for advice at the very most; without load a page takes about 0.2 s."""

_UPLOADS_PER_PROCESS = 500

logger = logging.getLogger(__name__)


class ProcessAdvisor:
    """Adapter of `Advisor` over one process of `pebble`. Made in a thread that outlives it, as `ProcessPagePool`."""

    def __init__(self, settings: Settings) -> None:
        self._limits = settings.limits
        self._pool = ProcessPool(
            max_workers=1,
            max_tasks=_UPLOADS_PER_PROCESS,
            initializer=_prepare,
            initargs=(os.getpid(), settings.page_memory_mb),
            context=get_context("spawn"),
        )
        if not self._pool.active:
            raise MissingTool("Không khởi động được tiến trình xem ảnh.", "cannot start the advice process")
        self._pool.schedule(look_at_pages, args=(b"", "image/jpeg", 0, settings.limits))  # load the libraries now

    def begin(self, data: bytes, media_type: str, pages: int) -> Verdict:
        try:
            running = self._pool.schedule(look_at_pages, args=(data, media_type, pages, self._limits), timeout=SECONDS)
        except RuntimeError as error:  # the pool is closing, or broke down
            return partial(_nothing, error)
        return partial(_verdict, running)

    def close(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves this one untyped
        self._pool.join()


def _verdict(running: "Future[tuple[PageAdvice, ...]]") -> tuple[PageAdvice, ...]:
    try:
        return running.result()
    except (FutureTimeout, ProcessExpired, MemoryError, OSError, RuntimeError) as error:
        return _nothing(error)


def _nothing(error: Exception) -> tuple[PageAdvice, ...]:
    logger.warning("no advice on an upload, it will be judged when it is read: %s", error)
    return ()


def _prepare(parent: int, memory_mb: int) -> None:
    """Set up the process: die with the server, leave interrupts to it, cap memory. Not behind the web: people wait."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory_mb << 20, memory_mb << 20))
