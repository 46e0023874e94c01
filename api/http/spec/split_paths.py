"""Path, operations and shapes of splitting a stack."""

from api.http.spec.operations import CODE, ONCE, get, operation
from api.http.spec.parts import (
    INTEGER,
    SHARE,
    STRING,
    Schema,
    answers_json,
    body_json,
    described,
    errors,
    in_header,
    in_path,
    many,
    record,
    ref,
)

_SPLIT = "/v1/dossiers/{code}/components/{id}/split"
_ID = in_path("id", STRING, "id of the component")
_PAGES: Schema = {"first_page": INTEGER, "last_page": INTEGER}

SPLIT_PATHS: Schema = {
    _SPLIT: {
        **get(
            "proposeSplit",
            "Where a stack would be cut",
            answers_json("Found.", ref("Split"), "ETag"),
            CODE,
            _ID,
            also=(403, 404, 409, 422),
        ),
        "post": operation(
            "confirmSplit",
            "File the papers of a stack; one part over all pages keeps it whole",
            {"201": answers_json("Filed.", ref("SplitDone")), **errors(400, 403, 404, 409, 412, 413, 422, 428)},
            CODE,
            _ID,
            ONCE,
            in_header("If-Match", "the component's ETag", required=True),
            body=body_json(ref("SplitWish")),
        ),
    },
}

SPLIT_SCHEMAS: Schema = {
    "PageRange": record("Pages of a file, numbered from 1, both included.", **_PAGES),
    "Split": record(
        "The papers of a stack, in order.",
        pages=INTEGER,
        parts=many(ref("SplitPart")),
        left_out=described(many(INTEGER), "separator sheets and blank pages between papers"),
    ),
    "SplitPart": record(
        "One paper of a stack.",
        **_PAGES,
        type=STRING,
        type_confidence=SHARE,
        confidence=described(SHARE, "how sure it is that a paper begins here"),
        cue=described(STRING, "the strongest sign: first, separator, title, nation, restart, number, blank, size"),
        reason=record("Why a paper begins here.", vi=STRING, en=STRING),
    ),
    "SplitWish": record("What a person confirms; the parts need not cover all pages.", parts=many(ref("PageRange"))),
    "SplitDone": record("The papers that were filed, or the one that was kept.", components=many(ref("Component"))),
}
