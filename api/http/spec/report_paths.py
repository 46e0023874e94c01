"""Paths and schemas of indicators."""

from api.http.spec.operations import get
from api.http.spec.parts import DAY, INTEGER, STRING, Schema, answers_json, described, in_query, ref

REPORT_SCHEMAS: Schema = {
    "ReRequestCount": {
        "type": "object",
        "description": "Papers asked for again though on file, by the unit and all that lies below it.",
        "required": ["unit", "from", "to", "asked_again", "handed_in_though_on_file"],
        "additionalProperties": False,
        "properties": {
            "unit": STRING,
            "from": DAY,
            "to": DAY,
            "asked_again": described(INTEGER, "officers asked for, with a reason"),
            "handed_in_though_on_file": described(INTEGER, "of these, handed in again"),
        },
    }
}

REPORT_PATHS: Schema = {
    "/v1/reports/re-requests": get(
        "countReRequests",
        "Papers asked for again though on file",
        answers_json("Counted.", ref("ReRequestCount")),
        in_query("unit", STRING, "code of the unit"),
        in_query("from", DAY, "first day, Vietnamese time"),
        in_query("to", DAY, "last day, counted in"),
        also=(404, 422),
    )
}
