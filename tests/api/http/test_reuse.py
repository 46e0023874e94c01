"""The heart: a paper given once is taken again by its dossier's code, at another agency, by its owner only."""

from io import BytesIO

import pytest

from api.services.context import Context
from tests.api.desk import Answer, Desk, picture

RECORD = {"procedure": "2.000488", "agency": "000.00.05.H99"}
OTHER = {"id": "001320000002", "name": "Trần Văn Nam"}


@pytest.fixture
def source(desk: Desk, context: Context) -> str:
    """A commune's dossier with one approved birth certificate."""
    code = desk.open()
    desk.approve(desk.read_paper(context, code))
    return code


def offer_of(desk: Desk, target: str, source: str) -> dict[str, object]:
    found = desk.get(f"/v1/dossiers/{target}/reusable?from={source}").json
    first: dict[str, object] = found["requirements"][0]["offers"][0]
    return first


def taking(source: str, offer: dict[str, object], **changed: object) -> dict[str, object]:
    items = [{"requirement": "birth", "item": offer["item"]}]
    return {"from": source, "items": items, "purpose": "Cấp phiếu", **changed}


def target_of(desk: Desk, context: Context) -> str:
    """A later dossier of the same owner at another agency, with the owner's consent."""
    target = desk.open(**RECORD)
    desk.agree(context, target)
    return target


def test_a_paper_is_taken_at_another_agency_and_level(desk: Desk, context: Context, source: str) -> None:
    target = target_of(desk, context)
    offer = offer_of(desk, target, source.lower())
    assert offer["reusable"] is True
    response = desk.post(f"/v1/dossiers/{target}/reuse", json=taking(source, offer))
    assert response.status_code == 201
    linked = response.json["components"][0]
    assert linked["status"] == "reused-component"
    assert linked["provenance"]["dossier"] == source
    assert linked["provenance"]["sha256"] == offer["sha256"]
    assert desk.get(linked["links"]["content"]).data == picture()
    assert desk.get(f"/v1/dossiers/{target}").json["missing"] == []


def test_both_histories_show_the_use(desk: Desk, context: Context, source: str) -> None:
    target = target_of(desk, context)
    desk.post(f"/v1/dossiers/{target}/reuse", json=taking(source, offer_of(desk, target, source)))
    assert desk.get(f"/v1/dossiers/{target}").json["events"][-1]["kind"] == "component-reused"
    given = desk.get(f"/v1/dossiers/{source}").json["events"][-1]
    assert (given["kind"], given["detail"]["for"]) == ("paper-used-elsewhere", target)


