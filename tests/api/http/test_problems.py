"""Errors as problem documents, and the bad input that must lose nothing."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

import pytest

from api.services.context import Context
from api.wsgi import create_app
from ingest.limits import Limits
from models.component import StoredObject
from models.errors import StorageFull
from records.objects.memory import MemoryObjects
from tests.api.desk import TOKEN, Desk, picture
from tests.samples import bad

UNKNOWN_CODE = "000.07.21.H99-261120-9999"


class BrokenStore(MemoryObjects):
    """A store with a defect."""

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        raise RuntimeError(f"secret path /srv/x, {type(chunks)}")


class FullStore(MemoryObjects):
    """A store whose disk is full: takes the bytes, then has to say no."""

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        assert b"".join(chunks)
        raise StorageFull("Kho lưu trữ đã đầy; chưa lưu gì.", "the store is full; nothing was stored")


def test_a_problem_says_what_to_do_in_two_languages(desk: Desk) -> None:
    response = desk.get(f"/v1/dossiers/{UNKNOWN_CODE}")
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert response.json["type"] == "/problems/not-found"
    assert response.json["status"] == 404
    assert response.json["detail"] != response.json["detail_en"]
    assert response.json["instance"] == f"urn:uuid:{response.headers['X-Request-Id']}"


def test_flasks_own_errors_are_problems_too(desk: Desk) -> None:
    assert desk.get("/v1/nothing-here").json["code"] == "not-found"
    wrong = desk.delete("/v1/dossiers")
    assert (wrong.status_code, wrong.json["code"]) == (405, "method-not-allowed")


def test_a_defect_is_logged_and_shows_no_internals(context: Context, caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(create_app(replace(context, objects=BrokenStore()), TOKEN))
    with caplog.at_level(logging.ERROR):
        response = desk.hand_in(desk.open(), picture())
    assert (response.status_code, response.json["code"]) == (500, "internal")
    assert "secret" not in response.text
    assert response.headers["X-Request-Id"] in caplog.text
    assert "secret path" in caplog.text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"agency": "a", "owner": {"id": "001320000001"}}, "procedure"),
        ({"procedure": 1, "agency": "a", "owner": {"id": "001320000001"}}, "procedure"),
        ({"procedure": "p", "agency": "a", "owner": {"id": 1}}, "owner.id"),
        ({"procedure": "p", "agency": "a", "owner": {"id": "x"}, "chanel": "post"}, "chanel"),
        ({"procedure": "p", "agency": "a", "owner": {"id": "x"}, "channel": "fax"}, "channel"),
        ([], "$"),
    ],
)
def test_a_wrong_field_is_named(desk: Desk, body: object, field: str) -> None:
    response = desk.post("/v1/dossiers", json=body)
    assert (response.status_code, response.json["code"]) == (422, "invalid-value")
    assert field in response.json["detail"]


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b'{"procedure": "\xc4"}'])
def test_what_is_no_json_is_said_to_be_none(desk: Desk, text: bytes) -> None:
    response = desk.post("/v1/dossiers", data=text, content_type="application/json")
    assert (response.status_code, response.json["code"]) == (400, "usage")


def test_another_content_type_is_refused(desk: Desk) -> None:
    assert desk.post("/v1/dossiers", data=b"{}", content_type="text/plain").status_code == 400


@pytest.mark.parametrize(
    ("procedure", "agency", "status"),
    [("9.999999", "000.07.21.H99", 404), ("1.000894", "000.99.99.H99", 404), ("2.000488", "000.07.21.H99", 409)],
)
def test_unknown_procedure_or_agency_opens_nothing(desk: Desk, procedure: str, agency: str, status: int) -> None:
    body = {"procedure": procedure, "agency": agency, "owner": {"id": "001320000001"}}
    assert desk.post("/v1/dossiers", json=body).status_code == status
    assert desk.get("/v1/dossiers").json["dossiers"] == []


@pytest.mark.parametrize("code", ["abc", "000.07.21.H99-261120", "1" * 200, "%00"])
def test_what_is_no_code_is_said_to_be_none(desk: Desk, code: str) -> None:
    assert desk.get(f"/v1/dossiers/{code}").status_code == 422


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (bad.empty_file(), 422, "empty-file"),
        (bad.text_named_jpg(), 415, "unsupported-format"),
        (bad.encrypted_pdf(), 422, "encrypted-pdf"),
        (bad.pageless_pdf(), 422, "no-pages"),
        (bad.huge_png(), 413, "too-large"),
        (bad.many_pages_pdf(), 413, "too-large"),
    ],
)
def test_a_bad_file_becomes_no_component_and_the_refusal_is_kept(
    desk: Desk, content: bytes, status: int, code: str
) -> None:
    dossier = desk.open()
    response = desk.hand_in(dossier, content)
    assert (response.status_code, response.json["code"]) == (status, code)
    view = desk.get(f"/v1/dossiers/{dossier}").json
    assert view["components"] == []
    assert view["events"][-1]["kind"] == "component-refused"
    assert view["events"][-1]["detail"]["code"] == code


def test_a_file_over_the_limit_is_refused_before_anything_is_recorded(context: Context) -> None:
    desk = Desk(create_app(replace(context, limits=Limits(max_bytes=100_000)), TOKEN))
    dossier = desk.open()
    for size in (100_001, 2_000_000):  # refused by the store's reader, and by the form parser
        response = desk.hand_in(dossier, b"\xff\xd8" + bytes(size))
        assert (response.status_code, response.json["code"]) == (413, "too-large")
    assert desk.get(f"/v1/dossiers/{dossier}").json["components"] == []
    assert list(context.objects.keys()) == []


def test_a_full_disk_answers_no_success_and_records_nothing(context: Context) -> None:
    desk = Desk(create_app(replace(context, objects=FullStore()), TOKEN))
    dossier = desk.open()
    before = desk.get(f"/v1/dossiers/{dossier}").json
    response = desk.hand_in(dossier, picture())
    assert (response.status_code, response.json["code"]) == (507, "storage-full")
    assert desk.get(f"/v1/dossiers/{dossier}").json == before
    with context.records.read() as records:
        assert records.jobs.find() == []


@pytest.mark.parametrize("count", [0, 2])
def test_an_upload_holds_exactly_one_file(desk: Desk, count: int) -> None:
    files = [(BytesIO(picture()), f"{number}.jpg") for number in range(count)]
    response = desk.post(f"/v1/dossiers/{desk.open()}/components", data={"file": files} if files else {})
    assert response.status_code == 400


def test_an_unknown_form_field_is_refused(desk: Desk) -> None:
    form = {"file": (BytesIO(picture()), "a.jpg"), "requirment": "birth"}
    response = desk.post(f"/v1/dossiers/{desk.open()}/components", data=form)
    assert response.status_code == 422
    assert "requirment" in response.json["detail"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.jpg", 'a".jpg', "b'\"`<i>.jpg", "x" * 296 + ".jpg", "..", "đ\x00.jpg"]
)
def test_a_hostile_file_name_is_shown_harmlessly_and_loses_nothing(desk: Desk, name: str) -> None:
    dossier = desk.open()
    response = desk.hand_in(dossier, picture(), name=name)
    assert response.status_code == 202, response.text
    shown = response.json["version"]["filename"]
    assert 1 <= len(shown) <= 150
    assert not set(shown) & set("/\\\"'<>\x00")
    original = desk.get(response.json["links"]["content"])
    assert original.data == picture()
    assert "\n" not in original.headers["Content-Disposition"]
