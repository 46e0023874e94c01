"""Reuse: what is on file for a dossier, looking at it, and taking it."""

from flask import Blueprint, Response, request
from msgspec.json import encode

from api.http.answers import answer, replay_headers
from api.http.front import caller, context
from api.http.requests import once, read_json
from api.http.reuse_bodies import EntryBody, TakingBody
from api.http.reuse_shapes import consent_json, reusable_json, taken_json
from api.http.shapes import dossier_path
from api.services.codes import redeem_code
from api.services.consenting import Ground
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
    if len(typed) > MOST_SOURCES:
        raise InvalidValue(
            f"Hãy nêu nhiều nhất {MOST_SOURCES} mã hồ sơ trong tham số from.",
            f"name at most {MOST_SOURCES} dossier codes in the parameter from",
            field="from",
        )
    canonical = parse_dossier_code(code)
    return answer(reusable_json(canonical, reusable(context(), caller(), canonical, typed)))


@blueprint.post("/reuse")
def taken(code: str) -> Response:
    body, canonical = read_json(TakingBody), parse_dossier_code(code)
    items = tuple(ReuseRequest(RequirementKey(wish.requirement), wish.item) for wish in body.items)
    source = parse_dossier_code(body.source) if body.source else None
    taking = Taking(items, body.purpose, Ground(body.consent, body.legal_basis), source)
    said = (source or "", encode(body.items).decode(), body.purpose, body.consent, body.legal_basis)
    key = once("reuse", canonical, *said)
    replayed = replay_headers(key)
    response = answer(
        taken_json(take(context(), caller(), canonical, taking, key)), 201, location=dossier_path(canonical)
    )
    response.headers.update(replayed)
    return response


@blueprint.post("/consents")
def consent(code: str) -> Response:
    body, canonical = read_json(EntryBody), parse_dossier_code(code)
    key = once("consent-code", canonical, body.code, body.purpose)
    replayed = replay_headers(key)
    kept = redeem_code(context(), caller(), canonical, body.code, body.purpose, key)
    response = answer(consent_json(kept, context().clock.now()), 201)
    response.headers.update(replayed)
    return response
