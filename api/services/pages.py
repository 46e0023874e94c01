"""Pages in a process of their own: what is asked of it and what comes back."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from models.job import Lane
from models.page import PageFailure, PageReading

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageTask:
    """One page of a file on this machine; `number` counts from 1."""

    path: Path
    media_type: str
    number: int


@dataclass(frozen=True, slots=True)
class PageWork:
    """What was read on a page, and its upright image as JPEG for viewers (empty when none was asked for)."""

    reading: PageReading
    image: bytes = b""


PageOutcome = PageWork | PageFailure


class PagePool(Protocol):
    """Processes that read pages, with time and memory of each page capped. The adapter is `api.page_pool`."""

    def read(self, task: PageTask, *, image: bool, lane: Lane = Lane.INTERACTIVE) -> Future[PageOutcome]:
        """Read one page; the future never raises for what is wrong with a page, it gives a `PageFailure`.

        Pages of the interactive lane go before others, but do not starve them.
        """
        ...

    def run(self, function: Callable[..., T], *arguments: object, lane: Lane = Lane.INTERACTIVE) -> T:
        """Run a picklable function in one of the processes and wait.

        Raises what it raises, or a PageError when its process died or took too long.
        """
        ...

    def close(self) -> None:
        """End the processes at once."""
        ...
