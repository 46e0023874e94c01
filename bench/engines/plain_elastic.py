"""Elasticsearch as a good engineer would use it bare: the official client, its bulk helper, the server's own analysis.

The printed text in one field, the same without accents in another, both split by the standard analyser; the index kept
newest first, and by identifier where times are equal, so that a page can follow another; the server compares revisions,
so that several may write at once; excerpts by the server's highlighter. Where the server can fold accents, the client
need not: the server that is tried here has no such filter, so the client folds, in the quickest way that Python has.
Not done are slips of reading, tones printed on either vowel, points by accents and phrases, and views that keep
following pages as they were.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from bench.engines.plain import HITS, chosen, head, is_accented, without_accents
from models.search import COUNTED_TO, IndexEntry, SearchQuery, SearchScope
from records.index.facets import month_of
from records.index.words import CLOSE, OPEN

_KEY, _TEXT = {"type": "keyword"}, {"type": "text"}
_KEYS = ("id", "kind", "dossier", "agency", "agencies", "owner", "type", "procedure", "state", "month")
_MAPPING: Mapping[str, Any] = {
    "dynamic": "strict",
    "properties": {
        **dict.fromkeys(_KEYS, _KEY),
        **dict.fromkeys(("head", "text", "head_folded", "folded"), _TEXT),
        "received": {"type": "date"},
    },
}
_SORT = {"sort.field": ["received", "id"], "sort.order": ["desc", "desc"]}
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1", **_SORT}
_EXACT, _FOLDED = ("head", "text"), ("head_folded", "folded")


def load(url: str, batches: Sequence[Sequence[IndexEntry]]) -> Callable[[], None]:
    """Make the index; return what writes the papers, a bulk request for each batch."""
    client, index = _client(url)
    client.indices.create(index=index, mappings=_MAPPING, settings=_SETTINGS)

    def write() -> None:
        for batch in batches:
            bulk(client, (_action(index, entry) for entry in batch), chunk_size=len(batch))
        client.close()

    return write


@contextmanager
def searcher(url: str) -> Iterator[Callable[[SearchQuery], Callable[[], object]]]:
    """Yield what gives the search for a query: the request is made, sent and read in it."""
    client, index = _client(url)
    with client:
        client.indices.refresh(index=index)
        yield lambda query: lambda: _search(client, index, query)


def _client(url: str) -> tuple[Elasticsearch, str]:
    parts = urlsplit(url)
    return Elasticsearch(f"http://{parts.netloc}"), f"{parts.path.strip('/')}-plain"


def _action(index: str, entry: IndexEntry) -> dict[str, Any]:
    top = head(entry)
    return {
        "_index": index,
        "_id": entry.id,
        "version": entry.revision,
        "version_type": "external_gte",
        "id": entry.id,
        "kind": entry.kind,
        "dossier": entry.dossier,
        "agency": entry.agencies[0],
        "agencies": entry.agencies,
        "owner": entry.owner,
        "type": entry.type,
        "procedure": entry.procedure,
        "state": entry.state.value,
        "received": entry.received_at,
        "month": month_of(entry.received_at),
        "head": top,
        "text": entry.text,
        "head_folded": without_accents(top),
        "folded": without_accents(entry.text),
    }


def _search(client: Elasticsearch, index: str, query: SearchQuery) -> object:
    """Return the newest papers with an excerpt of each, and their number up to the bound of ours."""
    fields = _EXACT if is_accented(query.text) else _FOLDED
    words = {"multi_match": {"query": query.text, "fields": fields, "type": "cross_fields", "operator": "and"}}
    answer = client.search(
        index=index,
        query={"bool": {"filter": [words, *_narrowed(query)]}},
        sort=[{"received": "desc"}, {"id": "desc"}],
        size=HITS,
        track_total_hits=COUNTED_TO,
        source_includes=["kind", "dossier", "type"],
        highlight={
            "fields": {field: {} for field in fields}, "pre_tags": [OPEN], "post_tags": [CLOSE],
            "number_of_fragments": 1, "fragment_size": 160, "highlight_query": words,
        },
    )  # fmt: skip
    hits = [
        (hit["_id"], hit["_source"]["dossier"], next(iter(hit.get("highlight", {}).values()), ()))
        for hit in answer["hits"]["hits"]
    ]
    return hits, answer["hits"]["total"]["value"]


def _narrowed(query: SearchQuery) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = [{"term": {name: value}} for name, value in chosen(query).items()]
    if query.period is not None:
        found.append({"prefix": {"month": query.period}})
    if query.agencies is not None:
        found.append({"terms": {"agencies": list(query.agencies)}})
    if query.scope is not None:
        found.append({"bool": {"should": _granted(query.scope), "minimum_should_match": 1}})
    return found


def _granted(scope: SearchScope) -> list[Mapping[str, Any]]:
    granted = {"agencies": scope.units, "agency": scope.agencies, "owner": scope.owners, "procedure": scope.procedures}
    return [{"terms": {name: list(values)}} for name, values in granted.items()]
