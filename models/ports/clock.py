"""The time of day."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time of day, so that tests can set it."""

    def now(self) -> datetime:
        """Return the current time, time zone aware."""
        ...
