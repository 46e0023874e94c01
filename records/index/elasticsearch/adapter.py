"""The port over Elasticsearch."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from elasticsearch import Elasticsearch

from models.errors import ServiceError
from models.search import IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials
from records.index.cursor import decode
from records.index.elasticsearch.errors import refusal, translated
from records.index.elasticsearch.mapping import current, prepare, replace
from records.index.elasticsearch.queries import COUNTED, ORDER, PROBE, behind, clause
from records.index.head import head, received
from records.index.page import Found, page
from records.index.query import parse
from records.index.ranking import Place
from records.index.words import clean, tokens

REQUEST_SECONDS, RETRIES, CONNECTIONS = 30, 3, 16
BATCH_ENTRIES, BATCH_LETTERS = 500, 4_000_000
"""Limits of one bulk request. Words are sent in two forms beside the text, three to four times its letters in all."""

_BUSY, _CONFLICT, _NOT_FOUND = 429, 409, 404
_BUSY_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Waits before entries that a busy server sent back are offered again."""


class ElasticIndex:
    """Entries behind one alias; shared by the threads of a process.

    What this process wrote it finds at once: its next search makes the server show it first. What another wrote is
    found a second later at most.
    """

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        self._unseen = False
        self._refreshing = Lock()
        with translated():
            prepare(client, alias)

    def put(self, entries: Sequence[IndexEntry]) -> None:
        for batch in _batches(entries):
            self._bulk([operation for entry in batch for operation in (_action(entry), _document(entry))], 2)

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), BATCH_ENTRIES):
            self._bulk([{"delete": {"_id": id}} for id in ids[start : start + BATCH_ENTRIES]], 1)  # noqa: A001

    def search(self, query: SearchQuery) -> SearchPage:
        terms, after = parse(query), decode(query)
        self._show()
        with translated():
            answer = self._client.search(
                index=self._alias,
                query=clause(query, terms),
                sort=ORDER,
                search_after=behind(after),
                size=query.limit + 1,
                track_total_hits=True,
                track_scores=True,
                source_includes=["kind", "dossier", "type", "text", "head"],
            )
        found = [_found(hit) for hit in answer["hits"]["hits"]]
        return page(query, terms, found, answer["hits"]["total"]["value"])

    def count(self) -> int:
        self._show()
        with translated():
            return int(self._client.count(index=self._alias, query=COUNTED)["count"])

    def clear(self) -> None:
        with translated():
            replace(self._client, self._alias)

    def probe(self) -> None:
        """Write, read back and delete an entry without words; also say when the index is no longer ours."""
        id, document = f"probe-{uuid4().hex}", {"kind": PROBE}  # noqa: A001 - the domain's word
        with translated():
            if not current(self._client, self._alias):
                raise ServiceError(
                    f"Chỉ mục “{self._alias}” không còn hoặc của phiên bản khác; hãy khởi động lại chương trình.",
                    f"The index “{self._alias}” is gone or of another version; start the programme again.",
                )
            self._client.index(index=self._alias, id=id, document=document, require_alias=True)
            found = self._client.get(index=self._alias, id=id)["_source"]
            self._client.delete(index=self._alias, id=id)
        if found != document:
            raise ServiceError(
                "Elasticsearch trả lại dữ liệu khác với dữ liệu đã ghi; hãy báo quản trị viên kiểm tra.",
                "Elasticsearch gives back other data than was written; have it checked.",
            )

    def close(self) -> None:
        self._client.close()

    def _show(self) -> None:
        """Make the server show what this process wrote; whoever comes meanwhile waits for it."""
        with self._refreshing:
            if not self._unseen:
                return
            self._unseen = False  # before the refresh: what is written meanwhile needs another
            try:
                with translated():
                    self._client.indices.refresh(index=self._alias)
            except ServiceError:
                self._unseen = True
                raise

    def _bulk(self, operations: Sequence[Mapping[str, Any]], width: int) -> None:
        """Carry out operations of `width` lines each; those that the server sends back for now are offered again."""
        for wait in (*_BUSY_SECONDS, None):
            with translated():
                answer = self._client.bulk(index=self._alias, operations=operations, require_alias=True)
            self._unseen = True
            lost = self._deleted([item["index"]["_id"] for item in answer["items"] if _is_conflict(item)])
            sent_back = [at for at, item in enumerate(answer["items"]) if _is_busy(item) or _id_of(item) in lost]
            if not sent_back:
                return
            if wait is None:
                break
            operations = [line for at in sent_back for line in operations[at * width : (at + 1) * width]]
            time.sleep(wait)
        raise ServiceError(
            "Elasticsearch quá tải; việc lập chỉ mục sẽ được thử lại sau.",
            "Elasticsearch is overloaded; indexing will be tried again later.",
        )

    def _deleted(self, ids: Sequence[str]) -> set[str]:
        """Return which of `ids`, refused as older than what is held, are not held at all.

        The server remembers the revision of a deleted entry for up to a second (its clock of deletions is a coarse one)
        and would have it win over an entry that comes back.
        """
        if not ids:
            return set()
        with translated():
            found = self._client.mget(index=self._alias, ids=list(dict.fromkeys(ids)), source=False)["docs"]
        return {each["_id"] for each in found if not each.get("found")}


