"""The forms on the page of a dossier."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from api.http.front import caller, context
from api.http.requests import chunks, copy_kind, read_file
from api.http.results import issue_of_form
from api.services.dossiers import retry_component, set_state
from api.services.intake import Handed, arrive, put_in, receive
from api.services.results import issue_result
from api.web.advice import flash_advice
from api.web.forms import back_to, says_errors
from api.web.messages import t
from models.dossier import DossierState
from models.dossier_code import parse_dossier_code
from models.errors import UsageError
from models.identifiers import ComponentId, RequirementKey
from models.procedure import CopyKind
from records.policy import Action

blueprint = Blueprint("dossier_writes", __name__, url_prefix="/ho-so/<code>")


def _page(code: str) -> str:
    return f"/ho-so/{code}"


def _page_around(code: str, id: str) -> str:  # noqa: ARG001  # takes what the handler takes
    return _page(code)


@blueprint.post("/thanh-phan")
@says_errors(_page)
def upload(code: str) -> Response:
    file = read_file()
    requirement = RequirementKey(request.form["requirement"]) if request.form.get("requirement") else None
    name, kind = file.filename or "", copy_kind(CopyKind.PLAIN)
    arrived = arrive(context(), caller(), parse_dossier_code(code), file.stream.read())
    paper = Handed(arrived.stored, name, requirement, kind, look=arrived.look)
    received = put_in(context(), caller(), arrived.dossier, paper)
    flash_advice(received.advice)
    return back_to(_page(code), t("upload.same" if received.same_as else "upload.stored"))


@blueprint.post("/trang-thai")
@says_errors(_page)
def move(code: str) -> Response:
    text = request.form.get("state", "")
    if text not in {str(state.value) for state in DossierState}:
        raise UsageError("Hãy chọn trạng thái.", "choose a state")
    set_state(context(), caller(), parse_dossier_code(code), DossierState(int(text)))
    return back_to(_page(code), t("state.moved", state=t(f"state.{text}")))


@blueprint.post("/ket-qua")
@says_errors(_page)
def result(code: str) -> Response:
    file, issue = read_file(), issue_of_form()
    stored = receive(context(), caller(), Action.ISSUE, parse_dossier_code(code), chunks(file))
    issue_result(context(), caller(), parse_dossier_code(code), stored, file.filename or "", issue)
    return back_to(_page(code), t("result.kept"))


@blueprint.post("/thanh-phan/<id>/doc-lai")
@says_errors(_page_around)
def retry(code: str, id: str) -> Response:
    retry_component(context(), caller(), parse_dossier_code(code), ComponentId(id))
    return back_to(_page(code), t("paper.retried"))
