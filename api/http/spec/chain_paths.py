"""Paths and operations of asking for papers, and of intakes of linked procedures."""

from api.http.spec.operations import CODE, ONCE, get, operation
from api.http.spec.parts import (
    COPY_KIND,
    INTEGER,
    STRING,
    Schema,
    answers_json,
    body_form,
    body_json,
    enum,
    errors,
    in_path,
    record,
    ref,
)

_ID = in_path("id", STRING, "id of the intake")
_UPLOAD = record(
    "A paper for one of the steps.",
    ("step", "copy_kind", "lane"),
    file={"type": "string", "contentMediaType": "application/octet-stream"},
    requirement={**STRING, "description": "key of a requirement that the intake asks for"},
    step={**INTEGER, "description": "only where several steps ask for a paper under that key"},
    copy_kind=COPY_KIND,
    lane=enum("interactive", "bulk"),
)

CHAIN_PATHS: Schema = {
    "/v1/dossiers/{code}/requests": {
        "post": operation(
            "askForPaper",
            "Ask the owner for a paper; for one on file, with the reason",
            {"201": answers_json("Asked.", ref("Asked")), **errors(404, 409, 413, 422)},
            CODE,
            ONCE,
            body=body_json(ref("Ask")),
        ),
        **get("listAsked", "What was asked for, with the reasons", answers_json("All.", ref("AskedPage")), CODE),
    },
    "/v1/intakes": {
        "post": operation(
            "openIntake",
            "Open the dossiers of linked procedures at their agencies, all or none",
            {"201": answers_json("Opened.", ref("Intake"), "Location"), **errors(404, 409, 413, 422)},
            ONCE,
            body=body_json(ref("Joint")),
        )
    },
    "/v1/intakes/{id}": get(
        "getIntake",
        "An intake, with those of its dossiers that the caller may see",
        answers_json("Found.", ref("Intake")),
        _ID,
        also=(404,),
    ),
    "/v1/intakes/{id}/components": {
        "post": operation(
            "addIntakeComponent",
            "Send in a paper once; it goes to the step that needs it",
            {"202": answers_json("Stored and queued.", ref("Received")), **errors(404, 409, 413, 415, 422, 507)},
            _ID,
            ONCE,
            body=body_form(_UPLOAD),
        )
    },
}
