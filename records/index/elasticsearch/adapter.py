"""The port over Elasticsearch."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch

from models.errors import ServiceError
from models.ports.index import IndexDraft
from models.search import IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials
from records.index.cursor import Position, spoilt
from records.index.elasticsearch.bulk import Writer
from records.index.elasticsearch.documents import (
    PROBE,
    SHOWN,
    Operation,
    batches,
    delete_operation,
    found,
    put_operation,
)
from records.index.elasticsearch.draft import drafted
from records.index.elasticsearch.errors import refusal, translated
from records.index.elasticsearch.mapping import MOST_LISTED, current, draft_alias, drafting, prepare, replace
from records.index.elasticsearch.queries import COUNTED, ORDER, aggregations, behind, clause, counted, listed
from records.index.elasticsearch.transport import REQUEST_SECONDS, PatientTransport
from records.index.elasticsearch.url import parse
from records.index.elasticsearch.views import KEEP_ALIVE, Views
from records.index.page import Answer
from records.index.query import Terms
from records.index.spelling import search_in_steps

RETRIES, CONNECTIONS = 3, 16
BATCH = 500, 4_000_000
"""Entries and letters of one bulk request. Words go in two forms beside the text: up to four times its letters."""

_BAD, _LOST, _PASSING = 400, frozenset({404, 503}), (429, 502, 504)
"""Answers to a search of a view: its id is none; the server has it no more, or its index; worth another try."""


class ElasticIndex:
    """Entries behind one alias; shared by the threads of a process.

    What this process wrote it finds at once: its next search makes the server show it first. What another wrote is
    found two seconds later at most.
    """

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        self._views = Views(client, alias)
        self._live = Writer(client, alias)
        self._draft = Writer(client, draft_alias(alias), lambda: False)
        with translated():
            prepare(client, alias)

    def put(self, entries: Sequence[IndexEntry]) -> None:
        for batch in batches(entries, *BATCH):
            self._write([put_operation(entry) for entry in batch])

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), BATCH[0]):
            self._write([delete_operation(id) for id in ids[start : start + BATCH[0]]])  # noqa: A001

    def search(self, query: SearchQuery) -> SearchPage:
        def ask(terms: Terms, after: Position | None) -> Answer:
            return self._ask(query, terms, after)

        return search_in_steps(query, self._listed, ask)

    def count(self) -> int:
        self._views.show()
        with translated():
            return int(self._client.count(index=self._alias, query=COUNTED)["count"])

    def clear(self) -> None:
        with translated():
            replace(self._client, self._alias)
        self._views.written()

    @contextmanager
    def rebuild(self) -> Iterator[IndexDraft]:
        with drafted(self._client, self._alias, BATCH) as draft:
            yield draft
        self._views.written()

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
            kept = self._client.get(index=self._alias, id=id)["_source"]
            self._client.delete(index=self._alias, id=id)
        if kept != document:
            raise ServiceError(
                "Elasticsearch trả lại dữ liệu khác với dữ liệu đã ghi; hãy báo quản trị viên kiểm tra.",
                "Elasticsearch gives back other data than was written; have it checked.",
            )

    def close(self) -> None:
        self._client.close()

    def _write(self, operations: Sequence[Operation]) -> None:
        """Write, to the draft of a rebuild first if there is one: else a swap in between would lose a write."""
        with translated():
            rebuilding = drafting(self._client, self._alias)
        if rebuilding:
            self._draft.write(operations)
        try:
            self._live.write(operations)
        finally:
            self._views.written()

    def _listed(self, keys: frozenset[str]) -> Sequence[str]:
        """Return the odd words with one of `keys`, as the last refresh has them."""
        self._views.show()
        with translated():
            answer = self._client.search(
                index=self._alias,
                query=listed(keys),
                size=MOST_LISTED,
                source_includes=["word"],
                track_total_hits=False,
            )
        return [hit["_source"]["word"] for hit in answer["hits"]["hits"]]

    def _ask(self, query: SearchQuery, terms: Terms, after: Position | None) -> Answer:
        """Search the view that the cursor names; if the server has dropped it, go on from that place in a fresh one."""
        named = after.view if after is not None else ""
        try:
            if named:
                return self._search(query, terms, after, named)
            return self._search_fresh(query, terms, after)
        except ApiError as exc:
            if named and exc.meta.status == _BAD:
                raise spoilt() from exc
            if exc.meta.status not in _LOST:
                raise refusal(exc.meta.status, str(exc)) from exc
        self._views.lost()
        with translated():
            return self._search_fresh(query, terms, after)

    def _search_fresh(self, query: SearchQuery, terms: Terms, after: Position | None) -> Answer:
        view, more = self._views.take(), False
        try:
            answer = self._search(query, terms, after, view)
            more = len(answer.found) > query.limit
        finally:
            self._views.give_back(view, named=more)
        return answer

    def _search(self, query: SearchQuery, terms: Terms, after: Position | None, view: str) -> Answer:
        """Search one view. An answer of the server that is an error stays one of the client."""
        with translated(ApiError):
            answer = self._client.options(retry_on_status=_PASSING).search(
                pit={"id": view, "keep_alive": KEEP_ALIVE},
                query=clause(query, terms),
                sort=ORDER,
                search_after=behind(None if after is None else after.place),
                size=query.limit + 1,
                track_total_hits=True,
                track_scores=True,
                source_includes=SHOWN,
                aggregations=aggregations() if query.facets else None,
            )
        return self._answer(query, answer.body)

    def _answer(self, query: SearchQuery, answer: Mapping[str, Any]) -> Answer:
        hits = answer["hits"]["hits"]
        if not answer["_shards"]["total"] or any(not hit["_index"].startswith(f"{self._alias}-v") for hit in hits):
            raise spoilt()  # the cursor names a view of nothing, or of some other index
        counts = counted(answer["aggregations"]) if query.facets else None
        return Answer([found(hit) for hit in hits], answer["hits"]["total"]["value"], counts, answer["pit_id"])


def open_url(url: str, credentials: Credentials | None = None) -> ElasticIndex:
    """Open ``elasticsearch+http[s]://host:port/alias``; an index of an older version is made anew, empty.

    Raises ServiceError with one line, also for an index of a newer version.
    """
    address, alias = parse(url)
    login = None if credentials is None else (credentials.user, credentials.password)
    client = Elasticsearch(
        address,
        basic_auth=login,
        transport_class=PatientTransport,
        request_timeout=REQUEST_SECONDS,
        max_retries=RETRIES,
        connections_per_node=CONNECTIONS,
    )
    try:
        return ElasticIndex(client, alias)
    except BaseException:
        client.close()
        raise
