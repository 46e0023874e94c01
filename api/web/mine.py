"""Pages of a signed-in owner: the papers on file (*kho dữ liệu điện tử*), one-time codes, consents, and all uses."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from api.http.answers import next_link
from api.http.front import caller, context
from api.http.requests import whole_number
from api.services.allowed import owners_of
from api.services.catalogue import find_agencies, find_procedures
from api.services.codes import CodeWanted, make_code
from api.services.consents import LONGEST, Giving, give_consent, list_consents
from api.services.filing import owner_of
from api.services.own import admit_owner
from api.services.owners import end_representation, list_representations
from api.services.repository import own_papers, own_uses
from api.services.withdrawing import withdraw_consent, withdraw_use
from api.web.forms import back_to, says_errors
from api.web.messages import t
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue
from models.identifiers import AgencyCode, ComponentId, OwnerId, ProcedureCode
from models.time import civil_day
from records.policy import Action

blueprint = Blueprint("mine_page", __name__, url_prefix="/cua-toi")

PAGE = 20
CONSENTS, USES = "/cua-toi/dong-y", "/cua-toi/su-dung"


def _back_to_consents(id: str) -> str:  # noqa: ARG001  # takes what the handler takes
    return CONSENTS


def _back_to_uses(id: str) -> str:  # noqa: ARG001  # takes what the handler takes
    return USES


@blueprint.get("")
def papers() -> Response:
    page = own_papers(context(), caller(), PAGE, request.args.get("after"), _owner())
    more = next_link(after=page.after) if page.after else None
    return _render("my_papers.html", papers=page.papers, more=more)


@blueprint.get("/dong-y")
def consents() -> Response:
    return _consents()


@blueprint.post("/ma")
@says_errors(lambda: CONSENTS)
def code() -> Response:
    """Make a code and show it; as nobody can read it again, it stands on this answer alone."""
    made, shown = make_code(context(), caller(), CodeWanted(_procedure(), _agency(), _owner()))
    return _consents(made=made, shown=shown)


@blueprint.post("/dong-y")
@says_errors(lambda: CONSENTS)
def give() -> Response:
    form = request.form
    dossier = parse_dossier_code(form["dossier"]) if form.get("dossier", "").strip() else None
    give_consent(
        context(), caller(), Giving(form.get("purpose", ""), _until(), _procedure(), _agency(), dossier, _owner())
    )
    return back_to(_for_owner(CONSENTS), t("consent.kept"))


@blueprint.post("/dong-y/<id>/rut-lai")
@says_errors(_back_to_consents)
def end_consent(id: str) -> Response:
    _, reached = withdraw_consent(context(), caller(), id)
    said = t("consent.withdrawn", ended=len(reached.withdrawn), kept=len(reached.kept))
    return back_to(_for_owner(CONSENTS), said)


@blueprint.post("/dai-dien/<id>/ket-thuc")
@says_errors(_back_to_consents)
def end_acting(id: str) -> Response:
    """End a representation, by the owner or by who represents."""
    end_representation(context(), caller(), id)
    return back_to(CONSENTS, t("acting.ended"))


@blueprint.get("/su-dung")
def uses() -> Response:
    after = whole_number("after", 1, 999_999_999) if "after" in request.args else None
    page = own_uses(context(), caller(), PAGE, after, _owner())
    more = next_link(after=page.after) if page.after else None
    return _render("my_uses.html", lines=page.lines, more=more)


@blueprint.post("/su-dung/<id>/rut-lai")
@says_errors(_back_to_uses)
def end_use(id: str) -> Response:
    withdraw_use(context(), caller(), ComponentId(id))
    return back_to(_for_owner(USES), t("use.withdrawn"))


def _consents(**facts: object) -> Response:
    today = civil_day(context().clock.now())
    of_me, by_me = list_representations(context(), caller())
    return _render(
        "my_consents.html",
        consents=list_consents(context(), caller(), _owner()),
        procedures={one.code: one.name for one in find_procedures(context())},
        today=today,
        latest=today + LONGEST,
        usual=today + timedelta(days=30),
        now=context().clock.now(),
        acting=[one for one in (*of_me, *by_me) if one.in_force(today)],
        **facts,
    )


def _render(template: str, **facts: object) -> Response:
    """Return a page of the owner in question, who may be somebody whom the caller represents."""
    mine = admit_owner(context(), caller(), Action.CONSENT, _owner())
    agencies: Mapping[str, str] = {one.code: one.name for one in find_agencies(context())}
    owners = owners_of(context(), caller())
    return make_response(render_template(template, owner=mine, owners=owners, agencies=agencies, **facts))


def _for_owner(address: str) -> str:
    owner = _owner()
    return f"{address}?chu={owner}" if owner and owner != caller().owner else address


def _owner() -> OwnerId | None:
    typed = request.values.get("chu", "")
    return owner_of(typed, "").id if typed else None


def _procedure() -> ProcedureCode | None:
    return ProcedureCode(request.form["procedure"]) if request.form.get("procedure") else None


def _agency() -> AgencyCode | None:
    return AgencyCode(request.form["agency"]) if request.form.get("agency") else None


def _until() -> date:
    try:
        return date.fromisoformat(request.form.get("until", ""))
    except ValueError as error:
        raise InvalidValue("Hãy chọn ngày cuối của sự đồng ý.", "choose the last day of the consent") from error
