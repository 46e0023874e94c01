"""Child processes: ending with their parent, giving way to all others, and stopped when they compute too long."""

import ctypes
import errno
import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_NICENESS = 10
"""A tenth of the processor's share of what somebody waits for."""

_AUTOGROUP = Path("/proc/self/autogroup")
_TRIES, _PAUSE_SECONDS = 50, 0.1

logger = logging.getLogger(__name__)


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process as soon as the process `parent` (its pid), which started it, is gone."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before the line above
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def computing_at_most(seconds: float) -> Iterator[None]:
    """Have the kernel end this process with `SIGPROF` once it has computed for so long, inside a library too.

    The seconds are those of the processor: what the process waits for others does not count.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def run_behind() -> None:
    """Let what somebody waits for in this session go first."""
    os.nice(_NICENESS)


def run_behind_all() -> None:
    """Let all other processes of the machine go first, those of other sessions and of the kernel too.

    Linux shares the processor out between sessions first where it groups them (sched(7), "The autogroup feature"):
    there niceness counts among the processes of one session only, and a session that reads pages would take as much as
    the one of the web server, or as the kernel's threads that write to the disk. So this process becomes a session of
    its own and has that one give way; it no longer has a terminal then. Elsewhere its niceness counts by itself.
    """
    run_behind()
    leads_a_group = os.getpgrp() == os.getpid()  # and so cannot leave its session
    if _AUTOGROUP.exists() and not leads_a_group:
        os.setsid()
        _lower_session()


def _lower_session() -> None:
    """Have this session give way to others. Says so where the kernel refuses."""
    for _ in range(_TRIES):
        try:
            _AUTOGROUP.write_text(f"{_NICENESS}")
        except OSError as error:
            if error.errno != errno.EAGAIN:
                logger.warning("page processes do not give way to other sessions: %s", error.strerror)
                return
            time.sleep(_PAUSE_SECONDS)  # but for root the kernel takes one such request in a tenth of a second
        else:
            return
    logger.warning("page processes do not give way to other sessions: the kernel was asked too often")
