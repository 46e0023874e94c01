"""The plain client does what users need of it: papers are found with accents and without, newest first, narrowed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bench.engines import plain_elastic, plain_sqlite
from bench.engines.plain import is_accented, without_accents
from bench.engines.queries import queries
from models.search import SearchQuery, SearchScope
from tests.contract import servers
from tests.contract.test_search_index import entry
from tests.records.build import NOW

PAPERS = [
    entry(f"{n:02}", f"Giấy khai sinh số {n}. Hết", received_at=NOW + timedelta(hours=n), procedure=f"p{n % 2}")
    for n in range(30)
]
BATCHES = [PAPERS[:20], PAPERS[20:]]

Search = Callable[[SearchQuery], Callable[[], Any]]


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Search]:
    url = f"sqlite:{folder / 'plain.db'}"
    plain_sqlite.load(url, BATCHES)()
    with plain_sqlite.searcher(url) as search:
        yield search


@contextmanager
def on_elastic(_folder: Path) -> Iterator[Search]:
    with servers.new_index_url() as url:
        plain_elastic.load(url, BATCHES)()
        with plain_elastic.searcher(url) as search:
            yield search


needs_server = pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
both = pytest.mark.parametrize(
    "opened",
    [on_sqlite, pytest.param(on_elastic, marks=[needs_server, pytest.mark.allow_hosts(["127.0.0.1"])])],
)


@both
def test_papers_are_found_with_accents_and_without_newest_first(opened: Any, tmp_path: Path) -> None:  # noqa: ANN401 - one of two
    with opened(tmp_path) as search:
        for typed in ("giấy khai sinh", "khai sinh", "giay khai"):
            hits, total = search(SearchQuery(typed))()
            assert [hit[0] for hit in hits] == [f"{n:02}" for n in range(29, 8, -1)]
            assert total in (30, (30,))
            assert "\u2068" in str(hits[0][-1]) or "\\u2068" in str(hits[0][-1])
        assert search(SearchQuery("giáy"))()[0] == []


@both
def test_what_is_chosen_narrows_the_hits(opened: Any, tmp_path: Path) -> None:  # noqa: ANN401 - one of two
    one = PAPERS[0]
    narrow = SearchScope(units=one.agencies[:1], owners=(one.owner,), procedures=(one.procedure,))
    with opened(tmp_path) as search:
        for query, count in (
            (SearchQuery("sinh", procedure=one.procedure, owner=one.owner, type=one.type, state=one.state), 15),
            (SearchQuery("sinh", agencies=one.agencies[-1:], period=f"{NOW:%Y}", scope=narrow), 30),
            (SearchQuery("sinh", period="1999-01"), 0),
            (SearchQuery("sinh", scope=SearchScope()), 0),
        ):
            hits, total = search(query)()
            assert (len(hits), total) in ((min(count, 21), count), (min(count, 21), (count,)))
        for query in queries().values():
            search(query)()


def test_accents_are_taken_off_and_noticed() -> None:
    assert without_accents("Đường Hoà 12/QĐ") == "Duong Hoa 12/QD"
    assert [is_accented(text) for text in ("đất", "dat", "12/TLKS")] == [True, False, False]
