"""Asking owners for papers."""

from flask import Blueprint, Response

from api.http.answers import answer, replay_headers
from api.http.bodies import AskBody
from api.http.chain_shapes import request_json
from api.http.front import caller, context
from api.http.requests import once, read_json
from api.services.asking import Ask, ask_for, asked_in
from models.dossier_code import parse_dossier_code
from models.identifiers import RequirementKey

blueprint = Blueprint("asking", __name__, url_prefix="/v1/dossiers/<code>/requests")


@blueprint.post("")
def ask(code: str) -> Response:
    body, canonical = read_json(AskBody), parse_dossier_code(code)
    key = once("ask", canonical, body.requirement, body.reason or "", body.note)
    replayed = replay_headers(key)
    wanted = Ask(RequirementKey(body.requirement), body.reason, body.note)
    response = answer(request_json(ask_for(context(), caller(), canonical, wanted, key)), 201)
    response.headers.update(replayed)
    return response


@blueprint.get("")
def asked(code: str) -> Response:
    found = asked_in(context(), caller(), parse_dossier_code(code))
    return answer({"requests": [request_json(one) for one in found]})
