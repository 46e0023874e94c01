"""Every page: who gets it, what it holds, that it needs nothing from elsewhere."""

import pytest
from flask import Flask

from api.services.context import Context
from api.web.assets import STATIC
from tests.api.desk import TOKEN, Desk
from tests.api.web.clerk import Clerk, Outline

PAGES = (
    "/",
    "/tim?q=khai",
    "/dang-nhap",
    "/ho-so/{code}",
    "/ho-so/{code}?tu=000.07.21.H99-261120-0009",
    "{paper}",
    "{paper}?trang=2",
    "/nhat-ky",
    "/ho-so/{code}/nhat-ky",
    "/ho-so/{later}",
    "/ho-so/{later}/xem-truoc/{item}?cho=birth&purpose=x",
    "{paper}/chung-minh",
)


@pytest.fixture
def paths(clerk: Clerk, desk: Desk, context: Context) -> dict[str, str]:
    code = clerk.open()
    address = desk.read_paper(context, code)
    desk.approve(address)
    item = address.rpartition("/")[2]
    later = clerk.open("2.000488", "000.00.05.H99")
    desk.agree(context, later)
    clerk.send(f"/ho-so/{later}/trang-thai", {"state": "4"})
    return {"code": code, "paper": f"/ho-so/{code}/thanh-phan/{item}", "item": item, "later": later}


@pytest.mark.parametrize("page", PAGES)
def test_pages_need_nothing_from_elsewhere_and_run_nothing_inline(
    clerk: Clerk, paths: dict[str, str], page: str
) -> None:
    response = clerk.get(page.format(**paths))
    assert response.status_code == 200
    outline = Outline(response.text)
    for _, attributes in outline.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "action"):
            assert not str(attributes.get(name) or "").startswith(("http", "//", "data:", "javascript:"))
    assert all(script.get("src") for script in outline.all("script"))


@pytest.mark.parametrize("page", PAGES)
def test_every_field_of_a_form_has_its_label(clerk: Clerk, paths: dict[str, str], page: str) -> None:
    response = clerk.get(page.format(**paths))
    outline = Outline(response.text)
    labelled = {label.get("for") for label in outline.all("label")}
    fields = [a for tag in ("input", "select", "textarea") for a in outline.all(tag) if a.get("type") != "hidden"]
    wrapped = ("compared", "item", "attested")  # these stand inside their label
    bare = [
        a for a in fields if a.get("id") not in labelled and not a.get("aria-label") and a.get("name") not in wrapped
    ]
    assert bare == []
    ids = [str(a["id"]) for _, a in outline.tags if a.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", PAGES)
def test_every_form_that_writes_carries_the_csrf_token(clerk: Clerk, paths: dict[str, str], page: str) -> None:
    text = clerk.get(page.format(**paths)).text
    for form in text.split("<form")[1:]:
        if 'method="post"' in form.partition(">")[0] and 'action="/dang-nhap"' not in form.partition(">")[0]:
            assert 'name="csrf"' in form.partition("</form>")[0]


@pytest.mark.parametrize("page", PAGES)
def test_pages_speak_english_when_asked(clerk: Clerk, paths: dict[str, str], page: str) -> None:
    clerk.get("/ngon-ngu/en")
    response = clerk.get(page.format(**paths))
    assert Outline(response.text).all("html") == [{"lang": "en"}]
    clerk.get("/ngon-ngu/vi")


def test_pages_are_small(clerk: Clerk, paths: dict[str, str]) -> None:
    """Weak lines: a page with its style and script stays under 60 kB before compression, page images aside."""
    static = sum(path.stat().st_size for path in STATIC.iterdir())
    assert len(clerk.get(f"/ho-so/{paths['code']}").data) + static < 60_000


@pytest.mark.parametrize("path", ["/", "/tim?q=a", "/ho-so/x", "/khong-co"])
def test_whoever_is_not_logged_in_sees_the_door(app: Flask, path: str) -> None:
    response = app.test_client().get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/dang-nhap")


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], f"{TOKEN}x"])
def test_a_wrong_token_opens_nothing(app: Flask, token: str) -> None:
    client = app.test_client()
    assert client.get("/dang-nhap", query_string={"token": token}).status_code == 401
    assert client.post("/dang-nhap", data={"token": token}).status_code == 401
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_the_door_leads_nowhere_else(app: Flask, target: str) -> None:
    response = app.test_client().post("/dang-nhap", data={"token": TOKEN, "tiep": target})
    assert response.headers["Location"] == "/"
    chosen = app.test_client().get("/ngon-ngu/en", query_string={"tiep": target})
    assert chosen.headers["Location"] == "/"


def test_leaving_ends_the_session(clerk: Clerk) -> None:
    clerk.send("/dang-xuat")
    assert clerk.get("/").status_code == 302


def test_errors_are_pages_for_browsers(clerk: Clerk) -> None:
    for path, status in (("/khong-co", 404), ("/ho-so/abc", 422), ("/ho-so/000.07.21.H99-261120-0009", 404)):
        response = clerk.get(path)
        assert (response.status_code, response.mimetype) == (status, "text/html")
        assert 'role="alert"' in response.text


def test_a_write_without_the_csrf_token_is_refused(clerk: Clerk) -> None:
    form = {"procedure": "1.000894", "agency": "000.07.21.H99", "owner_id": "001320000001"}
    assert clerk.client.post("/ho-so", data=form).status_code == 403
    assert "chưa có hồ sơ" in clerk.get("/").text.lower()
