"""The search index."""

from collections.abc import Sequence
from typing import Protocol

from models.search import IndexEntry, SearchPage, SearchQuery


class SearchIndex(Protocol):
    """Full text and fields. A cache: it can be dropped and rebuilt from the records at any time."""

    def put(self, entries: Sequence[IndexEntry]) -> None:
        """Add or replace entries by id; an entry of a lower revision than the one held is passed over."""
        ...

    def delete(self, ids: Sequence[str]) -> None: ...

    def search(self, query: SearchQuery) -> SearchPage:
        """Return the best hits. Raises InvalidValue for a query without a searchable word or a spoilt cursor."""
        ...

    def count(self) -> int:
        """Return the number of entries; 0 when the index is new or was cleared and has to be rebuilt."""
        ...

    def clear(self) -> None:
        """Drop all entries."""
        ...

    def probe(self) -> None: ...

    def close(self) -> None: ...
