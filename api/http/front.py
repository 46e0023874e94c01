"""What the handlers of one application share."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from flask import current_app, g

from api.services.context import Context
from api.services.health import Prober
from models.caller import Caller
from models.identifiers import DocumentType

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
    """Back ends, the machine's own token, and the known document types with their Vietnamese names."""

    context: Context
    token: str
    types: Mapping[DocumentType, str]
    counts: RequestCounts = field(default_factory=RequestCounts)
    prober: Prober = field(default_factory=Prober)


def front() -> Front:
    """Return the front of the application that handles the current request."""
    return cast("Front", current_app.extensions[EXTENSION])


def context() -> Context:
    return front().context


def caller() -> Caller:
    """Return who makes the current request; `api.http.access` found out before any handler runs."""
    return cast("Caller", g.caller)
