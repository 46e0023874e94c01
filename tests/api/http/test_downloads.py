"""Originals as downloads: only what is asked for is fetched, and a URL of the store is given only to who may read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import pytest
import urllib3

from api.services.context import Context
from api.services.stored import PRESIGNED_SECONDS
from api.wsgi import create_app
from models.identifiers import Sha256
from models.ports.objects import ObjectStore
from tests.api.desk import TOKEN, Desk, picture
from tests.contract import servers


@dataclass
class Noting:
    """Passes calls on to `store` and notes which bytes were opened; its URLs are made up."""

    store: ObjectStore
    opened: list[tuple[int, int | None]] = field(default_factory=list)
    signed: list[tuple[str, str, int]] = field(default_factory=list)

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def open(self, sha256: Sha256, start: int = 0, length: int | None = None) -> BinaryIO:
        self.opened.append((start, length))
        return self.store.open(sha256, start, length)

    def presigned(self, sha256: Sha256, filename: str, media_type: str, seconds: int) -> str:
        self.signed.append((filename, media_type, seconds))
        return f"https://store.example/{sha256}"


@pytest.fixture
def noting(context: Context) -> Noting:
    return Noting(context.objects)


@pytest.fixture
def desk(context: Context, noting: Noting) -> Desk:
    return Desk(create_app(replace(context, objects=noting), TOKEN))  # type: ignore[arg-type]  # passes the rest on


@pytest.fixture
def signing(context: Context, noting: Noting) -> Desk:
    """A caller where downloads come from the store."""
    return Desk(create_app(replace(context, objects=noting, presigned=True), TOKEN))  # type: ignore[arg-type]  # as above


@pytest.fixture
def paper(desk: Desk, noting: Noting) -> str:
    found = str(desk.hand_in(desk.open(), picture()).json["links"]["self"])
    noting.opened.clear()
    return found


@pytest.mark.parametrize(
    ("asked", "start", "length"), [("bytes=0-9", 0, 10), ("bytes=100-149", 100, 50), ("bytes=-7", -7, 7)]
)
def test_of_a_range_only_the_range_is_fetched(
    desk: Desk, noting: Noting, paper: str, asked: str, start: int, length: int
) -> None:
    response = desk.get(f"{paper}/content", headers={"Range": asked})
    assert response.status_code == 206
    start %= len(picture())
    assert response.data == picture()[start : start + length]
    assert noting.opened == [(start, length)]


def test_the_whole_is_opened_as_a_whole_and_so_checked(desk: Desk, noting: Noting, paper: str) -> None:
    assert desk.get(f"{paper}/content").data == picture()
    assert noting.opened == [(0, None)]


def test_a_range_of_other_bytes_gives_the_whole(desk: Desk, noting: Noting, paper: str) -> None:
    response = desk.get(f"{paper}/content", headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (response.status_code, response.data) == (200, picture())
    assert noting.opened == [(0, None)]


def test_nothing_is_fetched_where_nothing_is_sent(desk: Desk, noting: Noting, paper: str) -> None:
    tag = desk.get(f"{paper}/content").headers["ETag"]
    noting.opened.clear()
    assert desk.head(f"{paper}/content").content_length == len(picture())
    assert desk.get(f"{paper}/content", headers={"If-None-Match": tag}).status_code == 304
    assert desk.get(f"{paper}/content", headers={"Range": "bytes=999999-"}).status_code == 416
    assert noting.opened == []


def test_by_default_no_url_of_the_store_is_given(desk: Desk, noting: Noting, paper: str) -> None:
    assert desk.get(f"{paper}/content").status_code == 200
    assert noting.signed == []


def test_where_told_to_the_caller_is_sent_on_for_a_minute(signing: Desk, noting: Noting, paper: str) -> None:
    response = signing.get(f"{paper}/content")
    assert response.status_code == 307
    assert response.headers["Location"].startswith("https://store.example/")
    assert response.headers["Cache-Control"] == "no-store"
    assert noting.signed == [("giấy khai sinh.jpg", "image/jpeg", PRESIGNED_SECONDS)]
    assert PRESIGNED_SECONDS <= 60
    assert noting.opened == []


def test_a_url_is_made_for_nobody_who_may_not_read(signing: Desk, noting: Noting, paper: str) -> None:
    other = signing.open()
    assert signing.anonymous(f"{paper}/content").status_code == 401
    strange = paper.replace(paper.split("/")[3], other)
    assert signing.get(f"{strange}/content").status_code == 404
    assert noting.signed == []


def test_a_head_is_answered_by_us(signing: Desk, noting: Noting, paper: str) -> None:
    assert signing.head(f"{paper}/content").status_code == 200
    assert noting.signed == []


def test_a_store_without_urls_streams_through_us(context: Context, paper: str) -> None:
    plain = Desk(create_app(replace(context, presigned=True), TOKEN))
    assert plain.get(f"{paper}/content").data == picture()


@pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
@pytest.mark.services
@pytest.mark.allow_hosts(["127.0.0.1"])
class TestOverRealServers:
    @pytest.fixture(params=servers.S3_SERVERS)
    def real(self, request: pytest.FixtureRequest, context: Context) -> Iterator[Context]:
        with servers.new_objects(str(request.param)) as objects:
            yield replace(context, objects=objects)

    def test_the_bytes_come_from_the_store_under_their_name(self, real: Context) -> None:
        desk = Desk(create_app(replace(real, presigned=True), TOKEN))
        paper = desk.hand_in(desk.open(), picture()).json["links"]["self"]
        location = desk.get(f"{paper}/content").headers["Location"]
        with urllib3.PoolManager(retries=False) as pool:
            found = pool.request("GET", location)
        assert (found.status, found.data, found.headers["Content-Type"]) == (200, picture(), "image/jpeg")
        assert "filename*=UTF-8''gi%E1%BA%A5y%20khai%20sinh.jpg" in found.headers["Content-Disposition"]
        assert TOKEN not in location

    def test_whole_and_ranges_come_through_us(self, real: Context) -> None:
        desk = Desk(create_app(real, TOKEN))
        paper = desk.hand_in(desk.open(), picture()).json["links"]["self"]
        assert desk.get(f"{paper}/content").data == picture()
        response = desk.get(f"{paper}/content", headers={"Range": "bytes=10-19"})
        assert (response.status_code, response.data) == (206, picture()[10:20])
