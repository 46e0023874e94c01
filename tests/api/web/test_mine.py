"""Pages of a signed-in owner: papers, codes, consents, uses."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from api.services.context import Context
from api.services.tokens import Wanted
from models.caller import Role
from models.identifiers import ProcedureCode
from models.procedure import Online
from tests.api.desk import OWNER, Desk
from tests.api.parts import MARRIAGE, RECORD
from tests.api.web.clerk import Clerk, Outline

PAGES = ("/cua-toi", "/cua-toi/dong-y", "/cua-toi/su-dung")


@pytest.fixture
def citizen(app: Flask, context: Context) -> Clerk:
    return Clerk.citizen(app, context)


@pytest.fixture
def source(desk: Desk, context: Context) -> str:
    """A dossier of the owner with an approved birth certificate."""
    code = desk.open()
    desk.approve(desk.read_paper(context, code))
    return code


def code_on(page: str) -> str:
    found = re.search(r'class="big-code" role="status">(\d{4}) (\d{4})<', page)
    assert found is not None, page
    return "".join(found.groups())


@pytest.mark.parametrize("page", PAGES)
def test_they_are_for_owners_only(clerk: Clerk, citizen: Clerk, page: str) -> None:
    assert clerk.get(page).status_code == 403
    assert citizen.get(page).status_code == 200


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("page", PAGES)
def test_every_field_has_its_label(citizen: Clerk, page: str) -> None:
    outline = Outline(citizen.get(page).text)
    labelled = {label.get("for") for label in outline.all("label")}
    fields = [a for tag in ("input", "select", "textarea") for a in outline.all(tag) if a.get("type") != "hidden"]
    assert [a for a in fields if a.get("id") not in labelled and not a.get("aria-label")] == []
    ids = [str(a["id"]) for _, a in outline.tags if a.get("id")]
    assert len(ids) == len(set(ids))


def test_a_paper_shows_where_it_is_from_and_how_it_stands(citizen: Clerk, source: str) -> None:
    page = citizen.get("/cua-toi").text
    assert "Giấy khai sinh" in page
    assert f'href="/ho-so/{source}"' in page
    assert "UBND xã An Bình" in page
    assert "Đã duyệt" in page
    assert "0 lần" in page


def test_a_code_is_shown_once_and_serves_at_the_counter(citizen: Clerk, clerk: Clerk) -> None:
    shown = code_on(citizen.send("/cua-toi/ma").text)
    assert shown not in citizen.get("/cua-toi/dong-y").text
    target = clerk.open("2.000488", "000.00.05.H99")
    form = {"code": f"{shown[:4]} {shown[4:]}", "purpose": "Cấp phiếu"}
    assert "Đã ghi nhận sự đồng ý" in clerk.send(f"/ho-so/{target}/dong-y", form).text
    assert 'class="note error"' in clerk.send(f"/ho-so/{target}/dong-y", form).text  # used already
    given = citizen.get("/cua-toi/dong-y").text
    assert target in given
    assert "mã một lần" in given


def test_a_code_for_one_agency_does_nothing_at_another(citizen: Clerk, clerk: Clerk) -> None:
    shown = code_on(citizen.send("/cua-toi/ma", {"agency": "000.07.21.H99"}).text)
    target = clerk.open("2.000488", "000.00.05.H99")
    page = clerk.send(f"/ho-so/{target}/dong-y", {"code": shown, "purpose": "Cấp phiếu"}).text
    assert "Mã đồng ý không đúng" in page


def test_consent_is_given_and_withdrawn(citizen: Clerk) -> None:
    form = {"purpose": "Vay vốn", "until": "2026-12-01", "procedure": "2.000488"}
    page = citizen.send("/cua-toi/dong-y", form).text
    assert "Vay vốn" in page
    assert "Cấp Phiếu lý lịch tư pháp · Mọi cơ quan" in page
    ending = page.partition('action="/cua-toi/dong-y/')[2].partition("/rut-lai")[0]
    after = citizen.send(f"/cua-toi/dong-y/{ending}/rut-lai").text
    assert "Đã rút lại sự đồng ý: 0 lần" in after
    assert "/rut-lai" not in after


@pytest.mark.parametrize("until", ["", "2026-11-19", "2028-01-01", "hôm nào"])
def test_consent_needs_a_day_within_a_year(citizen: Clerk, until: str) -> None:
    page = citizen.send("/cua-toi/dong-y", {"purpose": "Vay vốn", "until": until}).text
    assert 'class="note error"' in page
    assert "Chưa có sự đồng ý nào" in page


def test_uses_are_told_and_withdrawn(citizen: Clerk, desk: Desk, context: Context, source: str) -> None:
    target = desk.open("2.000488", "000.00.05.H99")
    desk.agree(context, target)
    item = desk.get(f"/v1/dossiers/{source}").json["components"][0]["id"]
    body = {"items": [{"requirement": "birth", "item": item}], "purpose": "Cấp phiếu"}
    assert desk.post(f"/v1/dossiers/{target}/reuse", json=body).status_code == 201
    assert "1 lần" in citizen.get("/cua-toi").text
    page = citizen.get("/cua-toi/su-dung").text
    assert "mục đích: Cấp phiếu" in page
    use = page.partition('action="/cua-toi/su-dung/')[2].partition("/rut-lai")[0]
    after = citizen.send(f"/cua-toi/su-dung/{use}/rut-lai").text
    assert "Đã rút lại việc sử dụng" in after
    assert f"/su-dung/{use}/" not in after
    assert "0 lần" in citizen.get("/cua-toi").text
    linked = Clerk.citizen(citizen.client.application, context).get(f"/ho-so/{target}").text
    assert "Việc sử dụng giấy tờ này đã chấm dứt" in linked


def test_nobody_withdraws_for_somebody_else(app: Flask, desk: Desk, context: Context) -> None:
    consent = desk.agree(context, desk.open("2.000488", "000.00.05.H99"))
    stranger = Clerk.of(app, context, Wanted(Role.CITIZEN, "Nam", owner="001320000002"))
    assert 'class="note error"' in stranger.send(f"/cua-toi/dong-y/{consent}/rut-lai").text
    assert stranger.get(f"/cua-toi?chu={OWNER['id']}").status_code == 403
    assert Clerk.citizen(app, context).get("/cua-toi/dong-y").text.count("Đang có hiệu lực") == 1


def test_an_online_dossier_is_opened_and_filled_from_what_is_on_file(
    citizen: Clerk, context: Context, source: str
) -> None:
    online = replace(RECORD, code=ProcedureCode("2.000489"), name="Cấp phiếu trực tuyến", online=Online.FULLY)
    with context.records.write() as records:
        records.catalogue.load((), [online])
    first = citizen.get("/").text
    assert "Cấp phiếu trực tuyến" in first
    assert f"({MARRIAGE.code})" not in first  # is done at the counter alone
    form = {"procedure": "2.000489", "agency": "000.00.05.H99", "owner_id": OWNER["id"]}
    where = citizen.send("/ho-so", form, follow=False).headers["Location"]
    page = citizen.get(where).text
    assert "Mới đăng ký" in page
    assert "Lê Thị Mai Đường" in page
    assert 'name="code"' not in page  # who takes their own papers needs no code
    preview = page.partition(f'href="{where}/xem-truoc/')[2].partition('"')[0].replace("&amp;", "&")
    assert "SHA-256" in citizen.get(f"{where}/xem-truoc/{preview}").text
    chosen = page.partition('name="item" value="')[2].partition('"')[0]
    taken = citizen.send(f"{where}/lay-lai", {"item": [chosen], "purpose": "Cấp phiếu"}).text
    assert f"Đã lấy 1 giấy tờ từ hồ sơ {source}" in taken
