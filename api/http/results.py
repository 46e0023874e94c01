"""Results: what the agency issues at the end."""

from flask import Blueprint, Response, request

from api.http.answers import answer, replay_headers
from api.http.downloads import download
from api.http.front import caller, context, front
from api.http.requests import check_form, chunks, copy_kind, decode, once, read_file
from api.http.shapes import result_json
from api.services.content import result_original, view_result
from api.services.intake import receive
from api.services.results import Issue, issue_result
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue
from models.identifiers import DocumentType, ResultId, VersionId
from models.procedure import CopyKind
from records.policy import Action

blueprint = Blueprint("results", __name__, url_prefix="/v1/dossiers/<code>/results")


@blueprint.post("")
def issue(code: str) -> Response:
    file, canonical = read_file(), parse_dossier_code(code)
    check_form("document_number", "type", "fields", "copy_kind", "supersedes")
    wanted = issue_of_form()
    stored = receive(context(), caller(), Action.ISSUE, canonical, chunks(file))
    said = sorted(f"{name}={value}" for name, value in request.form.items() if name != "csrf")
    key = once("result", canonical, stored.sha256, *said)
    replayed = replay_headers(key)
    result = issue_result(context(), caller(), canonical, stored, file.filename or "", wanted, key)
    body = result_json(result)
    response = answer(body, 201, location=body["links"]["self"])
    response.headers.update(replayed)
    return response


@blueprint.get("/<id>")
def show(code: str, id: str) -> Response:
    return answer(result_json(view_result(context(), caller(), parse_dossier_code(code), ResultId(id))))


@blueprint.get("/<id>/content")
def content(code: str, id: str) -> Response:
    return download(result_original(context(), caller(), parse_dossier_code(code), ResultId(id)))


def issue_of_form() -> Issue:
    """Return what the form says of a result. Raises InvalidValue that names the field."""
    number = request.form.get("document_number", "").strip()
    if not 1 <= len(number) <= 100:
        raise InvalidValue(
            "Hãy nêu số của kết quả (document_number), 1–100 ký tự.",
            "name the result's number (document_number), 1 to 100 characters",
            field="document_number",
        )
    text = request.form.get("fields")
    fields: dict[str, str] = decode(text, dict[str, str], "fields") if text else {}
    replaced = request.form.get("supersedes")
    old = VersionId(replaced) if replaced else None
    return Issue(number, _type_of_form(), fields, copy_kind(CopyKind.ORIGINAL), old)


def _type_of_form() -> DocumentType | None:
    type_ = request.form.get("type")
    if type_ and type_ not in front().types:
        raise InvalidValue(f"Không có loại giấy tờ “{type_}”.", f"there is no document type “{type_}”", field="type")
    return DocumentType(type_) if type_ else None
