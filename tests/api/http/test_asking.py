"""No paper twice: what is on file is shown unasked, and asking for it again takes a reason, which is counted."""

from datetime import timedelta

import pytest

from api.services.asking import count_re_requests
from api.services.context import Context
from models.caller import Caller, Role
from models.errors import Forbidden
from models.identifiers import AgencyCode
from tests.api.desk import OWNER, Desk, picture
from tests.api.parts import COMMUNE, DEPARTMENT, PROVINCE

RECORD = {"procedure": "2.000488", "agency": "000.00.05.H99"}
LEADER = Caller("leader", Role.LEADER, "Lãnh đạo tỉnh", PROVINCE.code)


@pytest.fixture
def source(desk: Desk, context: Context) -> str:
    """A commune's dossier with one approved birth certificate."""
    code = desk.open()
    desk.approve(desk.read_paper(context, code))
    return code


def counted(context: Context, unit: AgencyCode = PROVINCE.code) -> tuple[int, int]:
    now = context.clock.now()
    found = count_re_requests(context, LEADER, unit, now - timedelta(days=1), now + timedelta(days=1))
    return found.asked, found.handed_in


def in_progress(desk: Desk) -> str:
    code = desk.open(**RECORD)
    assert desk.post(f"/v1/dossiers/{code}/state", json={"state": 4}).status_code == 200
    return code


def test_a_clerk_is_shown_unasked_what_is_on_file(desk: Desk, context: Context, source: str) -> None:
    clerk = desk.clerk(context, "000.00.05.H99")
    opened = clerk.post("/v1/dossiers", json={**RECORD, "owner": OWNER}).json
    (held,) = opened["on_file"]
    assert (held["requirement"], held["count"], held["best"]["dossier"]) == ("birth", 1, source)
    assert (held["best"]["kind"], held["best"]["type"]) == ("component", "birth-certificate")
    assert clerk.get(f"/v1/dossiers/{opened['code']}").json["on_file"] == opened["on_file"]


@pytest.mark.usefixtures("source")
def test_who_may_only_see_a_dossier_is_not_shown_what_else_its_owner_has(desk: Desk, context: Context) -> None:
    code = desk.open(**RECORD)
    for role in (Role.LEADER, Role.AUDITOR):
        agency = "000.00.05.H99" if role is Role.LEADER else ""
        assert desk.clerk(context, agency, role).get(f"/v1/dossiers/{code}").json["on_file"] is None


def test_what_may_not_be_reused_is_not_on_file(desk: Desk, context: Context) -> None:
    desk.read_paper(context, desk.open())  # read, but nobody approved it
    assert desk.get(f"/v1/dossiers/{desk.open(**RECORD)}").json["on_file"] == []


def test_a_paper_that_comes_on_file_changes_the_etag(desk: Desk, context: Context) -> None:
    code = desk.open(**RECORD)
    before = desk.get(f"/v1/dossiers/{code}").headers["ETag"]
    desk.approve(desk.read_paper(context, desk.open()))
    answer = desk.get(f"/v1/dossiers/{code}", headers={"If-None-Match": before})
    assert (answer.status_code, len(answer.json["on_file"])) == (200, 1)


def test_a_paper_on_file_is_not_asked_for_without_a_reason(desk: Desk, context: Context, source: str) -> None:
    code = desk.open(**RECORD)
    refused = desk.post(f"/v1/dossiers/{code}/requests", json={"requirement": "birth"})
    assert (refused.status_code, refused.json["facts"]["field"]) == (422, "reason")
    assert source in refused.json["detail"], "it says which paper is on file"
    assert counted(context) == (0, 0)


