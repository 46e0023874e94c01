"""Schemas of what is on file, what is asked for, and intakes; the shapes are made in `api/http/chain_shapes.py`."""

from api.http.spec.parts import INTEGER, MOMENT, STRING, TEXTS, Schema, described, enum, many, nullable, record, ref
from models.dossier import Channel
from models.re_request import ReRequestReason

_REASON = enum(*(reason.value for reason in ReRequestReason))
_PERSON = record("A person.", ("name",), id=STRING, name=STRING)

ON_FILE = described(
    nullable(many(ref("OnFile"))),
    "what the owner has on file that may be reused; null for a caller who may not know, empty for a closed dossier",
)

CHAIN_SCHEMAS: Schema = {
    "OnFile": record(
        "Papers on file that fit one requirement; none of their content.",
        requirement=STRING,
        count=INTEGER,
        best=record(
            "The newest.",
            item=STRING,
            kind=enum("component", "result"),
            dossier=STRING,
            type=STRING,
            received_at=MOMENT,
        ),
    ),
    "Ask": record(
        "A paper that is wanted.",
        ("reason", "note"),
        requirement=STRING,
        reason=described(nullable(_REASON), "needed where one that fits is on file"),
        note=STRING,
    ),
    "Asked": record(
        "A paper that was asked for.",
        dossier=STRING,
        requirement=STRING,
        reason=described(nullable(_REASON), "null: nothing was on file"),
        said=described(nullable(STRING), "the reason, in Vietnamese"),
        said_en=nullable(STRING),
        note=STRING,
        on_file=described(many(STRING), "items that would have fitted"),
        by=STRING,
        at=MOMENT,
        handed_in_at=described(nullable(MOMENT), "when the paper came, though one that fits was on file"),
    ),
    "AskedPage": record("Oldest first.", requests=many(ref("Asked"))),
    "Joint": record(
        "Open the dossiers of linked procedures.",
        ("agencies", "applicant", "channel"),
        chain=described(STRING, "key of the linked procedures, such as birth"),
        owner=_PERSON,
        agencies=described(many(nullable(STRING)), "by step; null or left out: found by the tree"),
        applicant=nullable(_PERSON),
        channel=enum(*(channel.value for channel in Channel)),
    ),
    "Intake": record(
        "An intake with those of its steps that the caller may see; right after opening, all of them.",
        id=STRING,
        chain=STRING,
        name=STRING,
        agency=described(STRING, "who received it and takes the papers"),
        owner=STRING,
        opened_by=STRING,
        opened_at=MOMENT,
        steps=many(
            record(
                "One step.",
                step=INTEGER,
                waits_for=described(many(INTEGER), "earlier steps whose results it still waits for"),
                agency_name=STRING,
                procedure_name=STRING,
                dossier=ref("Dossier"),
            )
        ),
        asked=described(
            many(record("A paper.", step=INTEGER, requirement=ref("Requirement"))),
            "what is asked for once, at the intake, and the step that it goes to",
        ),
        links=TEXTS,
    ),
}
