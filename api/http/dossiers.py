"""Dossiers: open, list, look at, move on."""

from flask import Blueprint, Response, request
from msgspec.json import encode

from api.http.answers import answer, next_link, replay_headers
from api.http.bodies import FilingBody, StateBody
from api.http.chain_shapes import on_file_json, view_tag
from api.http.front import caller, context
from api.http.requests import once, read_json, whole_number
from api.http.shapes import dossier_json, dossier_path, dossier_view_json
from api.services.asking import Ask, on_file_for
from api.services.dossiers import list_dossiers, set_state, view_dossier
from api.services.filing import Filing, open_dossier, owner_of
from models.dossier import DossierState
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue
from models.identifiers import AgencyCode, ProcedureCode, RequirementKey
from models.text import collapse, nfc

blueprint = Blueprint("dossiers", __name__, url_prefix="/v1/dossiers")


@blueprint.post("")
def create() -> Response:
    body = read_json(FilingBody)
    owner = owner_of(body.owner.id, body.owner.name)
    filing = Filing(ProcedureCode(body.procedure), AgencyCode(body.agency), owner, body.channel)
    key = once("open", body.procedure, body.agency, owner.id, owner.name, body.channel)
    replayed = replay_headers(key)
    dossier = open_dossier(context(), caller(), filing, key)
    held = on_file_for(context(), caller(), dossier)
    body_ = {**dossier_json(dossier), "on_file": on_file_json(held)}
    response = answer(body_, 201, dossier.version, dossier_path(dossier.code))
    response.headers.update(replayed)
    return response


@blueprint.get("")
def page() -> Response:
    limit = whole_number("limit", 20, 100)
    after = request.args.get("after")
    found = list_dossiers(context(), caller(), limit + 1, parse_dossier_code(after) if after else None)
    more = next_link(after=found[limit - 1].code) if len(found) > limit else None
    return answer({"dossiers": [dossier_json(dossier) for dossier in found[:limit]], "next": more})


@blueprint.get("/<code>")
def show(code: str) -> Response:
    view = view_dossier(context(), caller(), parse_dossier_code(code))
    held = on_file_for(context(), caller(), view.dossier)
    shown = {**dossier_view_json(view), "on_file": on_file_json(held)}
    return answer(shown, etag=view_tag(view.dossier.version, held))


@blueprint.post("/<code>/state")
def move(code: str) -> Response:
    body, canonical = read_json(StateBody), parse_dossier_code(code)
    note = collapse(nfc(body.note))[:2000]
    asks = [Ask(RequirementKey(one.requirement), one.reason, one.note) for one in body.requirements]
    key = once("state", canonical, str(body.state), note, *([encode(body.requirements).decode()] if asks else []))
    replayed = replay_headers(key)
    detail = {"note": note} if note else None
    dossier = set_state(context(), caller(), canonical, state_of(body.state), detail, key, asks)
    response = answer(dossier_json(dossier), etag=dossier.version)
    response.headers.update(replayed)
    return response


def state_of(number: int) -> DossierState:
    """Return the state of that number. Raises InvalidValue."""
    try:
        return DossierState(number)
    except ValueError as error:
        raise InvalidValue(
            f"Không có trạng thái {number}; trạng thái từ 1 đến 10.", f"there is no state {number}", field="state"
        ) from error
