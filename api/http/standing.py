"""Standing of papers, and the alerts that follow from it."""

from flask import Blueprint, Response, request

from api.http.answers import answer, next_link, replay_headers
from api.http.bodies import Body
from api.http.front import caller, context
from api.http.requests import once, read_json, whole_number
from api.http.shapes import Json, dossier_path, moment
from api.services.alerts import Alert, alerts_for, alerts_of
from api.services.standing import Change, Stood, stand, standing_history
from models.dossier_code import parse_dossier_code
from models.identifiers import ComponentId, VersionId
from models.paper_state import PaperStanding, PaperState

blueprint = Blueprint("standing", __name__, url_prefix="/v1")


class StandingBody(Body, frozen=True):
    """`successor` is the version of the paper that replaces this one, for `superseded` only."""

    state: PaperState
    reason: str
    successor: str | None = None


@blueprint.post("/papers/<version>/standing")
def change(version: str) -> Response:
    body = read_json(StandingBody)
    successor = VersionId(body.successor) if body.successor else None
    key = once("standing", version, body.state, body.reason, successor or "")
    replayed = replay_headers(key)
    stood = stand(context(), caller(), VersionId(version), Change(body.state, body.reason, successor), key)
    response = answer(_stood_json(stood), 201)
    response.headers.update(replayed)
    return response


@blueprint.get("/papers/<version>/standing")
def history(version: str) -> Response:
    found = standing_history(context(), caller(), VersionId(version))
    return answer({"version": version, "standings": [_standing_json(one) for one in found]})


@blueprint.get("/alerts")
def alerts() -> Response:
    after = request.args.get("after")
    page = alerts_for(context(), caller(), whole_number("limit", 20, 100), ComponentId(after) if after else None)
    more = next_link(after=page.after) if page.after else None
    return answer({"alerts": [_alert_json(one) for one in page.alerts], "next": more})


@blueprint.get("/dossiers/<code>/alerts")
def alerts_of_dossier(code: str) -> Response:
    found = alerts_of(context(), caller(), parse_dossier_code(code))
    return answer({"alerts": [_alert_json(one) for one in found]})


def _standing_json(standing: PaperStanding) -> Json:
    return {
        "version": standing.version,
        "state": standing.state.value,
        "reason": standing.reason,
        "by": standing.by,
        "agency": standing.agency,
        "at": moment(standing.at),
        "successor": standing.successor,
    }


def _stood_json(stood: Stood) -> Json:
    return {"standing": _standing_json(stood.standing), "reached": len(stood.reached), "decided": stood.decided}


def _alert_json(alert: Alert) -> Json:
    return {
        "kind": alert.kind.value,
        "dossier": alert.dossier.code,
        "agency": alert.dossier.agency,
        "component": alert.link.id,
        "number": alert.link.number,
        "type": alert.link.type,
        "sentences": list(alert.vi),
        "last_day": alert.last.isoformat() if alert.last else None,
        "due_at": moment(alert.dossier.due_at),
        "links": {"dossier": dossier_path(alert.dossier.code)},
    }
