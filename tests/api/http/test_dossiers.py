import pytest

from api.services.context import Context
from tests.api.desk import OWNER, Desk, picture

FILING = {"procedure": "1.000894", "agency": "000.07.21.H99", "owner": OWNER}


def test_opening_answers_the_code_and_where_the_dossier_is(desk: Desk) -> None:
    response = desk.post("/v1/dossiers", json=FILING)
    assert response.status_code == 201
    assert response.json["code"] == "000.07.21.H99-261120-0001"
    assert response.headers["Location"].endswith("/v1/dossiers/000.07.21.H99-261120-0001")
    assert response.json["received_at"] == "2026-11-20T09:30:00+07:00"
    assert response.json["state"] == 2


def test_a_dossier_shows_what_it_still_needs(desk: Desk) -> None:
    code = desk.open()
    assert desk.get(f"/v1/dossiers/{code}").json["missing"] == ["birth", "status"]
    desk.hand_in(code, picture())
    assert desk.get(f"/v1/dossiers/{code}").json["missing"] == ["status"]


@pytest.mark.parametrize(
    "typed", ["000.07.21.h99-261120-0001", " 000.07.21.H99 - 261120-OOO1", "ＯOO.07.21.H99–261120–0001"]
)
def test_a_loosely_typed_code_finds_it_and_the_canonical_form_is_shown(desk: Desk, typed: str) -> None:
    code = desk.open()
    assert desk.get(f"/v1/dossiers/{typed}").json["code"] == code


def test_an_unchanged_dossier_is_not_sent_again(desk: Desk) -> None:
    path = f"/v1/dossiers/{desk.open()}"
    tag = desk.get(path).headers["ETag"]
    assert desk.get(path, headers={"If-None-Match": tag}).status_code == 304
    desk.post(f"{path}/state", json={"state": 4})
    changed = desk.get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_lists_are_paged_newest_first_until_next_is_null(desk: Desk) -> None:
    codes = [desk.open() for _ in range(5)]
    seen, path = [], "/v1/dossiers?limit=2"
    while path:
        page = desk.get(path).json
        assert len(page["dossiers"]) <= 2
        seen += [dossier["code"] for dossier in page["dossiers"]]
        path = page["next"]
    assert seen == codes[::-1]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1.5", ""])
def test_a_page_has_1_to_100_entries(desk: Desk, limit: str) -> None:
    assert desk.get(f"/v1/dossiers?limit={limit}").status_code == 422


def test_states_follow_their_order(desk: Desk) -> None:
    path = f"/v1/dossiers/{desk.open()}/state"
    assert desk.post(path, json={"state": 10}).status_code == 409
    assert desk.post(path, json={"state": 11}).status_code == 422
    assert desk.post(path, json={"state": "4"}).status_code == 422
    assert desk.post(path, json={"state": 4, "note": "đủ giấy tờ"}).json["state"] == 4


def test_a_note_stands_in_the_history(desk: Desk) -> None:
    code = desk.open()
    desk.post(f"/v1/dossiers/{code}/state", json={"state": 4, "note": " đủ  giấy tờ "})
    last = desk.get(f"/v1/dossiers/{code}").json["events"][-1]
    assert last["kind"] == "state"
    assert last["detail"]["note"] == "đủ giấy tờ"


def test_a_closed_dossier_takes_no_papers(desk: Desk, context: Context) -> None:
    code = desk.open()
    for state in (4, 9, 10):
        desk.post(f"/v1/dossiers/{code}/state", json={"state": state})
    assert desk.hand_in(code, picture()).status_code == 409
    with context.records.read() as records:
        assert records.jobs.find() == []
