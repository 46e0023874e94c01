"""Who is signed in, and that no page offers anybody what would be refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from api.services.context import Context
from api.services.tokens import Wanted
from models.caller import Role
from models.ledger import LedgerKind
from tests.api.desk import OWNER, Desk, picture
from tests.api.web.clerk import Clerk, Outline

COMMUNE, DEPARTMENT, PROVINCE = "000.07.21.H99", "000.00.05.H99", "000.00.00.H99"

PEOPLE = {
    "clerk": Wanted(Role.CLERK, "Chị Hạnh", agency=COMMUNE),
    "officer": Wanted(Role.OFFICER, "Anh Dũng", agency=COMMUNE),
    "leader": Wanted(Role.LEADER, "Bà Thu", agency=PROVINCE),
    "citizen": Wanted(Role.CITIZEN, "Lê Thị Mai Đường", owner=OWNER["id"]),
    "auditor": Wanted(Role.AUDITOR, "Ông Kiểm"),
}
ROLES = {
    "clerk": "Công chức tiếp nhận",
    "officer": "Công chức giải quyết",
    "leader": "Lãnh đạo",
    "citizen": "Công dân",
    "auditor": "Người kiểm tra",
}


@dataclass(frozen=True)
class World:
    """Two dossiers of one owner at the commune, with an approved paper, and one elsewhere that uses it."""

    first: str
    second: str
    elsewhere: str
    paper: str


@pytest.fixture
def world(desk: Desk, context: Context) -> World:
    first, second = desk.open(), desk.open()
    paper = desk.read_paper(context, first)
    desk.approve(paper)
    desk.read_paper(context, second, picture(7))
    elsewhere = desk.open("2.000488", DEPARTMENT)
    desk.agree(context, elsewhere)
    item = paper.rpartition("/")[2]
    body = {"items": [{"requirement": "birth", "item": item}], "purpose": "Cấp phiếu"}
    assert desk.post(f"/v1/dossiers/{elsewhere}/reuse", json=body).status_code == 201
    desk.agree(context, second)
    return World(first, second, elsewhere, item)


@pytest.fixture(params=sorted(PEOPLE))
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_page_says_who_is_signed_in(app: Flask, context: Context, role: str) -> None:
    page = Clerk.of(app, context, PEOPLE[role]).get("/").text
    header = page.partition("</header>")[0]
    assert ROLES[role] in header
    assert PEOPLE[role].name in header
    assert {"clerk": "UBND xã An Bình", "citizen": OWNER["id"], "leader": "UBND tỉnh Mẫu"}.get(role, "") in header


def test_no_link_or_picture_is_offered_that_would_be_refused(
    app: Flask, context: Context, world: World, role: str
) -> None:
    person = Clerk.of(app, context, PEOPLE[role])
    seen = dict(crawl(person))
    assert [address for address, status in seen.items() if status >= 400] == []
    assert f"/ho-so/{world.first}" in seen
    with context.records.read() as records:
        kinds = [entry.note.kind for entry in records.ledger.range(0, 1000) if entry.note.role == role]
    assert LedgerKind.DENIAL not in kinds


def crawl(person: Clerk) -> Iterator[tuple[str, int]]:
    """Yield every address that the pages lead to with its status, from the first page on, languages left out."""
    todo, known = ["/"], {"/"}
    while todo:
        address = todo.pop(0)
        response = person.get(address)
        yield address, response.status_code
        if response.mimetype != "text/html":
            continue
        outline = Outline(response.text)
        found = [str(a.get("href")) for a in outline.all("a")] + [str(a.get("src")) for a in outline.all("img")]
        for link in found:
            path = link.partition("#")[0]
            path = f"{address.partition('?')[0]}{path}" if path.startswith("?") else path
            if path.startswith("/") and not path.startswith(("/ngon-ngu", "/static")) and path not in known:
                known.add(path)
                todo.append(path)


BUTTONS = {
    "clerk": {"mở", "nộp", "chuyển", "mã", "bổ sung"},
    "officer": {"mở", "nộp", "chuyển", "mã", "quyết định", "bổ sung"},
    "leader": set(),
    "citizen": {"mở", "nộp", "rút"},
    "auditor": set(),
}
MARKS = {
    "mở": r'action="/ho-so" ',
    "nộp": r'id="upload"',
    "chuyển": r'name="state" value="[46]"',
    "quyết định": r'name="state" value="[89]"',
    "rút": r'name="state" value="7"',
    "mã": r'name="code"',
    "bổ sung": r'/bo-sung"',
}


def test_a_role_has_the_buttons_that_it_may_press(app: Flask, context: Context, desk: Desk, role: str) -> None:
    desk.read_paper(context, desk.open())
    code = desk.open()
    desk.post(f"/v1/dossiers/{code}/state", json={"state": 4})
    person = Clerk.of(app, context, PEOPLE[role])
    pages = person.get("/").text + person.get(f"/ho-so/{code}").text
    there = {name for name, mark in MARKS.items() if re.search(mark, pages)}
    expected = set(BUTTONS[role]) - {"chuyển"} | ({"chuyển", "rút"} if role in {"clerk", "officer"} else set())
    assert there == expected


def test_who_only_oversees_sees_no_content(app: Flask, context: Context, world: World) -> None:
    for role in ("leader", "auditor"):
        person = Clerk.of(app, context, PEOPLE[role])
        page = person.get(f"/ho-so/{world.first}").text
        assert "Giấy khai sinh" in page
        for content in ("LÊ THỊ MAI ĐƯỜNG", "02/01/2020", "/content", "/pages/", "giấy khai sinh.jpg"):
            assert content not in page.partition('id="papers"')[2].partition("</ol>\n</div>")[0]
        assert person.get(f"/ho-so/{world.first}/thanh-phan/{world.paper}").status_code == 403
        assert 'action="/tim"' not in page
        assert person.get("/tim?q=khai").status_code == 403


def test_search_finds_only_what_the_caller_may_read(app: Flask, context: Context, world: World, desk: Desk) -> None:
    from api.services.search import follow

    stranger = desk.open(owner={"id": "001320000002", "name": "Trần Văn Nam"})
    desk.read_paper(context, stranger, picture(9))
    while follow(context):
        pass
    mine = Clerk.of(app, context, PEOPLE["citizen"]).get("/tim?q=khai").text
    assert world.first in mine
    assert stranger not in mine
    commune = Clerk.of(app, context, PEOPLE["clerk"]).get("/tim?q=khai").text
    assert stranger in commune
    assert world.elsewhere not in commune


def test_a_clerk_corrects_and_leaves_approving_to_the_officer(app: Flask, context: Context, desk: Desk) -> None:
    paper = desk.read_paper(context, desk.open())
    address = paper.replace("/v1/dossiers", "/ho-so").replace("components", "thanh-phan")
    page = Clerk.of(app, context, PEOPLE["clerk"]).get(address).text
    assert 'name="field.full_name"' in page
    assert 'value="approved"' not in page
    assert 'name="compared"' not in page
    assert 'value="approved"' in Clerk.of(app, context, PEOPLE["officer"]).get(address).text
    own = Clerk.of(app, context, PEOPLE["citizen"]).get(address).text
    assert 'name="field.full_name"' not in own
    assert "LÊ THỊ MAI ĐƯỜNG" in own
