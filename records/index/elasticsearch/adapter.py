"""The port over Elasticsearch."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch

from models.errors import ServiceError
from models.ports.index import IndexDraft
from models.search import IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials
from records.index.cursor import Position, spoilt
from records.index.elasticsearch.asking import PASSING, SERIALIZERS, Answered, Body, Refused, ask
from records.index.elasticsearch.bulk import Writer
from records.index.elasticsearch.documents import (
    PROBE,
    Operation,
    batches,
    delete_operation,
    put_operation,
)
from records.index.elasticsearch.draft import drafted
from records.index.elasticsearch.errors import refusal, translated
from records.index.elasticsearch.listing import listed
from records.index.elasticsearch.mapping import current, draft_alias, drafting, prepare, replace
from records.index.elasticsearch.queries import COUNTED
from records.index.elasticsearch.searching import searched
from records.index.elasticsearch.transport import REQUEST_SECONDS, PatientTransport
from records.index.elasticsearch.url import parse
from records.index.elasticsearch.views import Views
from records.index.page import Answer
from records.index.query import Terms
from records.index.spelling import search_in_steps

RETRIES, CONNECTIONS = 3, 16
BATCH = 500, 4_000_000
"""Entries and letters of one bulk request. Words go in two forms beside the text: up to four times its letters."""

_BAD, _LOST = 400, frozenset({404, 503})
"""Answers to a search of a view: its id is none; the server has it no more, or its index."""


class ElasticIndex:
    """Entries behind one alias; shared by the threads of a process.

    What this process wrote it finds at once: its next search makes the server show it first. What another wrote is
    found two seconds later at most.
    """

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        self._searcher = client.options(retry_on_status=PASSING)
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
        def asked(terms: Terms, after: Position | None) -> Answer:
            return self._ask(query, terms, after)

        return search_in_steps(query, self._listed, asked, kept=True)

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
            kept = self._client.get(index=self._alias, id=id, stored_fields=list(document)).body.get("fields")
            self._client.delete(index=self._alias, id=id)
        if kept != {name: [value] for name, value in document.items()}:
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
        return listed(self._client, self._alias, keys)

    def _ask(self, query: SearchQuery, terms: Terms, after: Position | None) -> Answer:
        """Search the view that the cursor names; if the server has dropped it, go on from that place in a fresh one."""
        named = after.view if after is not None else ""
        try:
            if named:
                return self._search(query, terms, after, named)
            return self._search_fresh(query, terms, after)
        except (ApiError, Refused) as exc:
            status = exc.status if isinstance(exc, Refused) else exc.meta.status
            if named and status == _BAD:
                raise spoilt() from exc
            if status not in _LOST:
                raise refusal(status, str(exc)) from exc
        self._views.lost()
        try:
            with translated():
                return self._search_fresh(query, terms, after)
        except Refused as exc:
            raise refusal(exc.status, str(exc)) from exc

    def _search_fresh(self, query: SearchQuery, terms: Terms, after: Position | None) -> Answer:
        view, more = self._views.take(), False
        try:
            answer = self._search(query, terms, after, view)
            more = len(answer.found) > query.limit
        finally:
            self._views.give_back(view, named=more)
        return answer

    def _search(self, query: SearchQuery, terms: Terms, after: Position | None, view: str) -> Answer:
        """Search one view. An answer of the server that is an error stays one of the client, or of `asking`."""

        def asked(bodies: Sequence[Body]) -> Sequence[Answered]:
            with translated(ApiError):
                answers = ask(self._searcher, view, bodies)
            indexes = {hit["_index"] for answer in answers for hit in answer["hits"]["hits"]}
            if not answers[0]["_shards"]["total"] or any(not name.startswith(f"{self._alias}-v") for name in indexes):
                raise spoilt()  # the cursor names a view of nothing, or of some other index
            return answers

        return searched(asked, query, terms, None if after is None else after.place)


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
        serializers=SERIALIZERS,
    )
    try:
        return ElasticIndex(client, alias)
    except BaseException:
        client.close()
        raise
