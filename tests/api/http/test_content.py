"""Bytes behind a paper: unchanged, resumable, under their name, and never run by the browser that gets them."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from api.services.context import Context
from tests.api.desk import Desk, picture


@pytest.fixture
def paper(desk: Desk, context: Context) -> str:
    return desk.read_paper(context, desk.open())


def test_the_original_comes_back_as_it_went_in(desk: Desk, paper: str) -> None:
    response = desk.get(f"{paper}/content")
    assert response.data == picture()
    assert response.mimetype == "image/jpeg"
    assert response.headers["ETag"] == f'"{sha256(picture()).hexdigest()}"'
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.content_length == len(picture())


def test_it_is_a_download_under_its_vietnamese_name(desk: Desk, paper: str) -> None:
    disposition = desk.get(f"{paper}/content").headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "filename*=UTF-8''gi%E1%BA%A5y%20khai%20sinh.jpg" in disposition
    assert 'filename="giay khai sinh.jpg"' in disposition
    assert desk.get(f"{paper}/content").headers["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-7", -7, None)]
)
def test_a_broken_download_can_go_on(desk: Desk, paper: str, asked: str, start: int, stop: int | None) -> None:
    response = desk.get(f"{paper}/content", headers={"Range": asked})
    assert response.status_code == 206
    assert response.data == picture()[start:stop]
    assert response.headers["Content-Range"].endswith(f"/{len(picture())}")


def test_a_range_outside_is_said_to_be_outside(desk: Desk, paper: str) -> None:
    assert desk.get(f"{paper}/content", headers={"Range": "bytes=999999-"}).status_code == 416


def test_what_the_caller_has_is_not_sent_again(desk: Desk, paper: str) -> None:
    tag = desk.get(f"{paper}/content").headers["ETag"]
    assert desk.get(f"{paper}/content", headers={"If-None-Match": tag}).status_code == 304


def test_a_head_has_no_body(desk: Desk, paper: str) -> None:
    response = desk.head(f"{paper}/content")
    assert (response.status_code, response.data) == (200, b"")
    assert response.content_length == len(picture())


def test_the_searchable_pdf_takes_the_papers_name(desk: Desk, paper: str) -> None:
    response = desk.get(f"{paper}/searchable.pdf")
    assert response.data.startswith(b"%PDF")
    assert response.headers["Content-Disposition"].startswith("inline")
    assert "giay khai sinh.pdf" in response.headers["Content-Disposition"]


def test_text_is_nfc_with_pages_parted_by_a_form_feed(desk: Desk, paper: str) -> None:
    response = desk.get(f"{paper}/text")
    assert response.content_type == "text/plain; charset=utf-8"
    first, second = response.text.split("\n\f\n")
    assert "LÊ THỊ MAI ĐƯỜNG" in first
    assert second.startswith("Nơi cư trú")


@pytest.mark.parametrize(("suffix", "kind"), [("jpg", "JPEG"), ("png", "PNG")])
def test_page_images(desk: Desk, paper: str, suffix: str, kind: str) -> None:
    response = desk.get(f"{paper}/pages/2.{suffix}")
    with Image.open(BytesIO(response.data)) as image:
        assert (image.format, image.size) == (kind, (100, 140))


def test_a_page_image_can_be_had_small(desk: Desk, paper: str) -> None:
    response = desk.get(f"{paper}/pages/1.jpg?width=50")
    with Image.open(BytesIO(response.data)) as image:
        assert image.size == (50, 70)
    assert desk.get(f"{paper}/pages/1.jpg?width=5000").data == desk.get(f"{paper}/pages/1.jpg").data
    assert desk.get(f"{paper}/pages/1.jpg?width=0").status_code == 422


def test_words_of_a_page_stand_in_their_places(desk: Desk, paper: str) -> None:
    page = desk.get(f"{paper}/pages/1.json").json
    words = [word for line in page["lines"] for word in line["words"]]
    title = next(word for word in words if word["text"] == "KHAI")
    assert title["box"] == [140, 140, 188, 164]
    assert (page["width"], page["height"]) == (1000, 1400)


@pytest.mark.parametrize("page", ["pages/3.jpg", "pages/0.png", "pages/3.json", "pages/x.jpg"])
def test_a_page_that_is_not_there_is_not_found(desk: Desk, paper: str, page: str) -> None:
    assert desk.get(f"{paper}/{page}").status_code == 404


def test_before_reading_only_the_original_is_there(desk: Desk) -> None:
    fresh = desk.hand_in(desk.open(), picture(7)).json["links"]["self"]
    assert desk.get(f"{fresh}/content").status_code == 200
    for path in ("text", "searchable.pdf", "pages/1.jpg", "pages/1.json"):
        assert desk.get(f"{fresh}/{path}").status_code == 404
