"""Elasticsearch by one plain HTTP connection: what our adapter sends, and nothing else."""

import http.client
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlsplit

import msgspec

from models.ports.index import SearchIndex
from models.search import IndexEntry, SearchQuery
from records.index import open_index
from records.index.elasticsearch.adapter import ElasticIndex
from records.index.elasticsearch.asking import Answered, Body
from records.index.elasticsearch.documents import put_operation
from records.index.elasticsearch.searching import searched
from records.index.query import parse
from records.index.spelling import forgiving, with_kept


def load(url: str, batches: Sequence[Sequence[IndexEntry]]) -> Callable[[], None]:
    """Prepare bulk requests for a new index of our mapping; return what sends them."""
    open_index(url).close()  # which makes it
    bodies = [b"".join(_lines(batch)) for batch in batches]

    def write() -> None:
        with closing(_connection(url)) as connection:
            for body in bodies:
                _ask(connection, f"/{_alias(url)}/_bulk", body)

    return write


@contextmanager
def searcher(url: str, index: SearchIndex) -> Iterator[Callable[[SearchQuery], Callable[[], object]]]:
    """Yield what prepares the requests that our adapter makes for a query, to be sent by a plain connection."""
    assert isinstance(index, ElasticIndex)
    with closing(_connection(url)) as connection:

        def prepared(query: SearchQuery) -> Callable[[], object]:
            sent = list[bytes]()

            def asked(bodies: Sequence[Body]) -> Sequence[Answered]:
                sent.append(b"".join(b"{}\n" + msgspec.json.encode(body) + b"\n" for body in bodies))
                return _searched(connection, url, sent[-1])

            terms = forgiving(with_kept(parse(query)), index._listed, wide=False)  # noqa: SLF001 - they must be the same
            searched(asked, query, terms, None)
            return lambda: [_searched(connection, url, body) for body in sent]

        yield prepared


def _searched(connection: http.client.HTTPConnection, url: str, body: bytes) -> Sequence[Answered]:
    answers: Sequence[Answered] = _ask(connection, f"/{_alias(url)}/_msearch", body)["responses"]
    if any("error" in answer for answer in answers):
        raise RuntimeError(f"Elasticsearch said {str(answers)[:300]}")
    return [{"pit_id": "", **answer} for answer in answers]


def _lines(batch: Sequence[IndexEntry]) -> Iterator[bytes]:
    for entry in batch:
        for line in put_operation(entry).lines:
            yield msgspec.json.encode(line) + b"\n"


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)


def _alias(url: str) -> str:
    return urlsplit(url).path.strip("/")


def _ask(connection: http.client.HTTPConnection, path: str, body: bytes) -> Any:  # noqa: ANN401 - JSON
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    found = json.loads(answer.read())
    if answer.status != http.HTTPStatus.OK or found.get("errors"):
        raise RuntimeError(f"Elasticsearch said {answer.status}: {str(found)[:300]}")
    return found
