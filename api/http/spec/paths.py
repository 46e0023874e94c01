"""Paths and operations. The names of path parameters are those of the routes."""

from api.http.spec.parts import (
    COPY_KIND,
    INTEGER,
    STRING,
    Schema,
    answers_bytes,
    answers_json,
    body_form,
    body_json,
    errors,
    in_header,
    in_path,
    in_query,
    many,
    record,
    ref,
)

_CODE = in_path("code", STRING, "dossier code, loosely typed")
_ID = in_path("id", STRING, "id of the component")
_RESULT = in_path("id", STRING, "id of the result")
_PAGE = in_path("number", {**INTEGER, "minimum": 0}, "page, from 1")
_WIDTH = in_query("width", {**INTEGER, "minimum": 1, "maximum": 10_000}, "reduce to this many pixels; left out: whole")
_ONCE = in_header("Idempotency-Key", "1 to 255 visible ASCII characters; one per intended effect")
_RANGE = in_header("Range", "one byte range")
_LIMIT = in_query("limit", {**INTEGER, "minimum": 1, "maximum": 100, "default": 20}, "entries a page")
_FILE: Schema = {"type": "string", "contentMediaType": "application/octet-stream"}

_DOSSIERS = "/v1/dossiers"
_DOSSIER = f"{_DOSSIERS}/{{code}}"
_COMPONENT = f"{_DOSSIER}/components/{{id}}"


def _operation(name: str, summary: str, responses: Schema, *parameters: Schema, body: Schema | None = None) -> Schema:
    found: Schema = {"operationId": name, "summary": summary, "responses": responses}
    if parameters:
        found["parameters"] = list(parameters)
    if body:
        found["requestBody"] = body
    return found


def _get(name: str, summary: str, ok: Schema, *parameters: Schema, also: tuple[int, ...] = (404, 422)) -> Schema:
    return {"get": _operation(name, summary, {"200": ok, **errors(*also)}, *parameters)}


def _ranged(name: str, summary: str, media_type: str, *parameters: Schema) -> Schema:
    found: Schema = {
        "200": answers_bytes("All bytes; the ETag is strong.", media_type),
        "206": answers_bytes("The requested range.", media_type),
        **errors(404, 416, 422),
    }
    return {"get": _operation(name, summary, found, *parameters, _RANGE)}


_UPLOAD = record(
    "An upload.",
    ("requirement", "copy_kind"),
    file=_FILE,
    requirement={**STRING, "description": "key of the required component that it is for"},
    copy_kind={**COPY_KIND, "description": "what is handed in; plain-copy when left out"},
)
_RESULT_FORM = record(
    "A result.",
    ("type", "fields", "copy_kind"),
    file=_FILE,
    document_number=STRING,
    type=STRING,
    fields={**STRING, "description": "a JSON object of strings"},
    copy_kind=COPY_KIND,
)
_WRITE_ERRORS = (400, 403, 404, 409, 413, 422)
_UPLOAD_ERRORS = (*_WRITE_ERRORS, 415, 507)

