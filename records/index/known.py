"""Odd words that are known to be listed, so that an index need not be asked for them with each batch."""

from collections.abc import Iterable, Mapping
from threading import Lock

MOST = 500_000
"""Words remembered of one place, some 50 MB; then the memory starts afresh."""


class Known:
    """What this process has seen listed, by where; shared by threads.

    A place is a set of tables or an index of the server, by a name that is never given twice: from it no word is ever
    taken, so what was listed there once need not be listed again as long as it lasts.
    """

    def __init__(self) -> None:
        self._listed: dict[str, set[str]] = {}
        self._lock = Lock()

    def new(self, place: str, words: Iterable[str]) -> set[str]:
        """Return which words are not known to be listed in a place."""
        with self._lock:
            return set(words) - self._listed.get(place, set())

    def listed(self, places: Mapping[str, Iterable[str]]) -> None:
        """Take note of words that some places list from now on; other places are forgotten."""
        with self._lock:
            self._listed = {place: self._kept(place) for place in places}
            for place, words in places.items():
                self._listed[place].update(words)

    def _kept(self, place: str) -> set[str]:
        held = self._listed.get(place, set())
        return held if len(held) <= MOST else set()
