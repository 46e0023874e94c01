"""The page of one dossier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from api.http.front import ACTOR, context, front
from api.http.problems import problem_of
from api.services.dossiers import DossierView, view_dossier
from api.services.offers import RequirementOffers, reusable
from api.services.results import ISSUING_STATES
from api.web.checklist import checklist_of, next_states, takes_papers
from api.web.errors import said
from api.web.messages import current_language
from models.dossier_code import parse_dossier_code
from models.errors import HosoError
from models.identifiers import DossierCode
from models.procedure import Requirement
from models.reuse import Offer

blueprint = Blueprint("dossier", __name__, url_prefix="/ho-so")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is on offer for one requirement: papers of a type that it takes, and, folded away, all others."""

    requirement: Requirement
    fitting: Sequence[Offer]
    others: Sequence[Offer]


@dataclass(frozen=True, slots=True)
class Asked:
    """An earlier code that was typed, with what it offers or why it offers nothing."""

    typed: str = ""
    source: str = ""
    offers: Sequence[Choice] = ()
    trouble: str = ""

    @property
    def any_reusable(self) -> bool:
        return any(offer.reusable for entry in self.offers for offer in entry.fitting)


@blueprint.get("/<code>")
def show(code: str) -> Response:
    canonical = parse_dossier_code(code)
    if code != canonical:
        return redirect(f"/ho-so/{canonical}")
    view = view_dossier(context(), canonical)
    asked = _ask(canonical, request.args.get("tu", "").strip())
    return make_response(render_template("dossier.html", asked=asked, **page_facts(view)))


@blueprint.get("/<code>/dang-doc")
def live(code: str) -> Response:
    """Return the parts of the page that change while papers are read; 304 when nothing did."""
    view = view_dossier(context(), parse_dossier_code(code))
    response = make_response(render_template("live.html", **page_facts(view)))
    response.set_etag(f"{view.dossier.version}-{current_language()}")
    return response.make_conditional(request)


def page_facts(view: DossierView) -> Mapping[str, object]:
    """Return what the templates of a dossier need."""
    state = view.dossier.state
    return {
        "view": view,
        "checklist": checklist_of(view),
        "next_states": next_states(state),
        "open": takes_papers(state),
        "issuing": state in ISSUING_STATES and view.procedure.result is not None,
        "max_bytes": front().context.limits.max_bytes,
    }


def _ask(target: DossierCode, typed: str) -> Asked:
    if not typed:
        return Asked()
    try:
        source = parse_dossier_code(typed)
        found = reusable(context(), ACTOR, target, [source])
        return Asked(typed, source, [_choice(entry) for entry in found])
    except HosoError as error:
        return Asked(typed, trouble=said(problem_of(error)))


def _choice(entry: RequirementOffers) -> Choice:
    fitting = [o for o in entry.offers if o.reusable or o.item.type in entry.requirement.accepts]
    return Choice(entry.requirement, fitting, [offer for offer in entry.offers if offer not in fitting])
