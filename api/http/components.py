"""Components: send in, look at, correct, have read again."""

from flask import Blueprint, Response, request

from api.http.answers import answer, replay_headers
from api.http.bodies import ReviewBody
from api.http.front import caller, context, front
from api.http.requests import check_form, copy_kind, if_match, lane, once, read_file, read_json
from api.http.shapes import component_json, component_view_json, dossier_path, received_json
from api.services.dossiers import retry_component
from api.services.intake import Handed, arrive, put_in
from api.services.review import Correction, review_component
from api.services.viewing import look_at
from models.dossier_code import parse_dossier_code
from models.identifiers import ComponentId, DocumentType, RequirementKey
from models.procedure import CopyKind

blueprint = Blueprint("components", __name__, url_prefix="/v1/dossiers/<code>/components")


@blueprint.post("")
def add(code: str) -> Response:
    file, canonical = read_file(), parse_dossier_code(code)
    check_form("requirement", "copy_kind", "lane")
    requirement = RequirementKey(request.form["requirement"]) if request.form.get("requirement") else None
    name, kind = file.filename or "", copy_kind(CopyKind.PLAIN)
    arrived = arrive(context(), caller(), canonical, file.stream.read())
    key = once("component", canonical, arrived.stored.sha256, requirement or "", name, kind)
    replayed = replay_headers(key)
    paper = Handed(arrived.stored, name, requirement, kind, lane(), arrived.look)
    received = put_in(context(), caller(), arrived.dossier, paper, key)
    where = f"{dossier_path(canonical)}/components/{received.component.id}"
    response = answer(received_json(received), 202, received.component.revision, where)
    response.headers.update(replayed)
    return response


@blueprint.get("/<id>")
def show(code: str, id: str) -> Response:
    view = look_at(context(), caller(), parse_dossier_code(code), ComponentId(id))
    return answer(component_view_json(view), etag=view.component.revision)


@blueprint.patch("/<id>")
def review(code: str, id: str) -> Response:
    body, revision = read_json(ReviewBody), if_match()
    correction = Correction(
        state=body.review,
        compared_with_original=body.compared_with_original,
        type=DocumentType(body.type) if body.type is not None else None,
        fields=body.fields,
        note=body.note,
    )
    component = review_component(
        context(), caller(), parse_dossier_code(code), ComponentId(id), correction, revision, frozenset(front().types)
    )
    return answer(component_json(component), etag=component.revision)


@blueprint.post("/<id>/retry")
def retry(code: str, id: str) -> Response:
    canonical = parse_dossier_code(code)
    key = once("retry", canonical, id)
    replayed = replay_headers(key)
    retry_component(context(), caller(), canonical, ComponentId(id), key)
    response = answer({"id": id, "accepted": True}, 202, location=f"{dossier_path(canonical)}/components/{id}")
    response.headers.update(replayed)
    return response
