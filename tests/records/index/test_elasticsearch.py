"""What only Elasticsearch does: aliases and versions of the index, refusals, large batches, the same answers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from urllib.parse import urlsplit

import pytest

from models.errors import InvalidValue, ServiceError, StorageFull
from models.ports.index import SearchIndex
from models.search import SearchPage, SearchQuery
from records.index import open_index
from records.index.cursor import Position, decode, encode
from records.index.elasticsearch import mapping
from records.index.elasticsearch.errors import refusal
from records.index.ranking import Place
from tests.contract import servers
from tests.contract.test_search_index import MINUTE, entry
from tests.records.build import NOW

needs_server = pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
loopback = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def url() -> Iterator[str]:
    with servers.new_index_url() as made:
        yield made


def alias_of(url: str) -> str:
    return urlsplit(url).path.strip("/")


@pytest.mark.parametrize(
    "url",
    ["elasticsearch+http://host", "elasticsearch+http:///hoso", "elasticsearch:hoso", "elasticsearch+http://[x/hoso",
     "elasticsearch+http://host:port/hoso", "elasticsearch+http://host/Hoso", "elasticsearch+http://host/a*"],
)  # fmt: skip
def test_a_url_that_names_no_index_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(ServiceError, match="malformed") as caught:
        open_index(url)
    assert "\n" not in str(caught.value)


@loopback
def test_a_server_that_is_down_is_named_in_one_line() -> None:
    with pytest.raises(ServiceError, match="cannot be reached") as caught:
        open_index("elasticsearch+http://127.0.0.1:1/hoso")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "words", "kind", "said"),
    [
        (429, "cluster_block_exception: disk usage exceeded flood-stage watermark", StorageFull, "disk"),
        (403, "cluster_block_exception: index read-only (api)", ServiceError, "read-only"),
        (401, "security_exception", ServiceError, "login"),
        (500, "something\nelse", ServiceError, "something else"),
    ],
)
def test_every_refusal_has_its_line(status: int, words: str, kind: type[ServiceError], said: str) -> None:
    error = refusal(status, words)
    assert type(error) is kind
    assert said in error.en


@needs_server
@loopback
def test_many_who_open_a_new_index_at_once_share_it(url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(open_index, [url] * 6))
    for number, index in enumerate(opened):
        index.put([entry(str(number), "giấy")])
    with servers.elastic() as client:
        assert len(client.indices.get_alias(name=alias_of(url)).body) == 1
    again = open_index(url)
    assert again.count() <= 6
    for index in opened:
        index.count()
        index.close()
    assert again.search(SearchQuery("giấy")).total == 6
    again.close()


def index_of_version(url: str, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an index with one entry behind the alias, as a programme of that version would have."""
    index = open_index(url)
    monkeypatch.setattr(mapping, "MAPPING", {**mapping.MAPPING, "_meta": {"application": "hoso", "schema": version}})
    index.clear()
    monkeypatch.undo()
    with pytest.raises(ServiceError, match="another version"):
        index.probe()
    index.close()


