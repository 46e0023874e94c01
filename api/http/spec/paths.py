"""Paths and operations. The names of path parameters are those of the routes."""

from api.http.spec.chain_paths import CHAIN_PATHS
from api.http.spec.ledger_paths import LEDGER_PATHS
from api.http.spec.operations import CODE as _CODE
from api.http.spec.operations import LIMIT as _LIMIT
from api.http.spec.operations import ONCE as _ONCE
from api.http.spec.operations import get, operation, ranged
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
from api.http.spec.report_paths import REPORT_PATHS
from api.http.spec.reuse_paths import REUSE_PATHS
from api.http.spec.split_paths import SPLIT_PATHS
from api.http.spec.standing_paths import STANDING_PATHS

_ID = in_path("id", STRING, "id of the component")
_RESULT = in_path("id", STRING, "id of the result")
_PAGE = in_path("number", {**INTEGER, "minimum": 0}, "page, from 1")
_WIDTH = in_query("width", {**INTEGER, "minimum": 1, "maximum": 10_000}, "reduce to this many pixels; left out: whole")
_FILE: Schema = {"type": "string", "contentMediaType": "application/octet-stream"}

_DOSSIERS = "/v1/dossiers"
_DOSSIER = f"{_DOSSIERS}/{{code}}"
_COMPONENT = f"{_DOSSIER}/components/{{id}}"


_SENT_ON: Schema = {
    "307": {
        "description": "Only where the installation has downloads come from its store: the bytes are at the address in "
        "Location, for a minute.",
        "headers": {"Location": {"schema": {"type": "string", "format": "uri"}}},
    }
}


_UPLOAD = record(
    "An upload.",
    ("requirement", "copy_kind", "lane"),
    file=_FILE,
    requirement={**STRING, "description": "key of the required component that it is for"},
    copy_kind={**COPY_KIND, "description": "what is handed in; plain-copy when left out"},
    lane={
        "type": "string",
        "enum": ["interactive", "bulk"],
        "description": "whether a person waits; left out: bulk for systems, interactive for all others",
    },
)
_RESULT_FORM = record(
    "A result.",
    ("type", "fields", "copy_kind", "supersedes"),
    file=_FILE,
    document_number=STRING,
    type=STRING,
    fields={**STRING, "description": "a JSON object of strings"},
    copy_kind=COPY_KIND,
    supersedes={**STRING, "description": "id of the version that it replaces: same kind, same owner"},
)
_WRITE_ERRORS = (400, 403, 404, 409, 413, 422)
_UPLOAD_ERRORS = (*_WRITE_ERRORS, 415, 507)