@pytest.mark.usefixtures("source")
def test_asking_again_is_told_to_the_owner_and_counted(desk: Desk, context: Context) -> None:
    code = desk.open(**RECORD)
    body = {"requirement": "birth", "reason": "unreadable", "note": "Mờ tên mẹ"}
    asked = [desk.post(f"/v1/dossiers/{code}/requests", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert [answer.status_code for answer in asked] == [201, 201]
    assert asked[0].json == asked[1].json
    assert len(asked[0].json["on_file"]) == 1
    line = next(one for one in desk.citizen(context).get("/v1/me/uses").json["uses"] if one["kind"] == "re-request")
    assert "không đọc được" in line["said"]
    assert "Mờ" not in line["said"], "an officer's own words stay out of the ledger"
    told = desk.citizen(context).get(f"/v1/dossiers/{code}/requests").json["requests"]
    assert [one["reason"] for one in told] == ["unreadable"]
    assert (counted(context), counted(context, COMMUNE.code)) == ((1, 0), (0, 0))
    assert counted(context, DEPARTMENT.code) == (1, 0)


def test_asking_for_what_is_not_on_file_needs_no_reason_and_counts_nothing(desk: Desk, context: Context) -> None:
    code = desk.open(**RECORD)
    asked = desk.post(f"/v1/dossiers/{code}/requests", json={"requirement": "birth", "reason": "doubted"})
    assert (asked.json["reason"], asked.json["on_file"]) == (None, [])
    assert desk.get(f"/v1/dossiers/{code}").json["events"][-1]["kind"] == "paper-requested"
    assert counted(context) == (0, 0)


def test_a_supplement_names_its_papers_and_their_reasons(desk: Desk, context: Context, source: str) -> None:
    code = in_progress(desk)
    path = f"/v1/dossiers/{code}/state"
    assert desk.post(path, json={"state": 5}).status_code == 422
    refused = desk.post(path, json={"state": 5, "requirements": [{"requirement": "birth"}]})
    assert (refused.status_code, source in refused.json["detail"]) == (422, True)
    assert desk.get(f"/v1/dossiers/{code}").json["state"] == 4, "nothing was moved"
    body = {"state": 5, "requirements": [{"requirement": "birth", "reason": "changed"}, {"requirement": "marriage"}]}
    assert desk.post(path, json=body).status_code == 200
    assert counted(context) == (1, 0)
    kinds = [event["kind"] for event in desk.get(f"/v1/dossiers/{code}").json["events"]]
    assert kinds[-3:] == ["state", "paper-requested-again", "paper-requested"]


@pytest.mark.parametrize(
    "body",
    [
        {"state": 9, "requirements": [{"requirement": "birth"}]},
        {"state": 5, "requirements": [{"requirement": "marriage"}, {"requirement": "marriage"}]},
        {"state": 5, "requirements": [{"requirement": "nothing"}]},
        {"state": 5, "requirements": [{"requirement": "birth", "reason": "because"}]},
    ],
)
def test_a_supplement_that_is_not_told_clearly_is_refused(desk: Desk, body: dict[str, object]) -> None:
    assert desk.post(f"/v1/dossiers/{in_progress(desk)}/state", json=body).status_code == 422


@pytest.mark.usefixtures("source")
def test_a_paper_handed_in_though_on_file_counts_only_where_it_was_asked_for(desk: Desk, context: Context) -> None:
    unasked, asked = desk.open(**RECORD), desk.open(**RECORD)
    body = {"requirement": "birth", "reason": "doubted"}
    assert desk.post(f"/v1/dossiers/{asked}/requests", json=body).status_code == 201
    assert desk.hand_in(unasked, picture(7)).status_code == 202
    assert counted(context) == (1, 0)
    for shade in (8, 9):
        assert desk.hand_in(asked, picture(shade)).status_code == 202
    assert counted(context) == (1, 1), "a second page of it is not a second paper"


@pytest.mark.usefixtures("source")
def test_only_who_handles_a_dossier_asks_and_only_who_counts_may_count(desk: Desk, context: Context) -> None:
    code, body = desk.open(**RECORD), {"requirement": "marriage"}
    assert desk.clerk(context, "000.07.21.H99").post(f"/v1/dossiers/{code}/requests", json=body).status_code == 404
    assert desk.citizen(context).post(f"/v1/dossiers/{code}/requests", json=body).status_code == 403
    assert desk.post(f"/v1/dossiers/{code}/state", json={"state": 8}).status_code == 200
    assert desk.post(f"/v1/dossiers/{code}/requests", json=body).status_code == 409
    stranger = Caller("x", Role.LEADER, "x", COMMUNE.code)
    with pytest.raises(Forbidden):
        count_re_requests(context, stranger, PROVINCE.code, context.clock.now(), context.clock.now())


@pytest.mark.usefixtures("source")
def test_a_leader_reads_the_count_of_a_unit_and_all_below_it(desk: Desk, context: Context) -> None:
    code = in_progress(desk)
    body = {"requirement": "birth", "reason": "unreadable", "note": "mờ"}
    assert desk.post(f"/v1/dossiers/{code}/requests", json=body).status_code == 201
    leader, path = desk.clerk(context, PROVINCE.code, Role.LEADER), "/v1/reports/re-requests"
    today = "2026-11-20"
    found = leader.get(f"{path}?unit={PROVINCE.code}&from={today}&to={today}").json
    assert (found["asked_again"], found["handed_in_though_on_file"]) == (1, 0)
    assert leader.get(f"{path}?unit={COMMUNE.code}&from={today}&to={today}").json["asked_again"] == 0
    assert leader.get(f"{path}?unit={PROVINCE.code}&from=2026-11-01&to=2026-11-19").json["asked_again"] == 0
    below = desk.clerk(context, COMMUNE.code, Role.LEADER)
    assert below.get(f"{path}?unit={PROVINCE.code}&from={today}&to={today}").status_code == 403
    assert leader.get(f"{path}?unit={PROVINCE.code}&from=hôm nay&to={today}").status_code == 422
    assert leader.get(f"{path}?unit={PROVINCE.code}&from={today}").status_code == 422
