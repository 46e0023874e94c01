"""Who acts for whom, and which ids are one person's."""

from flask import Blueprint, Response

from api.http.answers import answer, replay_headers
from api.http.front import caller, context
from api.http.requests import once, read_json
from api.http.reuse_bodies import EvidenceBody, LinkingBody, RepresentingBody
from api.http.reuse_shapes import link_json, representation_json
from api.services.evidence import Evidence
from api.services.filing import owner_of
from api.services.owners import Representing, end_representation, link_owner, register_representation
from models.dossier_code import parse_dossier_code
from models.identifiers import ComponentId, ProcedureCode

blueprint = Blueprint("owners", __name__, url_prefix="/v1")


@blueprint.post("/representations")
def register() -> Response:
    body = read_json(RepresentingBody)
    wanted = Representing(
        body.kind,
        owner_of(body.owner, "").id,
        owner_of(body.representative, "").id,
        _evidence(body.evidence),
        tuple(ProcedureCode(code) for code in body.procedures),
        body.valid_from,
        body.valid_to,
        body.attested,
    )
    key = once("representation", repr(wanted))
    replayed = replay_headers(key)
    response = answer(representation_json(register_representation(context(), caller(), wanted, key)), 201)
    response.headers.update(replayed)
    return response


@blueprint.delete("/representations/<id>")
def end(id: str) -> Response:
    return answer(representation_json(end_representation(context(), caller(), id)))


@blueprint.post("/owner-links")
def link() -> Response:
    body = read_json(LinkingBody)
    old, new, evidence = owner_of(body.old, "").id, owner_of(body.new, "").id, _evidence(body.evidence)
    key = once("owner-link", old, new, repr(evidence))
    replayed = replay_headers(key)
    response = answer(link_json(link_owner(context(), caller(), old, new, evidence, key)), 201)
    response.headers.update(replayed)
    return response


def _evidence(body: EvidenceBody) -> Evidence:
    return Evidence(parse_dossier_code(body.dossier), ComponentId(body.component))