PATHS: Schema = {
    _DOSSIERS: {
        "post": operation(
            "openDossier",
            "Open a dossier",
            {"201": answers_json("Opened.", ref("OpenedDossier"), "Location", "ETag"), **errors(*_WRITE_ERRORS)},
            _ONCE,
            body=body_json(ref("Filing")),
        ),
        **get(
            "listDossiers",
            "List dossiers, newest first",
            answers_json("One page.", ref("DossierPage")),
            _LIMIT,
            in_query("after", STRING, "code of the last dossier of the page before"),
            also=(422,),
        ),
    },
    _DOSSIER: get(
        "getDossier", "A dossier with all that belongs to it", answers_json("Found.", ref("DossierView"), "ETag"), _CODE
    ),
    f"{_DOSSIER}/state": {
        "post": operation(
            "moveDossier",
            "Move a dossier to its next state",
            {"200": answers_json("Moved.", ref("Dossier"), "ETag"), **errors(*_WRITE_ERRORS)},
            _CODE,
            _ONCE,
            body=body_json(ref("StateChange")),
        )
    },
    f"{_DOSSIER}/components": {
        "post": operation(
            "addComponent",
            "Send in a paper; it is read in the background",
            {"202": answers_json("Stored and queued.", ref("Received"), "Location", "ETag"), **errors(*_UPLOAD_ERRORS)},
            _CODE,
            _ONCE,
            body=body_form(_UPLOAD),
        )
    },
    _COMPONENT: {
        **get("getComponent", "A component", answers_json("Found.", ref("ComponentView"), "ETag"), _CODE, _ID),
        "patch": operation(
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
        "post": operation(
            "retryComponent",
            "Have a component read again",
            {"202": answers_json("Queued.", ref("Retried"), "Location"), **errors(*_WRITE_ERRORS)},
            _CODE,
            _ID,
            _ONCE,
        )
    },
    f"{_COMPONENT}/content": ranged(
        "getOriginal", "The bytes as received", "application/octet-stream", _CODE, _ID, also=_SENT_ON
    ),
    f"{_COMPONENT}/searchable.pdf": ranged("getSearchable", "PDF with selectable text", "application/pdf", _CODE, _ID),
    f"{_COMPONENT}/text": get(
        "getText", "Text; pages are parted by a form feed", answers_bytes("Text.", "text/plain"), _CODE, _ID
    ),
    f"{_COMPONENT}/pages/{{number}}.png": ranged("getPagePng", "Upright page", "image/png", _CODE, _ID, _PAGE),
    f"{_COMPONENT}/pages/{{number}}.jpg": ranged(
        "getPageJpeg", "Upright page", "image/jpeg", _CODE, _ID, _PAGE, _WIDTH
    ),
    f"{_COMPONENT}/pages/{{number}}.json": get(
        "getPageWords", "Words of a page in their places", answers_json("Found.", ref("PageWords")), _CODE, _ID, _PAGE
    ),
    f"{_DOSSIER}/results": {
        "post": operation(
            "issueResult",
            "Keep the issued result; reusable once the dossier is returned",
            {"201": answers_json("Kept.", ref("Result"), "Location"), **errors(*_UPLOAD_ERRORS)},
            _CODE,
            _ONCE,
            body=body_form(_RESULT_FORM),
        )
    },
    f"{_DOSSIER}/results/{{id}}": get(
        "getResult", "An issued result", answers_json("Found.", ref("Result")), _CODE, _RESULT
    ),
    f"{_DOSSIER}/results/{{id}}/content": ranged(
        "getResultContent", "The result's bytes", "application/octet-stream", _CODE, _RESULT, also=_SENT_ON
    ),
    **REUSE_PATHS,
    **CHAIN_PATHS,
    **STANDING_PATHS,
    **LEDGER_PATHS,
    **REPORT_PATHS,
    **SPLIT_PATHS,
    "/v1/search": get(
        "search",
        "Full text and fields, accents optional, slips of reading forgiven",
        answers_json("Found.", ref("SearchPage")),
        in_query("q", STRING, "every word must be found", required=True),
        in_query("type", STRING, "slug of a paper type"),
        in_query("agency", many(STRING), "agency codes; what lies below them counts"),
        in_query("owner", STRING, "owner's id"),
        in_query("procedure", STRING, "code of a procedure"),
        in_query("state", INTEGER, "state of the dossier, 1 to 10"),
        in_query("period", STRING, "year or month of receipt in Vietnamese time, such as 2026 or 2026-03"),
        in_query("facets", INTEGER, "1 to count the hits by their attributes as well"),
        _LIMIT,
        in_query("after", STRING, "cursor, from `next`"),
        also=(422,),
    ),
    "/v1/procedures": get(
        "listProcedures",
        "Procedures with their required components",
        answers_json("Found.", ref("Procedures")),
        in_query("q", STRING, "words of code, name or field, accents optional"),
        also=(),
    ),
    "/v1/agencies": get(
        "listAgencies",
        "Agencies in force today",
        answers_json("Found.", ref("Agencies")),
        in_query("q", STRING, "words of code or name, accents optional"),
        also=(),
    ),
    "/v1/document-types": get("listDocumentTypes", "Paper types", answers_json("All.", ref("DocumentTypes")), also=()),
    "/v1/openapi.json": {
        "get": {
            **operation("getDescription", "This description", {"200": answers_json("It.", {"type": "object"})}),
            "security": [],
        }
    },
    "/livez": {"get": {**operation("alive", "Alive", {"200": answers_json("It is.", ref("Alive"))}), "security": []}},
    "/readyz": {
        "get": {
            **operation(
                "ready",
                "Each back end writes, reads back and deletes",
                {"200": answers_json("All do.", ref("Ready")), "503": answers_json("Not all do.", ref("Ready"))},
            ),
            "security": [],
        }
    },
    "/metrics": get("metrics", "Prometheus' text format", answers_bytes("Figures.", "text/plain"), also=()),
}
