"""Paths, operations and schemas of standing, alerts and the change feed."""

from api.http.spec.operations import CODE, LIMIT, ONCE, get, operation
from api.http.spec.parts import (
    BOOLEAN,
    DAY,
    INTEGER,
    MOMENT,
    STRING,
    TEXTS,
    Schema,
    answers_json,
    body_json,
    described,
    enum,
    errors,
    in_path,
    in_query,
    many,
    nullable,
    record,
    ref,
)
from api.services.alerts import AlertKind
from api.services.changes import MOST
from models.paper_state import PaperState

_STATE = enum(*(state.value for state in PaperState))
_VERSION = in_path("version", STRING, "id of a paper version, as in `version.id`")

STANDING_SCHEMAS: Schema = {
    "StandingChange": record(
        "Suspend, reinstate (`active`), revoke or supersede a paper.",
        ("successor",),
        state=_STATE,
        reason=described(STRING, "1 to 1000 characters; the owner and every agency that used the paper read it"),
        successor=described(nullable(STRING), "version that replaces it; for superseded only"),
    ),
    "Standing": record(
        "One change of standing.",
        version=STRING,
        state=_STATE,
        reason=STRING,
        by=STRING,
        agency=nullable(STRING),
        at=MOMENT,
        successor=nullable(STRING),
    ),
    "Stood": record(
        "What was kept, and whom it reached.",
        standing=ref("Standing"),
        reached=described(INTEGER, "open dossiers that used the paper and were told"),
        decided=described(INTEGER, "decided dossiers that had used it; they stay as they are"),
    ),
    "Standings": record("Oldest first; none: it was always active.", version=STRING, standings=many(ref("Standing"))),
    "Alert": record(
        "A reused paper of an open dossier that somebody should act on.",
        kind=enum(*(kind.value for kind in AlertKind)),
        dossier=STRING,
        agency=STRING,
        component=STRING,
        number=INTEGER,
        type=STRING,
        sentences=described(many(STRING), "Vietnamese, one thing each"),
        last_day=described(nullable(DAY), "last day of validity, where that is the matter"),
        due_at=nullable(MOMENT),
        links=TEXTS,
    ),
    "AlertPage": record(
        "A page may be empty and still have a next one.", alerts=many(ref("Alert")), next=nullable(STRING)
    ),
    "Alerts": record("Alerts of one dossier.", alerts=many(ref("Alert"))),
    "Change": record(
        "An event in its place of the feed; the kinds are listed in docs/reuse.md.",
        id=described(STRING, "its place: counts from 1, never changes"),
        dossier=STRING,
        at=MOMENT,
        kind=STRING,
        actor=STRING,
        detail=TEXTS,
    ),
    "Changes": record(
        "In the order of the feed.",
        changes=many(ref("Change")),
        next=described(STRING, "to be given as `since` next time, also when nothing came"),
        more=described(BOOLEAN, "there is more already"),
    ),
}

STANDING_PATHS: Schema = {
    "/v1/papers/{version}/standing": {
        "post": operation(
            "changeStanding",
            "Suspend, reinstate, revoke or supersede a paper",
            {
                "201": answers_json("Kept; every open dossier that used it was told.", ref("Stood")),
                **errors(404, 409, 413, 422),
            },
            _VERSION,
            ONCE,
            body=body_json(ref("StandingChange")),
        ),
        **get("listStandings", "How a paper stood", answers_json("Found.", ref("Standings")), _VERSION, also=(404,)),
    },
    "/v1/alerts": get(
        "listAlerts",
        "Reused papers of open dossiers that are no longer good, or will not be when the dossier is due",
        answers_json("Found.", ref("AlertPage")),
        LIMIT,
        in_query("after", STRING, "from `next`"),
        also=(422,),
    ),
    "/v1/dossiers/{code}/alerts": get(
        "listAlertsOfDossier", "The same of one dossier", answers_json("Found.", ref("Alerts")), CODE
    ),
    "/v1/changes": get(
        "listChanges",
        "What happened in all dossiers that the caller may see, in one order",
        answers_json("Found.", ref("Changes")),
        in_query("since", STRING, "`next` of the page before; left out or 0: from the beginning"),
        in_query("limit", {**INTEGER, "minimum": 1, "maximum": MOST, "default": 100}, "changes a page"),
        also=(422,),
    ),
}