@needs_server
@loopback
def test_an_index_of_an_older_version_is_made_anew_and_said_so(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    index_of_version(url, mapping.SCHEMA - 1, monkeypatch)
    renewed = open_index(url)
    renewed.probe()
    assert renewed.count() == 0
    said = [record.message for record in caplog.records if record.name == mapping.__name__]
    older, now = mapping.SCHEMA - 1, mapping.SCHEMA
    line = f"the index “{alias_of(url)}” has mapping {older}, now {now}: it is made anew and filled from the records"
    assert said == [line]
    kept = open_index(url)
    kept.put([entry("a", "giấy")])
    assert open_index(url).count() == 1
    assert len(caplog.records) == len(said)


@needs_server
@loopback
def test_an_index_of_a_newer_version_is_refused_in_one_line_and_kept(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    index_of_version(url, mapping.SCHEMA + 1, monkeypatch)
    with pytest.raises(ServiceError, match=rf"newer version .*\(mapping {mapping.SCHEMA + 1},") as caught:
        open_index(url)
    assert "\n" not in str(caught.value)
    with servers.elastic() as client:
        (found,) = client.indices.get_mapping(index=alias_of(url)).body.values()
    assert found["mappings"]["_meta"]["schema"] == mapping.SCHEMA + 1


@needs_server
@loopback
def test_the_version_stands_in_the_name_of_the_index(url: str) -> None:
    index = open_index(url)
    with index.rebuild():
        pass
    with servers.elastic() as client:
        (name,) = client.indices.get_alias(name=alias_of(url)).body
    assert name.startswith(f"{alias_of(url)}-v{mapping.SCHEMA}-")
    index.close()


@needs_server
@loopback
def test_an_index_of_another_programme_is_left_alone(url: str) -> None:
    with servers.elastic() as client:
        client.indices.create(index=alias_of(url))
        with pytest.raises(ServiceError, match="another programme"):
            open_index(url)
        assert client.indices.exists(index=alias_of(url))


@needs_server
@loopback
def test_an_index_that_went_away_is_told_and_never_made_by_a_write(url: str) -> None:
    index = open_index(url)
    with servers.elastic() as client:
        client.indices.delete(index=",".join(client.indices.get_alias(name=alias_of(url)).body))
        with pytest.raises(ServiceError):
            index.put([entry("a", "giấy")])
        with pytest.raises(ServiceError, match="gone"):
            index.probe()
        assert not client.indices.exists(index=alias_of(url))
    index.close()


@needs_server
@loopback
@pytest.mark.parametrize(
    ("block", "kind", "said"),
    [
        ("index.blocks.write", ServiceError, "is read-only"),
        ("index.blocks.read_only", ServiceError, "is read-only"),
        ("index.blocks.read_only_allow_delete", StorageFull, "disk of Elasticsearch is full"),  # flood stage
    ],
)
def test_a_read_only_index_is_told_in_one_line_and_still_searched(
    url: str, block: str, kind: type[ServiceError], said: str
) -> None:
    index = open_index(url)
    index.put([entry("a", "giấy")])
    assert index.count() == 1
    with servers.elastic() as client:
        client.indices.put_settings(index=alias_of(url), settings={block: True})
        started = open_index(url)
        for attempt in (partial(started.put, [entry("b", "giấy")]), started.probe):
            with pytest.raises(kind, match=said) as caught:
                attempt()
            assert "\n" not in str(caught.value)
        assert started.search(SearchQuery("giấy")).total == 1
        client.indices.put_settings(index=alias_of(url), settings={block: None})
    started.put([entry("b", "giấy")])
    started.probe()


@needs_server
@loopback
def test_more_than_one_batch_is_put_and_an_entry_that_was_deleted_comes_back(url: str) -> None:
    index = open_index(url)
    index.put([entry(f"{number:04}", "giấy khai sinh", revision=7) for number in range(1201)])
    assert index.count() == 1201
    index.delete([f"{number:04}" for number in range(1201)])
    assert index.count() == 0
    index.put([entry("0003", "giấy", revision=7)])
    assert index.count() == 1
    index.close()


def page(index: SearchIndex, after: str | None = None, limit: int = 3) -> SearchPage:
    return index.search(SearchQuery("giấy", after=after, limit=limit))


@pytest.fixture
def filled(url: str) -> Iterator[SearchIndex]:
    index = open_index(url)
    index.put([entry(f"{number}", "giấy", received_at=NOW + number * MINUTE) for number in range(9)])
    yield index
    index.close()


@needs_server
@loopback
def test_pages_show_the_index_as_it_was_on_the_first_one(filled: SearchIndex) -> None:
    first = page(filled)
    filled.delete(["4"])
    filled.put([entry("2", "chữ", revision=2), entry("new", "giấy", received_at=NOW + 5 * MINUTE)])
    second = page(filled, first.cursor)
    third = page(filled, second.cursor)
    assert [hit.id for hit in (*first.hits, *second.hits, *third.hits)] == list("876543210")
    assert (second.total, third.total, third.cursor) == (9, 9, None)
    assert page(filled).total == 8


@needs_server
@loopback
def test_a_view_that_the_server_dropped_is_gone_on_from_in_a_fresh_one(filled: SearchIndex) -> None:
    first = page(filled)
    position = decode(SearchQuery("giấy", after=first.cursor))
    assert position is not None
    with servers.elastic() as client:
        client.close_point_in_time(id=position.view)
    filled.delete(["4"])
    second = page(filled, first.cursor)
    assert [hit.id for hit in second.hits] == ["5", "3", "2"]
    assert second.total == 8


@needs_server
@loopback
@pytest.mark.parametrize("view", ["x", "…", "AAA", "AAAA"])
def test_a_made_up_view_is_refused(filled: SearchIndex, view: str) -> None:
    with pytest.raises(InvalidValue):
        page(filled, encode(SearchQuery("giấy"), Position(Place(99, "2099-01-01T00:00:00.000000Z", "z"), view=view)))


@needs_server
@loopback
def test_a_cursor_of_no_view_stands_for_a_fresh_one(filled: SearchIndex) -> None:
    assert page(filled, encode(SearchQuery("giấy"), Position(Place(99, "2099-01-01T00:00:00.000000Z", "z")))).total == 9


@needs_server
@loopback
def test_a_cursor_opens_no_other_index(filled: SearchIndex) -> None:
    with servers.new_index_url() as other_url:
        other = open_index(other_url)
        other.put([entry(f"secret {number}", "giấy") for number in range(9)])
        stranger = page(other).cursor
        with pytest.raises(InvalidValue):
            page(filled, stranger)
        other.close()


@needs_server
@loopback
def test_views_that_no_cursor_names_do_not_pile_up(filled: SearchIndex) -> None:
    with servers.elastic() as client:

        def open_views() -> int:
            (node,) = client.nodes.stats(metric="indices", index_metric="search")["nodes"].values()
            return int(node["indices"]["search"]["open_contexts"])

        page(filled, limit=20)
        before = open_views()
        for number in range(5):
            filled.put([entry("again", "giấy", revision=number)])
            page(filled, limit=20)
        assert open_views() <= before


@needs_server
@loopback
def test_another_process_writes_to_the_draft_as_well_and_searches_on(filled: SearchIndex, url: str) -> None:
    other = open_index(url)
    with filled.rebuild() as draft:
        draft.put([entry("0", "giấy")])
        other.put([entry("theirs", "giấy nghtêm")])
        assert page(other).total == 10
    assert {hit.id for hit in page(other, limit=9).hits} == {"0", "theirs"}
    assert other.search(SearchQuery("nghiêm")).total == 1
    other.put([entry("later", "nghtêm")])  # a word that the other index listed, not this one
    assert {hit.id for hit in other.search(SearchQuery("nghiêm")).hits} == {"theirs", "later"}
    other.close()


@needs_server
@loopback
def test_an_odd_word_is_listed_again_in_an_index_that_took_the_place(filled: SearchIndex, url: str) -> None:
    other = open_index(url)
    other.put([entry("a", "nghtêm")])
    with filled.rebuild():
        pass
    other.put([entry("b", "nghtêm")])
    assert [hit.id for hit in other.search(SearchQuery("nghiêm")).hits] == ["b"]
    other.close()


@needs_server
@loopback
def test_one_index_is_left_after_rebuilds_that_failed_and_one_that_did_not(filled: SearchIndex, url: str) -> None:
    with ExitStack() as killed:
        killed.enter_context(filled.rebuild())
        with filled.rebuild() as draft:
            draft.put([entry("a", "giấy")])
        with servers.elastic() as client:
            assert len(client.indices.get(index=f"{alias_of(url)}*").body) == 1
        killed.pop_all()


@needs_server
@loopback
def test_a_cursor_keeps_its_state_though_others_write_and_search_all_the_time(filled: SearchIndex) -> None:
    def turn(number: int) -> list[str]:
        first = page(filled)
        filled.put([entry(f"busy {number}", "giấy", received_at=NOW - number * MINUTE)])
        second = page(filled, first.cursor, limit=100)
        assert second.total == first.total
        return [hit.id for hit in (*first.hits, *second.hits)][:9]

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(turn, range(1, 13)))
    assert seen == [list("876543210")] * 12


@needs_server
@loopback
def test_a_page_after_a_rebuild_elsewhere_comes_from_the_new_index(filled: SearchIndex, url: str) -> None:
    first = page(filled)
    other = open_index(url)
    with other.rebuild() as draft:
        draft.put([entry(f"{number}", "giấy", received_at=NOW + number * MINUTE) for number in range(9)])
    assert [hit.id for hit in page(filled, first.cursor).hits] == list("543")
    assert page(filled).total == 9
    other.close()
