"""Views: states of the index that the server keeps, so that pages stay as they were while others write.

One view serves all searches of a process for a second; opening one for each would cost every search a round trip. A
view that no cursor names is closed when the next is opened. The others the server drops by itself.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from elasticsearch import Elasticsearch, NotFoundError

from records.index.elasticsearch.asking import KEEP_ALIVE
from records.index.elasticsearch.errors import translated

_FRESH_SECONDS = 1.0


@dataclass(slots=True)
class _View:
    """One view: how many searches use it now, whether a cursor names it, whether a newer one took its place."""

    id: str
    opened: float
    users: int = 0
    named: bool = False
    over: bool = False


class Views:
    """The views of one process on what stands behind an alias."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        self._view: _View | None = None
        self._used: dict[str, _View] = {}
        self._stale = True
        self._lock = Lock()

    def written(self) -> None:
        """Take note that this process wrote something, which its next search must find."""
        self._stale = True

    def show(self) -> None:
        """Make the server show what this process wrote; whoever comes meanwhile waits for it."""
        with self._lock:
            self._refresh()

    def take(self) -> str:
        """Return the id of a view that shows all that this process wrote, and what others wrote two seconds ago.

        Give it back by `give_back`.
        """
        with self._lock:
            self._refresh()
            if self._view is None or time.monotonic() - self._view.opened > _FRESH_SECONDS:
                self._retire()
                with translated():
                    opened = self._client.open_point_in_time(index=self._alias, keep_alive=KEEP_ALIVE)
                self._view = _View(opened["id"], time.monotonic())
            self._view.users += 1
            self._used[self._view.id] = self._view
            return self._view.id

    def give_back(self, id: str, *, named: bool) -> None:
        """End one use of a view that was taken; `named` by a cursor it stays until the server drops it."""
        with self._lock:
            view = self._used[id]
            view.users -= 1
            view.named |= named
            self._end_unused(view)

    def lost(self) -> None:
        """Take note that the server no longer has what this process looked at: a fresh view must be opened."""
        with self._lock:
            self._retire()

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._stale = False  # before the refresh: what is written meanwhile needs another
        try:
            with translated():
                self._client.indices.refresh(index=self._alias)
        except BaseException:
            self._stale = True
            raise
        self._retire()

    def _retire(self) -> None:
        view, self._view = self._view, None
        if view is not None:
            view.over = True
            self._end_unused(view)

    def _end_unused(self, view: _View) -> None:
        if view.users or not view.over:
            return
        self._used.pop(view.id, None)
        if not view.named:
            with translated(), suppress(NotFoundError):  # gone with its index, or by itself
                self._client.close_point_in_time(id=view.id)
