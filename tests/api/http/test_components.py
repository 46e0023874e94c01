from hashlib import sha256
from io import BytesIO

import pytest

from api.services.context import Context
from models.job import JobState
from tests.api.desk import Desk, picture, read_by_machine


def test_an_upload_is_stored_whole_and_queued(desk: Desk, context: Context) -> None:
    response = desk.hand_in(desk.open(), picture())
    assert response.status_code == 202
    paper = response.json
    assert paper["status"] == "queued"
    assert paper["version"]["sha256"] == sha256(picture()).hexdigest()
    assert paper["version"]["filename"] == "giấy khai sinh.jpg"
    assert paper["notice"] is None
    with context.records.read() as records:
        assert [job.component for job in records.jobs.find(state=JobState.READY)] == [paper["id"]]


def test_the_same_bytes_twice_are_stored_once_and_said_so(desk: Desk, context: Context) -> None:
    code = desk.open()
    first = desk.hand_in(code, picture()).json
    second = desk.hand_in(code, picture(), requirement="").json
    assert second["same_as"] == [first["id"]]
    assert "trùng" in second["notice"]
    assert len(list(context.objects.keys())) == 1
    assert len(desk.get(f"/v1/dossiers/{code}").json["components"]) == 2


def test_a_large_upload_arrives_byte_for_byte(desk: Desk) -> None:
    large = picture() + bytes(range(256)) * 12_000  # 3 MB: past what the form parser keeps in memory
    paper = desk.hand_in(desk.open(), large).json
    assert desk.get(paper["links"]["content"]).data == large


def test_what_is_handed_in_may_be_said(desk: Desk) -> None:
    path = f"/v1/dossiers/{desk.open()}/components"
    form = {"file": (BytesIO(picture()), "a.jpg"), "copy_kind": "certified-copy"}
    assert desk.post(path, data=form).json["copy_kind"] == "certified-copy"
    assert desk.hand_in(path.split("/")[3], picture()).json["copy_kind"] == "plain-copy"
    form = {"file": (BytesIO(picture()), "a.jpg"), "copy_kind": "photo"}
    assert desk.post(path, data=form).status_code == 422


def test_an_unknown_requirement_is_refused(desk: Desk) -> None:
    response = desk.hand_in(desk.open(), picture(), requirement="house")
    assert response.status_code == 422
    assert "birth, status" in response.json["detail"]


def test_the_machines_values_stand_apart_from_what_is_believed(desk: Desk, context: Context) -> None:
    paper = desk.read_paper(context, desk.open())
    tag = desk.get(paper).headers["ETag"]
    correction = {"fields": {"date_of_birth": "2020-02-01"}, "type": "death-extract"}
    desk.patch(paper, json=correction, headers={"If-Match": tag})
    seen = desk.get(paper).json
    assert seen["fields"]["date_of_birth"] == "2020-02-01"
    assert seen["review"]["fields"] == {"date_of_birth": "2020-02-01"}
    assert seen["machine"]["fields"]["date_of_birth"]["value"] == "2020-01-02"
    assert seen["machine"]["fields"]["date_of_birth"]["box"] == [440, 220, 560, 244]
    assert (seen["type"], seen["machine"]["type"]) == ("death-extract", "birth-certificate")


def test_a_review_needs_the_current_revision(desk: Desk, context: Context) -> None:
    paper = desk.read_paper(context, desk.open())
    tag = desk.get(paper).headers["ETag"]
    body = {"review": "approved", "compared_with_original": True}
    assert desk.patch(paper, json=body).status_code == 428
    assert desk.patch(paper, json=body, headers={"If-Match": '"999"'}).status_code == 412
    assert desk.patch(paper, json=body, headers={"If-Match": "*"}).status_code == 412
    approved = desk.patch(paper, json=body, headers={"If-Match": tag})
    assert approved.json["review"]["state"] == "approved"
    assert approved.headers["ETag"] != tag
    assert desk.patch(paper, json=body, headers={"If-Match": tag}).status_code == 412
    assert desk.get(paper).json["review"]["compared_with_original"] is True


@pytest.mark.parametrize(
    "body",
    [
        {"review": "maybe"},
        {"type": "poem"},
        {"fields": {"issue_date": "1/2/2020"}},
        {"fields": {"a": 1}},
        {"reviev": "x"},
    ],
)
def test_a_malformed_review_changes_nothing(desk: Desk, context: Context, body: object) -> None:
    paper = desk.read_paper(context, desk.open())
    before = desk.get(paper)
    assert desk.patch(paper, json=body, headers={"If-Match": before.headers["ETag"]}).status_code == 422
    assert desk.get(paper).json == before.json


def test_a_paper_not_yet_read_cannot_be_approved(desk: Desk) -> None:
    paper = desk.hand_in(desk.open(), picture()).json["links"]["self"]
    tag = desk.get(paper).headers["ETag"]
    assert desk.patch(paper, json={"review": "approved"}, headers={"If-Match": tag}).status_code == 409


def test_a_paper_is_found_only_in_its_own_dossier(desk: Desk) -> None:
    paper = desk.hand_in(desk.open(), picture()).json["id"]
    for path in ("", "/content", "/text", "/pages/1.jpg", "/searchable.pdf"):
        assert desk.get(f"/v1/dossiers/{desk.open()}/components/{paper}{path}").status_code == 404


def test_a_failure_is_shown_with_its_code(desk: Desk, context: Context) -> None:
    paper = desk.hand_in(desk.open(), picture()).json
    with context.records.write() as records:
        records.components.save_failure(paper["id"], "damaged-file: Tệp hỏng: hãy quét lại.")
    assert desk.get(paper["links"]["self"]).json["failure"] == {
        "code": "damaged-file",
        "message": "Tệp hỏng: hãy quét lại.",
    }


def test_an_unchanged_paper_is_not_sent_again(desk: Desk, context: Context) -> None:
    paper = desk.hand_in(desk.open(), picture()).json
    path = paper["links"]["self"]
    tag = desk.get(path).headers["ETag"]
    assert desk.get(path, headers={"If-None-Match": tag}).status_code == 304
    read_by_machine(context, paper["id"])
    assert desk.get(path, headers={"If-None-Match": tag}).status_code == 200
