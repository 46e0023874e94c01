"""How a paper stands, and changing it: the form on the page of a paper, for officers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.wrappers import Response

from api.http.front import caller, context
from api.services.hindrances import standing_of
from api.services.standing import NEXT, Change, stand
from api.services.viewing import look_at
from api.web.forms import back_to, says_errors
from api.web.messages import t
from models.component import Component, ReviewState
from models.dossier_code import parse_dossier_code
from models.errors import UsageError
from models.identifiers import ComponentId, VersionId
from models.paper_state import PaperStanding, PaperState
from records.policy import Action
from records.reuse import Item

blueprint = Blueprint("standing_page", __name__, url_prefix="/ho-so/<code>/thanh-phan/<id>/hieu-luc")


@dataclass(frozen=True, slots=True)
class Stance:
    """How a paper stands now, how it came to it, what may follow, and the papers that could replace it."""

    state: PaperState
    history: Sequence[PaperStanding]
    following: Sequence[PaperState]
    successors: Sequence[Item]


def stance_of(component: Component, may: frozenset[Action]) -> Stance | None:
    """Return what the form needs; None where the caller may not change how this paper stands."""
    if Action.STAND not in may or component.provenance or component.review.state is not ReviewState.APPROVED:
        return None
    found = standing_of(context(), caller(), component)
    state = found.history[-1].state if found.history else PaperState.ACTIVE
    following = [
        one for one in PaperState if one in NEXT[state] and (one is not PaperState.SUPERSEDED or found.successors)
    ]
    return Stance(state, found.history, following, found.successors)


def _paper(code: str, id: str) -> str:
    return f"/ho-so/{code}/thanh-phan/{id}"


@blueprint.post("")
@says_errors(_paper)
def change(code: str, id: str) -> Response:
    form = request.form
    if form.get("state") not in set(PaperState):
        raise UsageError("Hãy chọn tình trạng mới của giấy tờ.", "choose how the paper shall stand")
    state = PaperState(form["state"])
    paper = look_at(context(), caller(), parse_dossier_code(code), ComponentId(id)).component
    successor = VersionId(form["successor"]) if state is PaperState.SUPERSEDED and form.get("successor") else None
    stood = stand(context(), caller(), paper.version.id, Change(state, form.get("reason", ""), successor))
    return back_to(_paper(code, id), t("standing.kept", reached=len(stood.reached), decided=stood.decided))
