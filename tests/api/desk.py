"""A caller of the HTTP interface: shows the token, and holds every answer to its description."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from io import BytesIO
from typing import Any, cast

import jsonschema  # type: ignore[import-untyped]  # it ships no types
from flask import Flask
from PIL import Image
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from api.http.spec import document
from api.services.context import Context
from api.services.tokens import Wanted, issue_token
from models.caller import OPERATOR, Role
from models.component import Derivatives
from models.identifiers import ComponentId, DocumentType
from models.page import Box
from models.reading import Classification, Digitisation, Extraction, FieldValue, Reading
from tests.api.parts import BIRTH_CERTIFICATE, page_of

TOKEN = "a-token-for-tests"  # a made-up one
OWNER = {"id": "001320000001", "name": "Lê Thị Mai Đường"}
NAME = "urn:hoso:api"
WHOLE = Resource.from_contents(document(), default_specification=DRAFT202012)
FORMATS = jsonschema.FormatChecker(())


@FORMATS.checks("date-time", raises=ValueError)  # type: ignore[untyped-decorator]  # as above
def is_moment(value: object) -> bool:
    """A moment with its offset."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


class Answer(TestResponse):
    """A response whose JSON may be looked into without asking first whether there is any."""

    json: Any


class Desk:
    """Calls as the holder of a token, at first the machine's; every answer is checked against `/v1/openapi.json`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.token = TOKEN
        self.client = app.test_client()

    def of(self, context: Context, wanted: Wanted) -> "Desk":
        """Return the same desk for a caller with a token of their own."""
        other = copy(self)
        other.token = issue_token(context, OPERATOR, wanted)[1]
        return other

    def citizen(self, context: Context, owner: Mapping[str, str] = OWNER) -> "Desk":
        """Return the desk of an owner who is signed in."""
        return self.of(context, Wanted(Role.CITIZEN, owner["name"], owner=owner["id"]))

    def clerk(self, context: Context, agency: str, role: Role = Role.CLERK) -> "Desk":
        """Return the desk of a clerk, or another official, of an agency."""
        return self.of(context, Wanted(role, f"{role.value} {agency}", agency=agency))

    def agree(self, context: Context, code: str, owner: Mapping[str, str] = OWNER) -> str:
        """Have the owner consent to reuse in one dossier, and return the id of the consent."""
        body = {"purpose": "Cấp phiếu", "until": "2026-12-31", "dossier": code}
        response = self.citizen(context, owner).post("/v1/me/consents", json=body)
        assert response.status_code == 201, response.text
        return str(response.json["id"])

    def call(self, method: str, path: str, **options: Any) -> Answer:  # noqa: ANN401  # options of the test client
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        response = self.client.open(path, method=method, headers=headers, buffered=True, **options)
        check_described(self.app, method, path, response)
        return cast("Answer", response)

    def get(self, path: str, **options: Any) -> Answer:  # noqa: ANN401  # options of the test client
        return self.call("GET", path, **options)

    def anonymous(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Call without the token."""
        return cast("Answer", self.client.get(path, headers=headers, buffered=True))

    def head(self, path: str) -> TestResponse:
        return self.client.head(path, headers={"Authorization": f"Bearer {self.token}"}, buffered=True)

    def post(self, path: str, **options: Any) -> Answer:  # noqa: ANN401  # options of the test client
        return self.call("POST", path, **options)

    def delete(self, path: str) -> Answer:
        return self.call("DELETE", path)

    def patch(self, path: str, **options: Any) -> Answer:  # noqa: ANN401  # options of the test client
        return self.call("PATCH", path, **options)

    def open(self, procedure: str = "1.000894", agency: str = "000.07.21.H99", owner: object = OWNER) -> str:
        """Open a dossier and return its code."""
        body = {"procedure": procedure, "agency": agency, "owner": owner}
        response = self.post("/v1/dossiers", json=body)
        assert response.status_code == 201, response.text
        return str(response.json["code"])

    def hand_in(
        self, code: str, content: bytes, name: str = "giấy khai sinh.jpg", requirement: str = "birth", **headers: str
    ) -> Answer:
        file = FileStorage(BytesIO(content), filename=name)
        # Encoded here, as the test client keeps large bodies in a temporary file that it forgets to close.
        boundary, body = encode_multipart({"file": file, **({"requirement": requirement} if requirement else {})})
        kind = f"multipart/form-data; boundary={boundary}"
        return self.post(f"/v1/dossiers/{code}/components", data=body, content_type=kind, headers=headers)

    def read_paper(self, context: Context, code: str, content: bytes | None = None) -> str:
        """Hand in a paper, have it read, and return its address."""
        response = self.hand_in(code, picture() if content is None else content)
        assert response.status_code == 202, response.text
        read_by_machine(context, response.json["id"])
        return str(response.json["links"]["self"])

    def approve(self, paper: str) -> None:
        tag = self.get(paper).headers["ETag"]
        body = {"review": "approved", "compared_with_original": True}
        assert self.patch(paper, json=body, headers={"If-Match": tag}).status_code == 200


