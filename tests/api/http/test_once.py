"""A request that is repeated because its answer got lost takes effect once."""

import pytest

from api.services.context import Context
from tests.api.desk import OWNER, Desk, picture

FILING = {"procedure": "1.000894", "agency": "000.07.21.H99", "owner": OWNER}
KEY = {"Idempotency-Key": "key-1"}


def test_a_repeat_opens_no_second_dossier(desk: Desk) -> None:
    first = desk.post("/v1/dossiers", json=FILING, headers=KEY)
    again = desk.post("/v1/dossiers", json=FILING, headers=KEY)
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(desk.get("/v1/dossiers").json["dossiers"]) == 1


def test_a_key_belongs_to_one_request(desk: Desk) -> None:
    desk.post("/v1/dossiers", json=FILING, headers=KEY)
    other = {**FILING, "owner": {"id": "001320000002"}}
    refused = desk.post("/v1/dossiers", json=other, headers=KEY)
    assert (refused.status_code, refused.json["code"]) == (409, "conflict")


@pytest.mark.parametrize("key", ["", "x" * 256, "có dấu".encode().decode("latin-1"), "a b"])
def test_a_malformed_key_is_refused(desk: Desk, key: str) -> None:
    assert desk.post("/v1/dossiers", json=FILING, headers={"Idempotency-Key": key}).status_code == 400


def test_a_repeated_upload_makes_one_component_and_the_same_answer(desk: Desk) -> None:
    code = desk.open()
    desk.hand_in(code, picture())
    first = desk.hand_in(code, picture(), **KEY)
    again = desk.hand_in(code, picture(), **KEY)
    assert first.json["same_as"]
    assert (again.status_code, again.json) == (202, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(desk.get(f"/v1/dossiers/{code}").json["components"]) == 2


def test_an_upload_of_other_bytes_may_not_take_its_key(desk: Desk) -> None:
    code = desk.open()
    desk.hand_in(code, picture(), **KEY)
    assert desk.hand_in(code, picture(1), **KEY).status_code == 409


def test_a_repeated_upload_is_answered_even_when_the_dossier_was_closed_meanwhile(desk: Desk) -> None:
    code = desk.open()
    first = desk.hand_in(code, picture(), **KEY)
    for state in (4, 9):
        desk.post(f"/v1/dossiers/{code}/state", json={"state": state})
    assert desk.hand_in(code, picture(), **KEY).json["id"] == first.json["id"]


def test_a_repeated_step_is_no_conflict(desk: Desk) -> None:
    path = f"/v1/dossiers/{desk.open()}/state"
    assert desk.post(path, json={"state": 4}, headers=KEY).status_code == 200
    again = desk.post(path, json={"state": 4}, headers=KEY)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert desk.post(path, json={"state": 4}).status_code == 409


def test_a_repeated_retry_counts_once(desk: Desk, context: Context) -> None:
    code = desk.open()
    paper = desk.hand_in(code, picture()).json
    with context.records.write() as records:
        job = records.jobs.lease(context.clock.now(), context.clock.now())
        assert job is not None
        records.jobs.finish(job.id, job.lease, type(job.state)("parked"), "page-damaged: Trang hỏng.")
        records.components.save_failure(job.component, "page-damaged: Trang hỏng.")
    path = f"{paper['links']['self']}/retry"
    assert [desk.post(path, headers=KEY).status_code for _ in range(2)] == [202, 202]
    events = [event["kind"] for event in desk.get(f"/v1/dossiers/{code}").json["events"]]
    assert events.count("component-retried") == 1
    assert desk.post(path).status_code == 409
