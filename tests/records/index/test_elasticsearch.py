"""What only Elasticsearch does: aliases and versions of the index, refusals, large batches, the same answers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from models.errors import ServiceError, StorageFull
from models.search import SearchQuery
from records.index import open_index
from records.index.elasticsearch import mapping
from records.index.elasticsearch.errors import refusal
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


@needs_server
@loopback
def test_an_index_of_another_version_is_emptied_and_one_of_ours_kept(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(url)
    index.put([entry("a", "giấy")])
    assert index.count() == 1
    kept = open_index(url)
    assert kept.count() == 1
    older = {**mapping.MAPPING, "_meta": {"application": "hoso", "schema": 0}}
    monkeypatch.setattr(mapping, "MAPPING", older)
    index.clear()
    monkeypatch.undo()
    with pytest.raises(ServiceError, match="another version"):
        index.probe()
    renewed = open_index(url)
    renewed.probe()
    assert renewed.count() == 0
    for each in (index, kept, renewed):
        each.close()


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
def test_a_read_only_index_is_told(url: str) -> None:
    index = open_index(url)
    with servers.elastic() as client:
        client.indices.put_settings(index=alias_of(url), settings={"index.blocks.write": True})
        with pytest.raises(ServiceError, match="read-only"):
            index.put([entry("a", "giấy")])
        with pytest.raises(ServiceError, match="read-only"):
            index.probe()
    index.close()


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


PAPERS = (
    "QUYẾT ĐỊNH số 12/QĐ-UBND về việc đăng ký khai sinh",
    "Quyet dinh so 12 QD UBND ve viec dang ky khai sinh",
    "Giấy khai sinh: Nguyễn Thị Hoà, sinh ngày 3 tháng 2",
    "Giấy chứng nhận kết hôn của Trần Văn Định và Lê Thị Hòa",
    "Đơn đề nghị cấp lại giấy phép xây dựng nhà ở, thửa đất số 125",
    "don de nghi cap lai giay phep, thua dat 125 to ban do 17",
)
QUERIES = (
    "khai sinh",
    "Khải sinh",
    "hòa",
    "hoa",
    "12/QĐ-UBND",
    "qd ubnd",
    "giấy phép",
    "dat 125",
    "giấy",
    "0001",
    "thị hòa",
)


@needs_server
@loopback
@pytest.mark.parametrize("text", QUERIES)
def test_it_answers_as_the_embedded_index_does(url: str, text: str) -> None:
    entries = [
        entry(f"{number:02}", PAPERS[number % len(PAPERS)], received_at=NOW + (number // 9) * MINUTE,
              fields={"full_name": "Lê Thị Hoa"} if number % 7 == 0 else {})
        for number in range(40)
    ]  # fmt: skip
    served, embedded = open_index(url), open_index("memory:")
    query = SearchQuery(text, limit=7)
    for index in (served, embedded):
        index.put(entries)
    while True:
        ours, theirs = served.search(query), embedded.search(query)
        assert ours == theirs
        if ours.cursor is None:
            break
        query = SearchQuery(text, limit=7, after=ours.cursor)
    served.close()
