from api.services.context import Context
from tests.api.desk import Desk
from tests.api.parts import ScriptedPool
from tests.api.services.steps import digitise
from tests.api.services.test_splitting import SCRIPT, SHEETS
from tests.samples.files import scanned_pdf

WISH = {"parts": [{"first_page": 1, "last_page": 2}, {"first_page": 4, "last_page": 4}]}


def stack(desk: Desk, context: Context) -> str:
    """Hand in a stack, have it read, and return its address."""
    paper = desk.hand_in(desk.open(), scanned_pdf(SHEETS, 100), "chong.pdf", requirement="").json
    digitise(context, ScriptedPool(SCRIPT))
    return str(paper["links"]["self"])


def test_the_proposal_is_shown_with_its_reasons(desk: Desk, context: Context) -> None:
    response = desk.get(f"{stack(desk, context)}/split")
    assert [(part["first_page"], part["last_page"]) for part in response.json["parts"]] == [(1, 2), (4, 4)]
    assert response.json["left_out"] == [3]
    assert response.json["parts"][1]["reason"]["vi"].endswith(".")


def test_what_is_confirmed_becomes_papers(desk: Desk, context: Context) -> None:
    paper = stack(desk, context)
    tag = desk.get(f"{paper}/split").headers["ETag"]
    made = desk.post(f"{paper}/split", json=WISH, headers={"If-Match": tag})
    assert made.status_code == 201
    contract, birth = made.json["components"]
    assert contract["pages"] == {"first_page": 1, "last_page": 2}
    assert birth["page_images"] == [4]
    assert "HỢP ĐỒNG" not in desk.get(birth["links"]["text"]).text
    assert desk.get(birth["links"]["content"]).mimetype == "application/pdf"


def test_without_the_current_version_nothing_is_split(desk: Desk, context: Context) -> None:
    paper = stack(desk, context)
    assert desk.post(f"{paper}/split", json=WISH).status_code == 428
    assert desk.post(f"{paper}/split", json=WISH, headers={"If-Match": '"99"'}).status_code == 412
    assert desk.get(paper).json["review"]["state"] == "pending"


def test_a_wrong_wish_is_refused(desk: Desk, context: Context) -> None:
    paper = stack(desk, context)
    tag = desk.get(f"{paper}/split").headers["ETag"]
    for wish, status in (({"parts": []}, 422), ({"parts": [{"first_page": 1}]}, 422)):
        assert desk.post(f"{paper}/split", json=wish, headers={"If-Match": tag}).status_code == status


def test_a_paper_that_waits_cannot_be_split(desk: Desk) -> None:
    paper = desk.hand_in(desk.open(), scanned_pdf(SHEETS, 100), "chong.pdf", requirement="").json
    assert desk.get(f"{paper['links']['self']}/split").status_code == 409
