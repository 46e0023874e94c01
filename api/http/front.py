"""What the handlers of one application share."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from flask import current_app

from api.services.context import Actor, Context
from models.identifiers import DocumentType

ACTOR = Actor("counter")
"""Who calls, until users have identities: whoever holds the machine's token, by page or by API."""

EXTENSION = "hoso"


class RequestCounts:
    """Requests answered, by status; safe between threads."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._lock = Lock()

    def add(self, status: int) -> None:
        with self._lock:
            self._counts[status] += 1

    def by_status(self) -> Mapping[int, int]:
        with self._lock:
            return dict(self._counts)


@dataclass(frozen=True, slots=True)
class Front:
    """Back ends, the token that opens the door, and the known document types with their Vietnamese names."""

    context: Context
    token: str
    types: Mapping[DocumentType, str]
    counts: RequestCounts = field(default_factory=RequestCounts)


def front() -> Front:
    """Return the front of the application that handles the current request."""
    return cast("Front", current_app.extensions[EXTENSION])


def context() -> Context:
    return front().context