def picture(shade: int = 255, size: tuple[int, int] = (200, 280)) -> bytes:
    """A small page of one grey; every shade gives other bytes."""
    stream = BytesIO()
    Image.new("L", size, shade).save(stream, "JPEG")
    return stream.getvalue()


def read_by_machine(context: Context, id: str, type: str = "birth-certificate", confidence: float = 0.97) -> None:
    """Keep what a worker would: two pages of words, the type, two fields, page images and a PDF."""
    fields = {
        "full_name": FieldValue("LÊ THỊ MAI ĐƯỜNG", 0.95, 1, Box(440, 180, 700, 204), "LÊ THỊ MAI ĐƯỜNG"),
        "date_of_birth": FieldValue("2020-01-02", 0.61, 1, Box(440, 220, 560, 244), "02/01/2020"),
    }
    read = Digitisation(
        Reading((page_of(1, *BIRTH_CERTIFICATE), page_of(2, "Nơi cư trú: <script>alert(1)</script>", confidence=0.5))),
        Classification(DocumentType(type), confidence, "GIẤY KHAI SINH"),
        Extraction(fields),
        1.5,
    )
    images = {number: context.objects.put([picture(250 - number, (100, 140))]).sha256 for number in (1, 2)}
    pdf = context.objects.put([b"%PDF-1.7 searchable"]).sha256
    with context.records.write() as records:
        job = records.jobs.lease(context.clock.now(), context.clock.now())
        assert job is not None
        records.components.save_digitisation(ComponentId(id), read, Derivatives(images, pdf))
        records.outbox.add(id)


def check_described(app: Flask, method: str, path: str, response: TestResponse) -> None:
    """Fail unless the description knows this answer: its status, its media type, its shape."""
    template = template_of(app, method, path)
    if template is None:
        return
    operation = document()["paths"].get(template, {}).get(method.lower())
    if operation is None:
        assert response.status_code == 405, f"{method} {template} is not described"
        return
    described = operation["responses"]
    status = str(response.status_code)
    if status == "304":
        assert "ETag" in response.headers
        return
    assert status in described, f"{method} {template} answered {status}, which is not described: {response.text[:300]}"
    answer = _resolved(described[status])
    _check_body(answer.get("content", {}), response)
    for name in answer.get("headers", {}):
        assert name in response.headers, f"{method} {template} answered {status} without {name}"


def template_of(app: Flask, method: str, path: str) -> str | None:
    """Return the path of the description that a call falls under; None for what is no path of the interface."""
    with app.test_request_context(path, method=method) as request:
        rule = request.request.url_rule
    return None if rule is None or not is_interface(rule.rule) else described_form(rule.rule)


def is_interface(rule: str) -> bool:
    return rule.startswith(("/v1/", "/livez", "/readyz", "/metrics"))


def described_form(rule: str) -> str:
    return rule.replace("<int:", "<").replace("<", "{").replace(">", "}")


def _resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in node:
        return node
    found: Mapping[str, Any] = document()["components"]["responses"][node["$ref"].rsplit("/", 1)[1]]
    return found


def _check_body(content: Mapping[str, Any], response: TestResponse) -> None:
    kinds = list(content)
    if not kinds:
        assert response.data == b"", "an answer with a body that is not described"
        return
    if "application/octet-stream" in kinds:
        return
    assert response.mimetype in kinds, f"answered {response.mimetype}, described are {kinds}"
    schema = content[response.mimetype].get("schema")
    if schema is not None:
        registry: Registry[Any] = Registry().with_resource(NAME, WHOLE)
        placed = {"$ref": f"{NAME}{schema['$ref']}"} if "$ref" in schema else schema
        jsonschema.Draft202012Validator(placed, registry=registry, format_checker=FORMATS).validate(response.json)
