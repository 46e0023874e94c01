"""Intakes of linked procedures."""

from flask import Blueprint, Response, request
from msgspec.json import encode

from api.http.answers import answer, replay_headers
from api.http.bodies import IntakeBody
from api.http.chain_shapes import intake_json, intake_path
from api.http.front import caller, context
from api.http.requests import check_form, copy_kind, lane, once, read_file, read_json
from api.http.shapes import received_json
from api.services.chain_papers import dossier_for
from api.services.chains import Joint, open_intake, view_intake
from api.services.filing import owner_of
from api.services.intake import Handed, put_in, take_in
from models.errors import InvalidValue
from models.identifiers import AgencyCode, ChainKey, RequirementKey
from models.procedure import CopyKind

blueprint = Blueprint("chains", __name__, url_prefix="/v1/intakes")


@blueprint.post("")
def create() -> Response:
    body = read_json(IntakeBody)
    applicant = owner_of(body.applicant.id, body.applicant.name) if body.applicant else None
    joint = Joint(
        chain=ChainKey(body.chain),
        owner=owner_of(body.owner.id, body.owner.name),
        agencies=tuple(AgencyCode(code) if code else None for code in body.agencies),
        channel=body.channel,
        applicant=applicant,
    )
    key = once("intake", encode(body).decode())
    replayed = replay_headers(key)
    view = open_intake(context(), caller(), joint, key)
    response = answer(intake_json(view), 201, location=intake_path(view.intake.id))
    response.headers.update(replayed)
    return response


@blueprint.get("/<id>")
def show(id: str) -> Response:
    return answer(intake_json(view_intake(context(), caller(), id)))


@blueprint.post("/<id>/components")
def add(id: str) -> Response:
    """Take a paper for whichever step needs it; the caller need not be one who sees that step's dossier."""
    file = read_file()
    check_form("requirement", "step", "copy_kind", "lane")
    requirement, name, kind = RequirementKey(request.form.get("requirement", "")), file.filename or "", _kind()
    dossier = dossier_for(context(), caller(), id, requirement, _step())
    arrived = take_in(context(), dossier, file.stream.read())
    key = once("intake-component", id, arrived.stored.sha256, dossier.code, requirement, name, kind)
    replayed = replay_headers(key)
    paper = Handed(arrived.stored, name, requirement, kind, lane(), arrived.look)
    received = put_in(context(), caller(), dossier, paper, key)
    response = answer(received_json(received), 202)
    response.headers.update(replayed)
    return response


def _kind() -> CopyKind:
    return copy_kind(CopyKind.PLAIN)


def _step() -> int | None:
    """Return the step that the form names. Raises InvalidValue for what is no number."""
    text = request.form.get("step", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 4):
        raise InvalidValue("Bước (step) là một số, từ 1.", "the step is a number, from 1", field="step")
    return int(text) if text else None