def open_url(url: str, credentials: Credentials | None = None) -> ElasticIndex:
    """Open ``elasticsearch+http[s]://host:port/alias``; an index of another version of the programme is cleared.

    Raises ServiceError with one line.
    """
    address, alias = _parse(url)
    login = None if credentials is None else (credentials.user, credentials.password)
    client = Elasticsearch(
        address,
        basic_auth=login,
        request_timeout=REQUEST_SECONDS,
        max_retries=RETRIES,
        retry_on_timeout=True,
        connections_per_node=CONNECTIONS,
    )
    try:
        return ElasticIndex(client, alias)
    except BaseException:
        client.close()
        raise


def _parse(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        alias, transport, port = parts.path.strip("/"), parts.scheme.partition("+")[2], parts.port or 9200
        sound = parts.hostname and alias.isascii() and alias.replace("-", "").isalnum() and alias.islower()
    except ValueError:
        sound = False
    if not sound or transport not in {"http", "https"}:
        raise ServiceError(
            "Địa chỉ Elasticsearch không đúng dạng; hãy viết như elasticsearch+http://máy-chủ:9200/hoso.",
            "The Elasticsearch URL is malformed; write it like elasticsearch+http://host:9200/hoso.",
        )
    return f"{transport}://{parts.hostname}:{port}", alias


def _batches(entries: Iterable[IndexEntry]) -> Iterator[list[IndexEntry]]:
    batch: list[IndexEntry] = []
    letters = 0
    for entry in entries:
        if batch and (len(batch) == BATCH_ENTRIES or letters + len(entry.text) > BATCH_LETTERS):
            yield batch
            batch, letters = [], 0
        batch.append(entry)
        letters += len(entry.text)
    if batch:
        yield batch


def _action(entry: IndexEntry) -> Mapping[str, Any]:
    # The server compares revisions itself, so that any number of followers may write at once.
    return {"index": {"_id": entry.id, "version": entry.revision, "version_type": "external_gte"}}


def _document(entry: IndexEntry) -> Mapping[str, Any]:
    top, text = head(entry), clean(entry.text)
    top_words, text_words = tuple(tokens(top)), tuple(tokens(text))
    return {
        "id": entry.id,
        "kind": entry.kind,
        "dossier": entry.dossier,
        "owner": entry.owner,
        "type": entry.type,
        "received": received(entry.received_at),
        "agencies": list(entry.agencies),
        "head": top,
        "text": text,
        "he": " ".join(word.exact for word in top_words),
        "hf": " ".join(word.folded for word in top_words),
        "te": " ".join(word.exact for word in text_words),
        "tf": " ".join(word.folded for word in text_words),
    }


def _id_of(item: Mapping[str, Any]) -> str:
    (outcome,) = item.values()
    return str(outcome["_id"])


def _is_conflict(item: Mapping[str, Any]) -> bool:
    return "index" in item and item["index"]["status"] == _CONFLICT


def _is_busy(item: Mapping[str, Any]) -> bool:
    """Return whether one operation of a bulk must be offered again.

    A newer revision that is there already, and a deletion of what is not, count as done. Raises ServiceError for
    any other failure.
    """
    (outcome,) = item.values()
    status = int(outcome["status"])
    if status < 300 or status == _CONFLICT or (status == _NOT_FOUND and "error" not in outcome):
        return False
    if status == _BUSY and "cluster_block_exception" not in str(outcome["error"]):
        return True
    raise refusal(status, str(outcome["error"]))


def _found(hit: Mapping[str, Any]) -> Found:
    points, when, id = hit["sort"]  # noqa: A001 - the domain's word
    kept = hit["_source"]
    return Found(Place(int(points), when, id), kept["kind"], kept["dossier"], kept["type"], kept["text"], kept["head"])
