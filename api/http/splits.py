"""The split of a stack: what is proposed, and what a person confirms."""

from flask import Blueprint, Response

from api.http.answers import answer, replay_headers
from api.http.bodies import SplitBody
from api.http.front import caller, context
from api.http.requests import if_match, once, read_json
from api.http.shapes import component_json
from api.services.splitting import propose_split, split
from api.shapes import Json
from models.component import PageRange
from models.dossier_code import parse_dossier_code
from models.identifiers import ComponentId
from models.split import Split, SplitPart

blueprint = Blueprint("splits", __name__, url_prefix="/v1/dossiers/<code>/components/<id>/split")


@blueprint.get("")
def show(code: str, id: str) -> Response:
    found = propose_split(context(), caller(), parse_dossier_code(code), ComponentId(id))
    return answer(split_json(found.split, found.component.version.pages), etag=found.component.revision)


@blueprint.post("")
def confirm(code: str, id: str) -> Response:
    body, revision = read_json(SplitBody), if_match()
    canonical = parse_dossier_code(code)
    parts = [PageRange(part.first_page, part.last_page) for part in body.parts]
    key = once("split", canonical, id, " ".join(f"{part.first}-{part.last}" for part in parts))
    replayed = replay_headers(key)
    made = split(context(), caller(), canonical, ComponentId(id), parts, revision, key)
    response = answer({"components": [component_json(component) for component in made]}, 201)
    response.headers.update(replayed)
    return response


def split_json(found: Split, pages: int) -> Json:
    """Return a proposed split; `left_out` are separators and blank sheets between papers."""
    return {"pages": pages, "parts": [part_json(part) for part in found.parts], "left_out": list(found.left_out)}


def part_json(part: SplitPart) -> Json:
    """Return one paper of a stack with the reason for its beginning in both languages."""
    return {
        "first_page": part.pages.first,
        "last_page": part.pages.last,
        "type": part.type,
        "type_confidence": round(part.type_confidence, 3),
        "confidence": part.confidence,
        "cue": part.cue,
        "reason": {"vi": part.vi, "en": part.en},
    }
