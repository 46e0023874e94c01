"""The forms by which papers on file are used in a dossier, asked for again, or taken back."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from api.http.front import caller, context
from api.services.asking import Ask, ask_for
from api.services.codes import redeem_code
from api.services.consenting import Ground
from api.services.dossiers import set_state
from api.services.taking import Taking, take
from api.services.withdrawing import withdraw_use
from api.web.forms import back_to, says_errors
from api.web.messages import t
from models.dossier import DossierState
from models.dossier_code import parse_dossier_code
from models.errors import UsageError
from models.identifiers import ComponentId, DossierCode, RequirementKey
from models.re_request import ReRequestReason
from models.reuse import ReuseRequest

blueprint = Blueprint("reuse_writes", __name__, url_prefix="/ho-so/<code>")


def _panel(code: str) -> str:
    return f"/ho-so/{code}#lay-lai"


def _page(code: str) -> str:
    return f"/ho-so/{code}"


def _page_around(code: str, id: str) -> str:  # noqa: ARG001  # takes what the handler takes
    return f"/ho-so/{code}"


@blueprint.post("/dong-y")
@says_errors(_panel)
def consent(code: str) -> Response:
    """Enter the code that the owner showed; what follows rests on the consent that it stands for."""
    form = request.form
    redeem_code(context(), caller(), parse_dossier_code(code), form.get("code", ""), form.get("purpose", ""))
    return back_to(_panel(code), t("consent.recorded"))


@blueprint.post("/lay-lai")
@says_errors(_panel)
def reuse(code: str) -> Response:
    form = request.form
    wishes = [text.partition(":") for text in form.getlist("item")]
    items = tuple(ReuseRequest(RequirementKey(key), item) for key, _, item in wishes)
    source = parse_dossier_code(form["from"]) if form.get("from") else None
    canonical, purpose = parse_dossier_code(code), form.get("purpose", "")
    taken = take(context(), caller(), canonical, Taking(items, purpose, _ground(canonical, purpose), source))
    sources = ", ".join(dict.fromkeys(one.provenance.dossier for one in taken.components if one.provenance))
    said = t("reuse.taken", number=len(taken.components), code=sources)
    return back_to(f"/ho-so/{code}", " ".join((said, *taken.notices)))


def _ground(code: DossierCode, purpose: str) -> Ground:
    """Return the consent that the owner's one-time code stands for, or the law named, or neither: what is on file."""
    typed, law = request.form.get("code", "").strip(), request.form.get("legal_basis", "").strip()
    if typed:
        return Ground(redeem_code(context(), caller(), code, typed, purpose).id)
    return Ground(legal_basis=law)


@blueprint.post("/yeu-cau")
@says_errors(_panel)
def ask_again(code: str) -> Response:
    form = request.form
    reason = _reason(form.get("reason", ""))
    if reason is None:
        raise UsageError("Hãy chọn lý do yêu cầu nộp lại.", "choose why the paper is asked for again")
    ask = Ask(RequirementKey(form.get("requirement", "")), reason, form.get("note", ""))
    ask_for(context(), caller(), parse_dossier_code(code), ask)
    return back_to(f"/ho-so/{code}", t("ask.kept"))


@blueprint.post("/bo-sung")
@says_errors(_page)
def supplement(code: str) -> Response:
    """Ask for a supplement (state 5): each paper that is wanted, with a reason for what is on file."""
    form = request.form
    keys, note = form.getlist("item"), form.get("note", "")
    asks = [Ask(RequirementKey(key), _reason(form.get(f"reason-{key}", "")), note) for key in keys]
    state = DossierState.SUPPLEMENT_REQUESTED
    set_state(context(), caller(), parse_dossier_code(code), state, asks=asks)
    return back_to(_page(code), t("state.moved", state=t(f"state.{state.value}")))


def _reason(text: str) -> ReRequestReason | None:
    if text and text not in set(ReRequestReason):
        raise UsageError("Không có lý do này.", "there is no such reason")
    return ReRequestReason(text) if text else None


@blueprint.post("/thanh-phan/<id>/rut-lai")
@says_errors(_page_around)
def withdraw(code: str, id: str) -> Response:
    """End a use of the owner's own paper, by its owner."""
    withdraw_use(context(), caller(), ComponentId(id))
    return back_to(f"/ho-so/{code}", t("use.withdrawn"))