def test_a_repeated_taking_links_once(desk: Desk, context: Context, source: str) -> None:
    target = target_of(desk, context)
    body = taking(source, offer_of(desk, target, source))
    answers = [desk.post(f"/v1/dossiers/{target}/reuse", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json == answers[1].json
    assert len(desk.get(f"/v1/dossiers/{target}").json["components"]) == 1


def attempts(desk: Desk, target: str, code: str) -> list[Answer]:
    """Look at what a code offers, and try to take from it."""
    return [
        desk.get(f"/v1/dossiers/{target}/reusable?from={code}"),
        desk.post(f"/v1/dossiers/{target}/reuse", json=taking(code, {"item": "x"})),
    ]


def masked(answer: Answer, code: str) -> tuple[int, set[str], dict[str, object]]:
    """Everything that an answer tells, but for the code that was asked for and the number of the request."""
    said = {name: str(value).replace(code, "…") for name, value in answer.json.items()}
    return answer.status_code, set(answer.headers.keys()), {**said, "instance": ""}


def test_a_code_of_another_owner_is_answered_like_one_that_does_not_exist(desk: Desk, source: str) -> None:
    target = desk.open(**RECORD, owner=OTHER)
    unknown = source.replace("-0001", "-9999")
    answers = [[masked(answer, code) for answer in attempts(desk, target, code)] for code in (source, unknown)]
    assert answers[0] == answers[1]
    assert [status for status, _, _ in answers[0]] == [404, 404]
    kinds = [event["kind"] for event in desk.get(f"/v1/dossiers/{target}").json["events"]]
    assert kinds.count("reuse-denied") == 4


def test_what_does_not_fit_says_why_and_is_not_taken(desk: Desk, context: Context) -> None:
    source = desk.open()
    desk.read_paper(context, source)  # read, but nobody approved it
    target = target_of(desk, context)
    offer = offer_of(desk, target, source)
    assert offer["reusable"] is False
    assert offer["obstacles"]
    response = desk.post(f"/v1/dossiers/{target}/reuse", json=taking(source, offer))
    assert (response.status_code, response.json["code"]) == (409, "not-reusable")
    assert desk.get(f"/v1/dossiers/{target}").json["components"] == []


@pytest.mark.parametrize("changed", [{"purpose": " "}, {}, {"items": []}, {"items": [{"item": "x"}]}, {"from": "abc"}])
def test_purpose_ground_and_items_must_be_stated(desk: Desk, source: str, changed: dict[str, object]) -> None:
    target = desk.open(**RECORD)
    body = taking(source, offer_of(desk, target, source), **changed)
    assert desk.post(f"/v1/dossiers/{target}/reuse", json=body).status_code == 422
    assert desk.get(f"/v1/dossiers/{target}").json["components"] == []


@pytest.mark.parametrize("query", ["?from=abc", "?" + "&".join(["from=000.07.21.H99-261120-0001"] * 21)])
def test_what_is_named_must_be_codes_and_not_too_many(desk: Desk, query: str) -> None:
    assert desk.get(f"/v1/dossiers/{desk.open()}/reusable{query}").status_code == 422


def test_an_issued_result_is_reusable_once_returned(desk: Desk, context: Context) -> None:
    source, target = desk.open(), target_of(desk, context)
    desk.post(f"/v1/dossiers/{source}/state", json={"state": 4})
    form = {
        "file": (BytesIO(picture(9)), "giấy kết hôn.jpg"),
        "document_number": "12/2026",
        "fields": '{"wife_name": "Mai"}',
    }
    issued = desk.post(f"/v1/dossiers/{source}/results", data=form)
    assert issued.status_code == 201
    assert issued.json["type"] == "marriage-certificate"
    assert desk.get(issued.json["links"]["content"]).data == picture(9)
    assert desk.get(issued.json["links"]["self"]).json == issued.json

    def offered() -> dict[str, object]:
        found = desk.get(f"/v1/dossiers/{target}/reusable?from={source}").json["requirements"][1]["offers"]
        return next(offer for offer in found if offer["kind"] == "result")

    assert offered()["reusable"] is False
    for state in (9, 10):
        desk.post(f"/v1/dossiers/{source}/state", json={"state": state})
    assert offered()["reusable"] is True
    body = {
        "from": source,
        "items": [{"requirement": "marriage", "item": issued.json["id"]}],
        "purpose": "p",
    }
    linked = desk.post(f"/v1/dossiers/{target}/reuse", json=body).json["components"][0]
    assert (linked["status"], linked["provenance"]["result"]) == ("reused-result", issued.json["id"])


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"document_number": ""},
        {"document_number": "1", "type": "poem"},
        {"document_number": "1", "fields": "[]"},
        {"document_number": "1", "copy_kind": "photo"},
        {"document_number": "1", "numer": "2"},
    ],
)
def test_a_malformed_result_is_not_kept(desk: Desk, form: dict[str, str]) -> None:
    code = desk.open()
    desk.post(f"/v1/dossiers/{code}/state", json={"state": 4})
    data = {"file": (BytesIO(picture()), "a.jpg"), **form}
    assert desk.post(f"/v1/dossiers/{code}/results", data=data).status_code == 422
    assert desk.get(f"/v1/dossiers/{code}").json["results"] == []


def test_a_result_is_issued_only_while_the_dossier_is_worked_on(desk: Desk) -> None:
    data = {"file": (BytesIO(picture()), "a.jpg"), "document_number": "1"}
    assert desk.post(f"/v1/dossiers/{desk.open()}/results", data=data).status_code == 409
