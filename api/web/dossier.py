"""The page of one dossier."""

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from api.http.front import caller, context, front
from api.services.allowed import rights_in
from api.services.asking import REASONS
from api.services.dossiers import DossierView, right_for, view_dossier
from api.services.hindrances import hindrances_of
from api.services.reading_ledger import dossier_ledger
from api.services.results import ISSUING_STATES
from api.web.advice import advice_on_arrival
from api.web.checklist import SIDEWAYS, checklist_of, next_states, takes_papers
from api.web.messages import current_language
from api.web.on_file import on_file
from models.dossier_code import parse_dossier_code
from records.policy import Action

blueprint = Blueprint("dossier", __name__, url_prefix="/ho-so")


@blueprint.get("/<code>")
def show(code: str) -> Response:
    canonical = parse_dossier_code(code)
    if code != canonical:
        return redirect(f"/ho-so/{canonical}")
    view = view_dossier(context(), caller(), canonical)
    facts = page_facts(view)
    asked = on_file(canonical, request.args.get("tu", "").strip()) if facts["offered"] else None
    hindrances = hindrances_of(context(), caller(), view.dossier)
    page = render_template("dossier.html", asked=asked, reasons=REASONS, hindrances=hindrances, **facts)
    return make_response(page)


@blueprint.get("/<code>/dang-doc")
def live(code: str) -> Response:
    """Return the parts of the page that change while papers are read; 304 when nothing did."""
    view = view_dossier(context(), caller(), parse_dossier_code(code))
    response = make_response(render_template("live.html", **page_facts(view)))
    response.set_etag(f"{view.dossier.version}-{current_language()}")
    return response.make_conditional(request)


@blueprint.get("/<code>/nhat-ky")
def ledger(code: str) -> Response:
    canonical = parse_dossier_code(code)
    lines = dossier_ledger(context(), caller(), canonical)
    return make_response(render_template("dossier_ledger.html", code=canonical, lines=lines))


def page_facts(view: DossierView) -> Mapping[str, object]:
    """Return what the templates of a dossier need; `may` holds what the caller may do with it."""
    state = view.dossier.state
    may = rights_in(context(), caller(), view.dossier)
    result = state in ISSUING_STATES and view.procedure.result is not None
    return {
        "view": view,
        "may": may,
        "checklist": checklist_of(view),
        "arrived": advice_on_arrival(view.events),
        "next_states": [each for each in next_states(state) if right_for(each) in may],
        "sideways": SIDEWAYS,
        "open": takes_papers(state),
        "offered": takes_papers(state) and Action.OFFER in may,
        "issuing": result and Action.ISSUE in may,
        "max_bytes": front().context.limits.max_bytes,
    }
