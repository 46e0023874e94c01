"""Procedures, agencies and document types, for pickers."""

from flask import Blueprint, Response, request

from api.http.answers import answer
from api.http.front import context, front
from api.http.shapes import agency_json, procedure_json
from api.services.catalogue import find_agencies, find_procedures

blueprint = Blueprint("catalogue", __name__, url_prefix="/v1")


@blueprint.get("/procedures")
def procedures() -> Response:
    found = find_procedures(context(), request.args.get("q", ""))
    return answer({"procedures": [procedure_json(procedure) for procedure in found]})


@blueprint.get("/agencies")
def agencies() -> Response:
    found = find_agencies(context(), request.args.get("q", ""))
    return answer({"agencies": [agency_json(agency) for agency in found]})


@blueprint.get("/document-types")
def document_types() -> Response:
    return answer({"document_types": [{"slug": slug, "name": name} for slug, name in front().types.items()]})
