"""The search index."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from models.search import IndexEntry, SearchPage, SearchQuery


class IndexDraft(Protocol):
    """An index in the making, seen by nobody yet."""

    def put(self, entries: Sequence[IndexEntry]) -> None:
        """Add entries; one of a lower revision than was meanwhile written is passed over.

        Raises Conflict when another rebuild has begun since.
        """
        ...


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

    def rebuild(self) -> AbstractContextManager[IndexDraft]:
        """Open a draft that takes the index's place in one step when the block ends well, and is dropped otherwise.

        Meanwhile the old entries are searched, and what any process puts or deletes goes to both: read the records
        only after the block has begun, and no write is lost. What a rebuild that was killed left is dropped by the
        next one. Raises Conflict at the end when another rebuild has begun since.
        """
        ...

    def probe(self) -> None: ...

    def close(self) -> None: ...
