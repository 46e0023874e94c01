"""Attesting by evidence: representation and old ids, with the evidence beside the form."""

import pytest
from flask import Flask

from api.services.context import Context
from api.services.review import Correction, review_component
from api.services.tokens import Wanted
from models.caller import OPERATOR, Role
from models.component import ReviewState
from models.dossier_code import parse_dossier_code
from models.identifiers import ComponentId, DocumentType
from tests.api.desk import OWNER, Desk
from tests.api.web.clerk import Clerk

MOTHER = "001190000009"


def evidence(desk: Desk, context: Context, type: str, **fields: str) -> str:
    """File a paper of a type with these fields, compared and approved, and return the address of its page."""
    code = desk.open()
    paper = ComponentId(desk.read_paper(context, code).rpartition("/")[2])
    decision = Correction(ReviewState.APPROVED, compared_with_original=True, type=DocumentType(type), fields=fields)
    with context.records.read() as records:
        revision = records.components.get(paper).revision
    known = frozenset({DocumentType(type)})
    review_component(context, OPERATOR, parse_dossier_code(code), paper, decision, revision, known)
    return f"/ho-so/{code}/thanh-phan/{paper}"


@pytest.fixture
def officer(app: Flask, context: Context) -> Clerk:
    return Clerk.of(app, context, Wanted(Role.OFFICER, "Anh Dũng", agency="000.07.21.H99"))


def test_a_parent_is_registered_and_then_acts_for_the_child(
    officer: Clerk, app: Flask, desk: Desk, context: Context
) -> None:
    paper = evidence(desk, context, "birth-certificate", date_of_birth="2020-01-02")
    assert f'href="{paper}/chung-minh"' in officer.get(paper).text
    page = officer.get(f"{paper}/chung-minh").text
    assert "/pages/1.jpg" in page
    assert "LÊ THỊ MAI ĐƯỜNG" in page
    form = {"kind": "guardian", "owner": OWNER["id"], "representative": MOTHER}
    assert "đối chiếu" in officer.send(f"{paper}/chung-minh/dai-dien", form).text  # not attested
    done = officer.send(f"{paper}/chung-minh/dai-dien", {**form, "attested": "on"}).text
    assert "Đã ghi nhận người đại diện" in done
    mother = Clerk.of(app, context, Wanted(Role.CITIZEN, "Trần Thị Hoà", owner=MOTHER))
    assert "Giấy khai sinh" not in mother.get("/cua-toi").text
    assert "Giấy khai sinh" in mother.get(f"/cua-toi?chu={OWNER['id']}").text
    child = Clerk.citizen(app, context)
    shown = child.get("/cua-toi/dong-y").text
    assert f"{MOTHER} thay cho {OWNER['id']}" in shown
    ending = shown.partition('action="/cua-toi/dai-dien/')[2].partition("/")[0]
    assert "Đã kết thúc" in child.send(f"/cua-toi/dai-dien/{ending}/ket-thuc").text
    assert mother.get(f"/cua-toi?chu={OWNER['id']}").status_code == 403


def test_an_old_id_is_linked_by_the_card_that_states_both(officer: Clerk, desk: Desk, context: Context) -> None:
    card = evidence(desk, context, "identity-card", personal_id=OWNER["id"], old_personal_id="012345678")
    page = officer.get(f"{card}/chung-minh").text
    assert 'name="old"' in page
    assert 'name="kind"' not in page
    wrong = officer.send(f"{card}/chung-minh/so-cu", {"old": "012345679", "new": OWNER["id"]}).text
    assert 'class="note error"' in wrong
    assert "Đã liên kết" in officer.send(f"{card}/chung-minh/so-cu", {"old": "012345678", "new": OWNER["id"]}).text


def test_a_paper_that_proves_nothing_offers_nothing(officer: Clerk, desk: Desk, context: Context) -> None:
    paper = evidence(desk, context, "land-certificate")
    assert "/chung-minh" not in officer.get(paper).text
    answer = officer.client.get(f"{paper}/chung-minh", follow_redirects=True).text
    assert "chưa dùng làm bằng chứng được" in answer


def test_a_clerk_does_not_attest(app: Flask, desk: Desk, context: Context) -> None:
    paper = evidence(desk, context, "birth-certificate", date_of_birth="2020-01-02")
    clerk = Clerk.of(app, context, Wanted(Role.CLERK, "Chị Hạnh", agency="000.07.21.H99"))
    assert "/chung-minh" not in clerk.get(paper).text
    form = {"kind": "guardian", "owner": OWNER["id"], "representative": MOTHER, "attested": "on"}
    assert 'class="note error"' in clerk.send(f"{paper}/chung-minh/dai-dien", form).text