PATHS: Schema = {
    _DOSSIERS: {
        "post": _operation(
            "openDossier",
            "Open a dossier",
            {"201": answers_json("Opened.", ref("Dossier"), "Location", "ETag"), **errors(*_WRITE_ERRORS)},
            _ONCE,
            body=body_json(ref("Filing")),
        ),
        **_get(
            "listDossiers",
            "List dossiers, newest first",
            answers_json("One page.", ref("DossierPage")),
            _LIMIT,
            in_query("after", STRING, "code of the last dossier of the page before"),
            also=(422,),
        ),
    },
    _DOSSIER: _get(
        "getDossier", "A dossier with all that belongs to it", answers_json("Found.", ref("DossierView"), "ETag"), _CODE
    ),
    f"{_DOSSIER}/state": {
        "post": _operation(
            "moveDossier",
            "Move a dossier to its next state",
            {"200": answers_json("Moved.", ref("Dossier"), "ETag"), **errors(*_WRITE_ERRORS)},
            _CODE,
            _ONCE,
            body=body_json(ref("StateChange")),
        )
    },
    f"{_DOSSIER}/components": {
        "post": _operation(
            "addComponent",
            "Send in a paper; it is read in the background",
            {"202": answers_json("Stored and queued.", ref("Received"), "Location", "ETag"), **errors(*_UPLOAD_ERRORS)},
            _CODE,
            _ONCE,
            body=body_form(_UPLOAD),
        )
    },
    _COMPONENT: {
        **_get("getComponent", "A component", answers_json("Found.", ref("ComponentView"), "ETag"), _CODE, _ID),
        "patch": _operation(
            "reviewComponent",
            "A person's decision or correction",
            {"200": answers_json("Kept.", ref("Component"), "ETag"), **errors(*_WRITE_ERRORS, 412, 428)},
            _CODE,
            _ID,
            in_header("If-Match", "the component's ETag", required=True),
            body=body_json(ref("Correction")),
        ),
    },
    f"{_COMPONENT}/retry": {
        "post": _operation(
            "retryComponent",
            "Have a component read again",
            {"202": answers_json("Queued.", ref("Retried"), "Location"), **errors(*_WRITE_ERRORS)},
            _CODE,
            _ID,
            _ONCE,
        )
    },
    f"{_COMPONENT}/content": _ranged("getOriginal", "The bytes as received", "application/octet-stream", _CODE, _ID),
    f"{_COMPONENT}/searchable.pdf": _ranged("getSearchable", "PDF with selectable text", "application/pdf", _CODE, _ID),
    f"{_COMPONENT}/text": _get(
        "getText", "Text; pages are parted by a form feed", answers_bytes("Text.", "text/plain"), _CODE, _ID
    ),
    f"{_COMPONENT}/pages/{{number}}.png": _ranged("getPagePng", "Upright page", "image/png", _CODE, _ID, _PAGE),
    f"{_COMPONENT}/pages/{{number}}.jpg": _ranged(
        "getPageJpeg", "Upright page", "image/jpeg", _CODE, _ID, _PAGE, _WIDTH
    ),
    f"{_COMPONENT}/pages/{{number}}.json": _get(
        "getPageWords", "Words of a page in their places", answers_json("Found.", ref("PageWords")), _CODE, _ID, _PAGE
    ),
    f"{_DOSSIER}/results": {
        "post": _operation(
            "issueResult",
            "Keep the issued result; reusable once the dossier is returned",
            {"201": answers_json("Kept.", ref("Result"), "Location"), **errors(*_UPLOAD_ERRORS)},
            _CODE,
            _ONCE,
            body=body_form(_RESULT_FORM),
        )
    },
    f"{_DOSSIER}/results/{{id}}": _get(
        "getResult", "An issued result", answers_json("Found.", ref("Result")), _CODE, _RESULT
    ),
    f"{_DOSSIER}/results/{{id}}/content": _ranged(
        "getResultContent", "The result's bytes", "application/octet-stream", _CODE, _RESULT
    ),
    f"{_DOSSIER}/reusable": _get(
        "listReusable",
        "For each required component what earlier dossiers offer, and why the rest does not fit",
        answers_json("Found.", ref("Reusable")),
        _CODE,
        in_query("from", many(STRING), "codes of earlier dossiers of the same owner", required=True),
    ),
    f"{_DOSSIER}/reuse": {
        "post": _operation(
            "reuse",
            "Take items of an earlier dossier, all or nothing",
            {"201": answers_json("Linked.", ref("Taken"), "Location"), **errors(*_WRITE_ERRORS)},
            _CODE,
            _ONCE,
            body=body_json(ref("Taking")),
        )
    },
    "/v1/search": _get(
        "search",
        "Full text and fields, accents optional",
        answers_json("Found.", ref("SearchPage")),
        in_query("q", STRING, "every word must be found", required=True),
        in_query("type", STRING, "slug of a paper type"),
        in_query("agency", many(STRING), "agency codes; what lies below them counts"),
        in_query("owner", STRING, "owner's id"),
        _LIMIT,
        in_query("after", STRING, "cursor, from `next`"),
        also=(422,),
    ),
    "/v1/procedures": _get(
        "listProcedures",
        "Procedures with their required components",
        answers_json("Found.", ref("Procedures")),
        in_query("q", STRING, "words of code, name or field, accents optional"),
        also=(),
    ),
    "/v1/agencies": _get(
        "listAgencies",
        "Agencies in force today",
        answers_json("Found.", ref("Agencies")),
        in_query("q", STRING, "words of code or name, accents optional"),
        also=(),
    ),
    "/v1/document-types": _get("listDocumentTypes", "Paper types", answers_json("All.", ref("DocumentTypes")), also=()),
    "/v1/openapi.json": {
        "get": {
            **_operation("getDescription", "This description", {"200": answers_json("It.", {"type": "object"})}),
            "security": [],
        }
    },
    "/livez": {"get": {**_operation("alive", "Alive", {"200": answers_json("It is.", ref("Alive"))}), "security": []}},
    "/readyz": {
        "get": {
            **_operation(
                "ready",
                "Each back end writes, reads back and deletes",
                {"200": answers_json("All do.", ref("Ready")), "503": answers_json("Not all do.", ref("Ready"))},
            ),
            "security": [],
        }
    },
    "/metrics": _get("metrics", "Prometheus' text format", answers_bytes("Figures.", "text/plain"), also=()),
}
