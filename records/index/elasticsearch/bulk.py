"""Bulk writes to one alias: back pressure, revisions, and the list of odd words kept beside the entries."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from models.errors import ServiceError
from records.index.elasticsearch.documents import Operation, odd_words
from records.index.elasticsearch.errors import refusal, translated
from records.index.elasticsearch.listing import every_listed, list_operations
from records.index.known import Known

BUSY_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Waits before operations that a busy server sent back are offered again."""

_BUSY, _CONFLICT, _NOT_FOUND = 429, 409, 404
_TOLD = ("errors", "items.*._index", "items.*._id", "items.*.status", "items.*.error")
"""What the server is to tell of each operation: a third of what it would."""


class Writer:
    """Writes to whatever index stands behind `alias`; shared by threads.

    `gone` is called when there is no such alias, and says whether that is an error.
    """

    def __init__(self, client: Elasticsearch, alias: str, gone: Callable[[], bool] = lambda: True) -> None:
        self._client = client
        self._alias = alias
        self._gone = gone
        self._known = Known()
        self._index = ""

    def write(self, operations: Sequence[Operation]) -> str:
        """Carry out operations, odd words first; those that the server sends back for now are offered again.

        Returns the name of the index that took them, empty when there is none. Raises ServiceError.
        """
        words, before = odd_words(operations), self._index or self._learn()
        new = self._known.new(before, words)
        index = self._offer([*list_operations(new), *operations])
        self._index = index
        if index and index != before:  # another index took the alias: what the old one listed, this one may not
            self._offer(list_operations(self._known.new(self._learn(), words) - new))
        if index:
            self._known.listed({index: words})
        return index

    def _offer(self, operations: Sequence[Operation]) -> str:
        """Carry out operations; return the name of the index that took them, empty when none did."""
        left, index = list(operations), ""
        for wait in (*BUSY_SECONDS, None):
            if not left:
                return index
            answer = self._bulk(left)
            items = answer["items"]
            if not answer["errors"]:
                return str(_outcome(items[0])["_index"])
            if any(_is_gone(item) for item in items) and not self._gone():
                return ""
            index = str(_outcome(items[0])["_index"])
            lost = self._not_held([_outcome(item)["_id"] for item in items if _is_conflict(item)])
            left = [
                operation
                for operation, item in zip(left, items, strict=True)
                if _is_busy(item) or (_is_conflict(item) and _outcome(item)["_id"] in lost)
            ]
            if left and wait is not None:
                time.sleep(wait)
        if not left:
            return index
        raise ServiceError(
            "Elasticsearch quá tải; việc lập chỉ mục sẽ được thử lại sau.",
            "Elasticsearch is overloaded; indexing will be tried again later.",
        )

    def _learn(self) -> str:
        """Take note of the words that are listed behind the alias; return the name of the index if there are any."""
        index, words = every_listed(self._client, self._alias)
        self._known.listed({index: words})
        return index

    def _bulk(self, operations: Sequence[Operation]) -> Mapping[str, Any]:
        lines = [line for operation in operations for line in operation.lines]
        with translated():
            answer: Mapping[str, Any] = self._client.bulk(
                index=self._alias, operations=lines, require_alias=True, filter_path=_TOLD
            ).body
        return answer

    def _not_held(self, ids: Sequence[str]) -> set[str]:
        """Return which of `ids`, refused as older than what is held, are not held at all.

        The server remembers the revision of a deleted entry for up to a second (its clock of deletions is a coarse one)
        and would have it win over an entry that comes back.
        """
        if not ids:
            return set()
        with translated():
            found = self._client.mget(index=self._alias, ids=list(dict.fromkeys(ids)), source=False)["docs"]
        return {each["_id"] for each in found if not each.get("found")}


def _outcome(item: Mapping[str, Any]) -> Mapping[str, Any]:
    (outcome,) = item.values()
    return dict(outcome)


def _is_conflict(item: Mapping[str, Any]) -> bool:
    """Return whether an entry was refused as older than what is held."""
    return "index" in item and item["index"]["status"] == _CONFLICT


def _is_gone(item: Mapping[str, Any]) -> bool:
    """Return whether there is no such alias."""
    outcome = _outcome(item)
    return outcome["status"] == _NOT_FOUND and "require_alias" in str(outcome.get("error", ""))


def _is_busy(item: Mapping[str, Any]) -> bool:
    """Return whether one operation of a bulk must be offered again.

    What is there already, in this revision or a newer one, and a deletion of what is not, count as done. An index that
    went away under its alias was replaced at this moment. Raises ServiceError for any other failure.
    """
    outcome = _outcome(item)
    status = int(outcome["status"])
    if status < 300 or status == _CONFLICT or (status == _NOT_FOUND and "error" not in outcome):
        return False
    if status == _NOT_FOUND and not _is_gone(item):
        return True
    if status == _BUSY and "cluster_block_exception" not in str(outcome["error"]):
        return True
    raise refusal(status, str(outcome["error"]))
