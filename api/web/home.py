"""The first page: the latest dossiers, and opening a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from api.http.answers import next_link
from api.http.front import ACTOR, context
from api.http.problems import Problem, problem_of
from api.services.catalogue import find_agencies, find_procedures
from api.services.dossiers import list_dossiers
from api.services.filing import Filing, open_dossier, owner_of
from api.web.errors import said
from models.dossier import Dossier
from models.dossier_code import parse_dossier_code
from models.errors import HosoError
from models.identifiers import AgencyCode, ProcedureCode
from models.procedure import Procedure

blueprint = Blueprint("home", __name__)

PAGE = 20


@dataclass(frozen=True, slots=True)
class Latest:
    """One page of dossiers and the address of the next, if there is one."""

    dossiers: Sequence[Dossier]
    more: str | None


@blueprint.get("/")
def show() -> Response:
    return _page({})


@blueprint.post("/ho-so")
def create() -> Response:
    form = request.form
    try:
        owner = owner_of(form.get("owner_id", ""), form.get("owner_name", ""))
        filing = Filing(ProcedureCode(form.get("procedure", "")), AgencyCode(form.get("agency", "")), owner)
        dossier = open_dossier(context(), ACTOR, filing)
    except HosoError as error:
        return _page(form, problem_of(error))
    return redirect(f"/ho-so/{dossier.code}", 303)


def _page(form: Mapping[str, str], problem: Problem | None = None) -> Response:
    procedures = find_procedures(context())
    page = render_template(
        "home.html",
        latest=_latest(),
        procedures=_by_field(procedures),
        procedure_names={procedure.code: procedure.name for procedure in procedures},
        agencies=find_agencies(context()),
        form=form,
        trouble=said(problem) if problem else "",
    )
    return make_response(page, problem.status if problem else 200)


def _latest() -> Latest:
    after = request.args.get("after")
    found = list_dossiers(context(), PAGE + 1, parse_dossier_code(after) if after else None)
    return Latest(found[:PAGE], next_link(after=found[PAGE - 1].code) if len(found) > PAGE else None)


def _by_field(procedures: Sequence[Procedure]) -> Mapping[str, Sequence[Procedure]]:
    fields = dict.fromkeys(procedure.field for procedure in procedures)
    return {field: [procedure for procedure in procedures if procedure.field == field] for field in fields}
