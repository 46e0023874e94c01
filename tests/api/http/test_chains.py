"""Linked procedures over HTTP, with the catalogue that ships: three agencies and a citizen, papers given once."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from api.services.context import Context
from models.caller import Role
from records.catalogue import starter
from tests.api.desk import OWNER, Answer, Desk, picture, read_by_machine

COMMUNE, OTHER_COMMUNE, INSURANCE = "000.00.51.H99", "000.00.52.H99", "000.00.15.H99"
PROVINCE = "000.00.00.H99"
IDENTITY = {"personal_id": "001190000001", "expiry_date": "2035-01-01"}
STRANGER = {"id": "001320000002", "name": "Trần Văn Nam"}


@dataclass(frozen=True, slots=True)
class Town:
    """Officers of three agencies, the owner, and the store behind them."""

    context: Context
    first: Desk
    second: Desk
    third: Desk
    owner: Desk
    stranger: Desk

    def opened(self, chain: str, *agencies: str | None, **more: object) -> dict[str, Any]:
        body = {"chain": chain, "owner": OWNER, "agencies": list(agencies), **more}
        response = self.first.post("/v1/intakes", json=body)
        assert response.status_code == 201, response.text
        found: dict[str, Any] = response.json
        return found

    def give(self, desk: Desk, intake: str, requirement: str, shade: int = 255, step: str = "") -> Answer:
        file = FileStorage(BytesIO(picture(shade)), filename="giấy.jpg")
        boundary, data = encode_multipart({"file": file, "requirement": requirement, "step": step})
        kind = f"multipart/form-data; boundary={boundary}"
        return desk.post(f"/v1/intakes/{intake}/components", data=data, content_type=kind)

    def given(self, intake: str, requirement: str, shade: int, type: str) -> Answer:
        """Give a paper at the first agency, and have the machine read it."""
        response = self.give(self.first, intake, requirement, shade)
        assert response.status_code == 202, response.text
        read_by_machine(self.context, response.json["id"], type)
        return response

    def issue_and_return(self, desk: Desk, code: str, shade: int, **fields: str) -> None:
        """Decide a dossier that is in progress, and return its result."""
        said = ", ".join(f'"{name}": "{value}"' for name, value in fields.items())
        file = (BytesIO(picture(shade)), "kết quả.jpg")
        form = {"file": file, "document_number": f"{shade}/2026", "fields": f"{{{said}}}"}
        issued = desk.post(f"/v1/dossiers/{code}/results", data=form)
        assert issued.status_code == 201, issued.text
        for state in (9, 10):
            moved = desk.post(f"/v1/dossiers/{code}/state", json={"state": state})
            assert moved.status_code == 200, moved.text


@pytest.fixture
def town(desk: Desk, context: Context) -> Town:
    whole = starter()
    with context.records.write() as records:
        records.catalogue.clear()
        records.catalogue.load(whole.agencies, whole.procedures, whole.chains)
    first, second, third = (desk.clerk(context, one, Role.OFFICER) for one in (COMMUNE, OTHER_COMMUNE, INSURANCE))
    return Town(context, first, second, third, desk.citizen(context), desk.citizen(context, STRANGER))


def codes(intake: dict[str, Any]) -> list[str]:
    return [step["dossier"]["code"] for step in intake["steps"]]


def approve(desk: Desk, paper: str, **fields: str) -> None:
    tag = desk.get(paper).headers["ETag"]
    body = {"review": "approved", "compared_with_original": True, "fields": fields}
    response = desk.patch(paper, json=body, headers={"If-Match": tag})
    assert response.status_code == 200, response.text


def links(desk: Desk, code: str) -> dict[str, Any]:
    """What reached a dossier from others, by requirement."""
    found = desk.get(f"/v1/dossiers/{code}").json["components"]
    return {one["requirement"]: one for one in found if one["provenance"]}


def kinds(desk: Desk, code: str) -> list[str]:
    return [event["kind"] for event in desk.get(f"/v1/dossiers/{code}").json["events"]]


def state(desk: Desk, code: str) -> int:
    found: int = desk.get(f"/v1/dossiers/{code}").json["state"]
    return found


def test_a_birth_is_registered_once_for_three_agencies(town: Town) -> None:
    intake = town.opened("birth", None, OTHER_COMMUNE, INSURANCE)
    birth, residence, card = codes(intake)
    assert [step["waits_for"] for step in intake["steps"]] == [[], [1], [1, 2]]
    assert {slot["requirement"]["key"]: slot["step"] for slot in intake["asked"]} == {
        "application": 1,
        "identity": 1,
        "marriage": 1,
        "residence": 1,
        "authorisation": 1,
        "dwelling": 2,
    }

    application = town.given(intake["id"], "application", 1, "application").json
    identity = town.given(intake["id"], "identity", 2, "identity-card").json
    dwelling = town.given(intake["id"], "dwelling", 3, "land-certificate").json
    assert [one["dossier"] for one in (application, identity, dwelling)] == [birth, birth, residence]
    assert town.first.get(dwelling["links"]["self"]).status_code == 404, "what went to another agency stays hidden"

    approve(town.first, application["links"]["self"])
    approve(town.first, identity["links"]["self"], **IDENTITY)
    assert set(links(town.second, residence)) == {"application", "identity"}
    assert set(links(town.third, card)) == {"application"}, "each agency gets what its procedure needs, no more"
    assert town.second.get(links(town.second, residence)["identity"]["links"]["content"]).data == picture(2)

    early = town.second.post(f"/v1/dossiers/{residence}/state", json={"state": 4})
    assert (early.status_code, early.json["code"]) == (409, "conflict")
    town.first.post(f"/v1/dossiers/{birth}/state", json={"state": 4})
    town.issue_and_return(town.first, birth, 4, full_name="LÊ AN", date_of_birth="2026-11-01")
    assert (state(town.second, residence), state(town.third, card)) == (4, 2), "one starts, one waits for both"
    assert town.second.get(f"/v1/dossiers/{residence}").json["due_at"] is not None
    assert town.third.get(f"/v1/dossiers/{card}").json["due_at"] is None
    assert links(town.second, residence)["birth"]["status"] == "reused-result"

    town.issue_and_return(town.second, residence, 5, full_name="LÊ AN")
    assert state(town.third, card) == 4
    assert set(links(town.third, card)) == {"application", "birth", "residence"}
    assert town.third.get(f"/v1/dossiers/{card}").json["missing"] == []
    assert town.third.post(f"/v1/dossiers/{card}/state", json={"state": 9}).status_code == 200


def test_each_agency_sees_its_own_dossier_only_and_the_owner_all(town: Town) -> None:
    intake = town.opened("birth", None, OTHER_COMMUNE, INSURANCE)
    path, all_codes = intake["links"]["self"], codes(intake)
    for desk, number in ((town.first, 0), (town.second, 1), (town.third, 2)):
        assert codes(desk.get(path).json) == [all_codes[number]]
        seen = [desk.get(f"/v1/dossiers/{code}").status_code for code in all_codes]
        assert seen == [200 if place == number else 404 for place in range(3)]
    assert codes(town.owner.get(path).json) == all_codes


def test_a_stranger_learns_nothing_of_an_intake(town: Town) -> None:
    real, made_up = town.opened("birth")["id"], "0" * 32
    answers = [
        (town.stranger.get(f"/v1/intakes/{one}"), town.give(town.stranger, one, "identity")) for one in (real, made_up)
    ]
    assert [answer.status_code for pair in answers for answer in pair] == [404] * 4
    said = [
        [answer.json["detail"].replace(one, "…") for answer in pair]
        for pair, one in zip(answers, (real, made_up), strict=True)
    ]
    assert said[0] == said[1]


def test_the_owner_sees_who_was_handed_which_paper(town: Town) -> None:
    intake = town.opened("birth", None, OTHER_COMMUNE, INSURANCE)
    paper = town.given(intake["id"], "application", 1, "application").json
    approve(town.first, paper["links"]["self"])
    uses = [line for line in town.owner.get("/v1/me/uses").json["uses"] if line["kind"] == "use"]
    assert {line["agency"] for line in uses} == {OTHER_COMMUNE, INSURANCE}
    assert all(line["purpose"].startswith("Liên thông: ") for line in uses)
    means = [one["means"] for one in town.owner.get("/v1/me/consents").json["consents"]]
    assert means == ["intake", "intake"]


def test_after_the_owner_takes_consent_back_nothing_more_is_handed_on(town: Town) -> None:
    intake = town.opened("birth", None, OTHER_COMMUNE, INSURANCE)
    for consent in town.owner.get("/v1/me/consents").json["consents"]:
        assert town.owner.delete(f"/v1/me/consents/{consent['id']}").status_code == 200
    approve(town.first, town.given(intake["id"], "application", 1, "application").json["links"]["self"])
    residence = codes(intake)[1]
    assert links(town.second, residence) == {}
    assert "feed-refused" in kinds(town.second, residence)


def test_a_paper_that_does_not_fit_a_later_step_says_so_there(town: Town) -> None:
    intake = town.opened("birth", None, OTHER_COMMUNE, INSURANCE)
    identity = town.given(intake["id"], "identity", 2, "identity-card").json
    approve(town.first, identity["links"]["self"])  # without the personal id that residence asks for
    refused = town.second.get(f"/v1/dossiers/{codes(intake)[1]}").json["events"][-1]
    assert refused["kind"] == "feed-refused"
    assert "thiếu thông tin" in refused["detail"]["reason"]
    approve(town.first, identity["links"]["self"], **IDENTITY)
    assert set(links(town.second, codes(intake)[1])) == {"identity"}


def test_a_step_that_ends_without_result_is_told_to_the_later_ones_and_stops_none(town: Town) -> None:
    intake = town.opened("birth", None, OTHER_COMMUNE, INSURANCE)
    birth, residence, card = codes(intake)
    assert town.first.post(f"/v1/dossiers/{birth}/state", json={"state": 8}).status_code == 200
    for desk, code in ((town.second, residence), (town.third, card)):
        told = desk.get(f"/v1/dossiers/{code}").json["events"][-1]
        assert (told["kind"], told["detail"]["step"], told["detail"]["state"]) == ("earlier-step-ended", "1", "8")
        assert state(desk, code) == 2
    assert town.second.post(f"/v1/dossiers/{residence}/state", json={"state": 8}).status_code == 200
    assert town.third.post(f"/v1/dossiers/{card}/state", json={"state": 4}).status_code == 200, "an officer decides"
    assert town.third.get(f"/v1/dossiers/{card}").json["due_at"] is not None


def test_a_death_is_registered_once_by_a_citizen_online(town: Town) -> None:
    body = {
        "chain": "death",
        "owner": OWNER,
        "agencies": [COMMUNE, OTHER_COMMUNE, COMMUNE],
        "channel": "online",
    }
    intake = town.owner.post("/v1/intakes", json=body).json
    death, residence, burial = codes(intake)
    assert codes(town.first.get(intake["links"]["self"]).json) == [death, burial]
    for requirement, shade, read in (
        ("application", 1, "application"),
        ("identity", 2, "identity-card"),
        ("allowance", 3, "decision"),
    ):
        paper = town.give(town.owner, intake["id"], requirement, shade).json
        read_by_machine(town.context, paper["id"], read)
        fields = {"document_number": "1/QĐ", "issue_date": "2026-01-05", **IDENTITY}
        approve(town.first, paper["links"]["self"], **fields)
    assert set(links(town.second, residence)) == {"application"}
    assert set(links(town.first, burial)) == {"application", "identity"}
    for desk, code in ((town.first, death), (town.second, residence), (town.first, burial)):
        assert desk.post(f"/v1/dossiers/{code}/state", json={"state": 2}).status_code == 200
    town.first.post(f"/v1/dossiers/{death}/state", json={"state": 4})
    town.issue_and_return(town.first, death, 4, full_name="LÊ AN", date_of_death="2026-11-01")
    assert (state(town.second, residence), state(town.first, burial)) == (4, 4)
    for desk, code in ((town.second, residence), (town.first, burial)):
        assert desk.get(f"/v1/dossiers/{code}").json["missing"] == []
        assert desk.post(f"/v1/dossiers/{code}/state", json={"state": 9}).status_code == 200


def test_agencies_are_found_by_the_tree(town: Town) -> None:
    assert [step["dossier"]["agency"] for step in town.opened("birth")["steps"]] == [COMMUNE, COMMUNE, PROVINCE]


def test_who_does_not_receive_the_first_step_opens_nothing(town: Town) -> None:
    body = {"chain": "birth", "owner": OWNER, "agencies": [COMMUNE]}
    assert town.second.post("/v1/intakes", json=body).status_code == 403
    assert town.stranger.post("/v1/intakes", json={**body, "channel": "online"}).status_code == 403
    assert town.owner.get("/v1/dossiers").json["dossiers"] == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"chain": "marriage"}, 404),
        ({"agencies": [COMMUNE, "000.00.99.H99"]}, 404),
        ({"agencies": [COMMUNE, INSURANCE]}, 409),
        ({"agencies": [COMMUNE] * 4}, 422),
        ({"owner": {"id": "x"}}, 422),
    ],
)
def test_an_intake_that_cannot_be_opened_opens_nothing(town: Town, changed: dict[str, object], status: int) -> None:
    body = {"chain": "birth", "owner": OWNER, **changed}
    assert town.first.post("/v1/intakes", json=body).status_code == status
    assert town.owner.get("/v1/dossiers").json["dossiers"] == []


def test_a_repeated_request_opens_and_gives_once(town: Town) -> None:
    body = {"chain": "birth", "owner": OWNER}
    answers = [town.first.post("/v1/intakes", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json == answers[1].json
    assert len(town.owner.get("/v1/dossiers").json["dossiers"]) == 3


@pytest.mark.parametrize(("requirement", "step"), [("birth", ""), ("x", ""), ("", ""), ("identity", "a")])
def test_only_what_the_intake_asks_for_is_taken(town: Town, requirement: str, step: str) -> None:
    response = town.give(town.first, town.opened("birth")["id"], requirement, step=step)
    assert response.status_code == 422
