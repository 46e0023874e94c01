"""The first page: the latest dossiers, and opening a new one, for whom the caller may open any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from api.http.answers import next_link
from api.http.front import caller, context
from api.http.problems import Problem, problem_of
from api.services.alerts import alerts_for
from api.services.allowed import agencies_of, may_ever, owners_of
from api.services.catalogue import find_agencies, find_procedures
from api.services.dossiers import list_dossiers
from api.services.filing import Filing, open_dossier, owner_of
from api.web.errors import said
from models.agency import Agency
from models.dossier import Channel, Dossier, Owner
from models.dossier_code import parse_dossier_code
from models.errors import HosoError
from models.identifiers import AgencyCode, OwnerId, ProcedureCode
from models.procedure import Online, Procedure
from records.policy import Action

blueprint = Blueprint("home", __name__)

PAGE = 20
MOST_ALERTS = 20
"""Uses in open dossiers looked at for the first page."""


@dataclass(frozen=True, slots=True)
class Latest:
    """One page of dossiers and the address of the next, if there is one."""

    dossiers: Sequence[Dossier]
    more: str | None


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new dossier may be: procedures by field, agencies, and for a citizen the owners they may act for."""

    procedures: Mapping[str, Sequence[Procedure]]
    agencies: Sequence[Agency]
    owners: Sequence[OwnerId]


@blueprint.get("/")
def show() -> Response:
    return _page({})


@blueprint.post("/ho-so")
def create() -> Response:
    form = request.form
    channel = Channel.ONLINE if caller().owner else Channel.COUNTER
    try:
        agency = AgencyCode(form.get("agency", ""))
        filing = Filing(ProcedureCode(form.get("procedure", "")), agency, _owner(form), channel)
        dossier = open_dossier(context(), caller(), filing)
    except HosoError as error:
        return _page(form, problem_of(error))
    return redirect(f"/ho-so/{dossier.code}", 303)


def _owner(form: Mapping[str, str]) -> Owner:
    """Return the owner named; a citizen's own name is known."""
    mine = caller()
    name = mine.name if mine.owner and form.get("owner_id") == mine.owner else form.get("owner_name", "")
    return owner_of(form.get("owner_id", ""), name)


def _page(form: Mapping[str, str], problem: Problem | None = None) -> Response:
    procedures = find_procedures(context())
    page = render_template(
        "home.html",
        latest=_latest(),
        alerts=alerts_for(context(), caller(), MOST_ALERTS).alerts if may_ever(caller(), Action.READ) else (),
        opening=_opening(procedures) if may_ever(caller(), Action.OPEN) else None,
        procedure_names={procedure.code: procedure.name for procedure in procedures},
        form=form,
        trouble=said(problem) if problem else "",
    )
    return make_response(page, problem.status if problem else 200)


def _latest() -> Latest:
    after = request.args.get("after")
    found = list_dossiers(context(), caller(), PAGE + 1, parse_dossier_code(after) if after else None)
    return Latest(found[:PAGE], next_link(after=found[PAGE - 1].code) if len(found) > PAGE else None)


def _opening(procedures: Sequence[Procedure]) -> Opening:
    """Return what this caller may open: at their own agency, or online and for themselves."""
    mine, owners = agencies_of(context(), caller()), owners_of(context(), caller())
    agencies = [agency for agency in find_agencies(context()) if mine is None or agency.code in mine]
    levels = {agency.level for agency in agencies}
    fitting = [
        procedure
        for procedure in procedures
        if levels.intersection(procedure.levels) and (not owners or procedure.online is not Online.NONE)
    ]
    return Opening(_by_field(fitting), agencies, owners)


def _by_field(procedures: Sequence[Procedure]) -> Mapping[str, Sequence[Procedure]]:
    fields = dict.fromkeys(procedure.field for procedure in procedures)
    return {field: [procedure for procedure in procedures if procedure.field == field] for field in fields}
