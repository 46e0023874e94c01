"""What is on file for a dossier: shown unasked, looked at on a ground, taken, asked for again, dropped."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from api.services.context import Context
from api.services.tokens import Wanted
from models.caller import Role
from models.identifiers import ProcedureCode
from tests.api.desk import Desk, picture
from tests.api.parts import RECORD
from tests.api.web.clerk import Clerk

DEPARTMENT = "000.00.05.H99"


@pytest.fixture
def source(desk: Desk, context: Context) -> str:
    code = desk.open()
    desk.approve(desk.read_paper(context, code))
    return code


@pytest.fixture
def target(source: str, desk: Desk) -> str:
    """A dossier of the same owner at the department."""
    owner = desk.get(f"/v1/dossiers/{source}").json["owner"]
    return desk.open("2.000488", DEPARTMENT, owner)


@pytest.fixture
def officer(app: Flask, context: Context) -> Clerk:
    return Clerk.of(app, context, Wanted(Role.OFFICER, "Anh Dũng", agency=DEPARTMENT))


def panel(page: str) -> str:
    return page.partition('id="lay-lai"')[2].partition("</section>")[0]


def taken(officer: Clerk, desk: Desk, context: Context, target: str) -> str:
    """Take the paper on file and return the address of the link."""
    desk.agree(context, target)
    chosen = panel(officer.get(f"/ho-so/{target}").text).partition('name="item" value="')[2].partition('"')[0]
    officer.send(f"/ho-so/{target}/lay-lai", {"item": [chosen], "purpose": "Cấp phiếu"})
    return f"/ho-so/{target}/thanh-phan/{desk.get(f'/v1/dossiers/{target}').json['components'][0]['id']}"


def test_what_is_on_file_is_shown_unasked(officer: Clerk, source: str, target: str) -> None:
    shown = panel(officer.get(f"/ho-so/{target}").text)
    assert source in shown
    assert 'value="birth:' in shown
    assert "/xem-truoc/" not in shown  # no ground yet


@pytest.mark.usefixtures("source")
def test_nothing_is_shown_of_somebody_elses(officer: Clerk, desk: Desk) -> None:
    other = desk.open("2.000488", DEPARTMENT, owner={"id": "001320000002", "name": "Nam"})
    assert "chưa có giấy tờ nào khác" in panel(officer.get(f"/ho-so/{other}").text)


def test_with_consent_a_paper_is_looked_at_before_it_is_taken(
    officer: Clerk, desk: Desk, context: Context, source: str, target: str
) -> None:
    desk.agree(context, target)
    shown = panel(officer.get(f"/ho-so/{target}").text)
    assert "Chủ hồ sơ đã đồng ý (đến 01/01/2027 00:00): Cấp phiếu" in shown
    address = re.search(rf'href="(/ho-so/{target}/xem-truoc/[^"]+)"', shown)
    assert address is not None
    page = officer.get(address[1].replace("&amp;", "&")).text
    assert "LÊ THỊ MAI ĐƯỜNG" in page
    picture_at = re.search(r'<img src="(/v1/[^"]+)"', page)
    assert picture_at is not None
    assert officer.get(picture_at[1].replace("&amp;", "&")).mimetype == "image/jpeg"
    form = dict(re.findall(r'name="(item|purpose|legal_basis)"[^>]* value="([^"]*)"', page))
    assert f"từ hồ sơ {source}" in officer.send(f"/ho-so/{target}/lay-lai", form).text


def test_without_a_ground_nothing_is_shown_or_taken(officer: Clerk, target: str, source: str, desk: Desk) -> None:
    item = desk.get(f"/v1/dossiers/{source}").json["components"][0]["id"]
    assert (
        "Chưa có sự đồng ý"
        in officer.client.get(f"/ho-so/{target}/xem-truoc/{item}?purpose=x", follow_redirects=True).text
    )
    refused = officer.send(f"/ho-so/{target}/lay-lai", {"item": [f"birth:{item}"], "purpose": "Cấp phiếu"}).text
    assert 'class="note error"' in refused
    assert "Lấy lại từ hồ sơ" not in refused


def test_asking_again_needs_a_reason_that_stands_in_the_history(officer: Clerk, target: str) -> None:
    page = officer.send(f"/ho-so/{target}/yeu-cau", {"requirement": "birth", "reason": ""}).text
    assert "Hãy chọn lý do" in page
    page = officer.send(f"/ho-so/{target}/yeu-cau", {"requirement": "birth", "reason": "unreadable"}).text
    assert "dù đã có: nội dung cần dùng không đọc được trên bản số hóa" in page


def test_a_supplement_names_the_papers(officer: Clerk, desk: Desk, target: str) -> None:
    officer.send(f"/ho-so/{target}/trang-thai", {"state": "4"})
    nothing = officer.send(f"/ho-so/{target}/bo-sung", {}).text
    assert "Hãy nêu những thành phần cần bổ sung" in nothing
    unreasoned = officer.send(f"/ho-so/{target}/bo-sung", {"item": ["birth"]}).text
    assert "Chủ hồ sơ đã có" in unreasoned
    asked = officer.send(f"/ho-so/{target}/bo-sung", {"item": ["birth"], "reason-birth": "changed"}).text
    assert "Đã chuyển sang: Yêu cầu bổ sung" in asked
    assert desk.get(f"/v1/dossiers/{target}").json["state"] == 5


def test_an_officer_drops_a_reused_paper(officer: Clerk, desk: Desk, context: Context, target: str) -> None:
    link = taken(officer, desk, context, target)
    assert "Không dùng giấy tờ này nữa" in officer.get(link).text
    page = officer.send(link, {"revision": "1", "trang": "1", "review": "rejected", "note": "nhầm"}).text
    assert "Việc sử dụng giấy tờ này đã chấm dứt" in page
    assert "Không dùng giấy tờ lấy từ hồ sơ" in officer.get(f"/ho-so/{target}").text
    assert 'value="birth:' in panel(officer.get(f"/ho-so/{target}").text)


def test_the_ledger_of_a_dossier_tells_it_all(officer: Clerk, desk: Desk, context: Context, target: str) -> None:
    taken(officer, desk, context, target)
    page = officer.get(f"/ho-so/{target}/nhat-ky").text
    assert "đã sử dụng lại giấy khai sinh" in page
    assert "mục đích: Cấp phiếu" in page


def test_a_suspended_paper_is_an_alert_where_it_is_used_and_stops_the_decision(
    officer: Clerk, clerk: Clerk, desk: Desk, context: Context, source: str, target: str
) -> None:
    link = taken(officer, desk, context, target)
    officer.send(f"/ho-so/{target}/trang-thai", {"state": "4"})
    paper = f"/ho-so/{source}/thanh-phan/{desk.get(f'/v1/dossiers/{source}').json['components'][0]['id']}"
    assert (
        "báo 1 hồ sơ chưa quyết định"
        in clerk.send(f"{paper}/hieu-luc", {"state": "suspended", "reason": "Nghi giả mạo"}).text
    )
    page = officer.get(f"/ho-so/{target}").text
    alerts = page.partition('class="alerts"')[2].partition("</section>")[0]
    assert "không dùng để quyết định được nữa" in alerts
    assert link in alerts
    assert "Giấy tờ đang dùng lại: Tạm dừng hiệu lực. Nghi giả mạo" in page
    assert f'href="/ho-so/{target}"' in officer.get("/").text.partition('class="alerts"')[2].partition("</section>")[0]
    refused = officer.send(f"/ho-so/{target}/trang-thai", {"state": "9"}).text
    assert 'class="note error"' in refused
    assert "Chưa quyết định được" in refused
    clerk.send(f"{paper}/hieu-luc", {"state": "active", "reason": "Đã xác minh"})
    assert "Đã chuyển sang: Đã xử lý xong" in officer.send(f"/ho-so/{target}/trang-thai", {"state": "9"}).text


def test_where_law_obliges_a_paper_is_looked_up_and_taken_by_it(
    officer: Clerk, desk: Desk, context: Context, source: str
) -> None:
    law = "Điều 7 Nghị định 61/2018/NĐ-CP"
    needed = replace(RECORD.requirements[0], statutory_lookup=True, legal_basis=law)
    with context.records.write() as records:
        records.catalogue.load((), [replace(RECORD, code=ProcedureCode("2.000490"), requirements=(needed,))])
    target = desk.open("2.000490", DEPARTMENT)
    shown = panel(officer.get(f"/ho-so/{target}").text)
    address = re.search(rf'href="(/ho-so/{target}/xem-truoc/[^"]+)"', shown)
    assert address is not None
    page = officer.get(address[1].replace("&amp;", "&")).text
    form = dict(re.findall(r'name="(item|purpose|legal_basis)"[^>]* value="([^"]*)"', page))
    assert form["legal_basis"] == law
    assert f"từ hồ sơ {source}" in officer.send(f"/ho-so/{target}/lay-lai", form).text
    assert f"căn cứ: {law}" in officer.get(f"/ho-so/{target}/nhat-ky").text


def test_a_paper_is_superseded_by_a_newer_one(clerk: Clerk, desk: Desk, context: Context, source: str) -> None:
    old = desk.get(f"/v1/dossiers/{source}").json["components"][0]["id"]
    paper = f"/ho-so/{source}/thanh-phan/{old}"
    assert 'value="superseded"' not in clerk.get(paper).text
    newer = desk.read_paper(context, source, picture(8))
    desk.approve(newer)
    page = clerk.get(paper).text
    successor = page.partition('id="successor"')[2].partition('value="')[2].partition('"')[0]
    form = {"state": "superseded", "reason": "Cấp lại", "successor": successor}
    after = clerk.send(f"{paper}/hieu-luc", form).text
    assert "Đã có bản thay thế" in after
    assert 'name="successor"' not in after  # for ever


@pytest.mark.parametrize("form", [{}, {"state": "revoked"}, {"state": "lost", "reason": "x"}])
def test_standing_needs_a_state_and_a_reason(clerk: Clerk, desk: Desk, source: str, form: dict[str, object]) -> None:
    paper = f"/ho-so/{source}/thanh-phan/{desk.get(f'/v1/dossiers/{source}').json['components'][0]['id']}"
    assert 'class="note error"' in clerk.send(f"{paper}/hieu-luc", form).text
