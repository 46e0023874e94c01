"""The list of odd words of an index: documents beside its entries, each with some words and the keys of them all.

A document for each of the 3.5 words that are new in an early paper cost the server 0.12 ms, the paper itself 0.27; 16
words to a document cost 0.01 to 0.04. Documents of the list are never changed, so a word may stand in two: when two
processes find it at the same time, or when a process that has forgotten what it knew (`records.index.known.MOST` words)
meets it again. Answers are the same; a rebuild leaves one of each.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from records.index import slips
from records.index.elasticsearch.asking import PASSING
from records.index.elasticsearch.documents import WORD, Operation
from records.index.elasticsearch.errors import refusal, translated

GROUP = 16
"""Words of one document. A search reads all of those that have one of its keys; neighbours share theirs."""

MOST_LISTED = 50_000
"""Documents of the list that one search may look at."""


def list_operations(words: Iterable[str]) -> list[Operation]:
    """Return the operations that list odd words."""
    several = sorted(words)
    return [_list_operation(several[start : start + GROUP]) for start in range(0, len(several), GROUP)]


def listed(client: Elasticsearch, alias: str, keys: Iterable[str]) -> list[str]:
    """Return the listed words that have one of `keys`, and others, as the last refresh has them.

    Raises ServiceError.
    """
    with translated():
        _, words = _found(client, alias, {"terms": {"keys": sorted(keys)}})
    return words


def every_listed(client: Elasticsearch, alias: str) -> tuple[str, list[str]]:
    """Return the index behind an alias and all words that it lists, as the last refresh has them.

    The name is empty for an index that lists none, and while the server cannot search it: just made, or being replaced.
    Raises ServiceError.
    """
    try:
        with translated(ApiError):
            return _found(client, alias, {"term": {"kind": WORD}})
    except ApiError as exc:
        if exc.meta.status not in PASSING:
            raise refusal(exc.meta.status, str(exc)) from exc
        return "", []  # words that are then listed twice do no harm


def _found(client: Elasticsearch, alias: str, wanted: Mapping[str, Any]) -> tuple[str, list[str]]:
    answer = client.search(
        index=alias,
        query={"bool": {"filter": [wanted]}},
        size=MOST_LISTED,
        stored_fields="_none_",
        docvalue_fields=[{"field": "word"}],
        track_total_hits=False,
        ignore_unavailable=True,
    )
    hits = answer["hits"]["hits"]
    return str(hits[0]["_index"]) if hits else "", [word for hit in hits for word in hit["fields"]["word"]]


def _list_operation(words: Sequence[str]) -> Operation:
    keys = sorted(set().union(*map(slips.keys, words)))
    return Operation(({"index": {}}, {"kind": WORD, "word": words, "keys": keys}))
