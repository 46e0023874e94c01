"""Reuse: what earlier dossiers offer, and taking it."""

from flask import Blueprint, Response, request
from msgspec.json import encode

from api.http.answers import answer, replay_headers
from api.http.bodies import TakingBody
from api.http.front import ACTOR, context
from api.http.requests import once, read_json
from api.http.shapes import component_json, dossier_path, offers_json
from api.services.offers import reusable
from api.services.taking import Taking, take
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue
from models.identifiers import RequirementKey
from models.reuse import ReuseRequest

blueprint = Blueprint("reuse", __name__, url_prefix="/v1/dossiers/<code>")

MOST_SOURCES = 20
"""Codes asked for at once; more would be guessing."""


@blueprint.get("/reusable")
def offers(code: str) -> Response:
    typed = request.args.getlist("from")
    if not 1 <= len(typed) <= MOST_SOURCES:
        raise InvalidValue(
            f"Hãy nêu từ 1 đến {MOST_SOURCES} mã hồ sơ trong tham số from.",
            f"name 1 to {MOST_SOURCES} dossier codes in the parameter from",
            field="from",
        )
    canonical, sources = parse_dossier_code(code), list(dict.fromkeys(parse_dossier_code(text) for text in typed))
    found = reusable(context(), ACTOR, canonical, sources)
    return answer({"dossier": canonical, "from": sources, "requirements": [offers_json(entry) for entry in found]})


@blueprint.post("/reuse")
def taken(code: str) -> Response:
    body, canonical = read_json(TakingBody), parse_dossier_code(code)
    items = tuple(ReuseRequest(RequirementKey(wish.requirement), wish.item) for wish in body.items)
    taking = Taking(parse_dossier_code(body.source), items, body.purpose, body.consent)
    key = once("reuse", canonical, taking.source, encode(body.items).decode(), body.purpose, body.consent)
    replayed = replay_headers(key)
    components = take(context(), ACTOR, canonical, taking, key)
    body_json = {"components": [component_json(component) for component in components]}
    response = answer(body_json, 201, location=dossier_path(canonical))
    response.headers.update(replayed)
    return response
