"""Registering who acts for whom, and which ids are one person's, with the evidence beside the form."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from api.http.front import caller, context
from api.services.allowed import rights_in
from api.services.evidence import Evidence
from api.services.filing import owner_of
from api.services.owners import EVIDENCE, IDENTITY_CARD, Representing, link_owner, register_representation
from api.services.viewing import look_at
from api.web.forms import back_to, says_errors
from api.web.messages import t
from models.component import Component, ReviewState
from models.consent import RepresentationKind
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue, UsageError
from models.identifiers import ComponentId, DocumentType, ProcedureCode
from records.policy import Action

blueprint = Blueprint("attest_page", __name__, url_prefix="/ho-so/<code>/thanh-phan/<id>/chung-minh")


def provable(type: DocumentType) -> Sequence[str]:
    """Return what a paper of this type can prove: kinds of representation, and `link` for an identity card."""
    return [*(kind.value for kind, wanted in EVIDENCE.items() if wanted == type), *(["link"] * (type == IDENTITY_CARD))]


def proves(component: Component, may: frozenset[Action]) -> bool:
    """Say whether an officer may attest something by this paper: compared, approved, in this very dossier."""
    review = component.review
    ready = review.state is ReviewState.APPROVED and review.compared_with_original and component.provenance is None
    return ready and Action.ATTEST in may and bool(provable(component.type))


def _here(code: str, id: str) -> str:
    return f"/ho-so/{code}/thanh-phan/{id}/chung-minh"


def _paper(code: str, id: str) -> str:
    return f"/ho-so/{code}/thanh-phan/{id}"


@blueprint.get("")
@says_errors(_paper)
def show(code: str, id: str) -> Response:
    view = look_at(context(), caller(), parse_dossier_code(code), ComponentId(id))
    if not proves(view.component, rights_in(context(), caller(), view.dossier)):
        raise UsageError(
            "Giấy tờ này chưa dùng làm bằng chứng được: cần được đối chiếu và duyệt trước.",
            "this paper proves nothing yet: compare and approve it first",
        )
    page = render_template(
        "attest.html", component=view.component, dossier=view.dossier, kinds=provable(view.component.type)
    )
    return make_response(page)


@blueprint.post("/dai-dien")
@says_errors(_here)
def represent(code: str, id: str) -> Response:
    form = request.form
    if form.get("kind") not in set(RepresentationKind):
        raise UsageError("Hãy chọn căn cứ đại diện.", "choose on what ground the person acts")
    wanted = Representing(
        RepresentationKind(form["kind"]),
        owner_of(form.get("owner", ""), "").id,
        owner_of(form.get("representative", ""), "").id,
        Evidence(parse_dossier_code(code), ComponentId(id)),
        tuple(ProcedureCode(text) for text in form.get("procedures", "").split()),
        _day("valid_from"),
        _day("valid_to"),
        attested="attested" in form,
    )
    register_representation(context(), caller(), wanted)
    return back_to(_paper(code, id), t("attest.kept"))


@blueprint.post("/so-cu")
@says_errors(_here)
def link(code: str, id: str) -> Response:
    old, new = (owner_of(request.form.get(name, ""), "").id for name in ("old", "new"))
    link_owner(context(), caller(), old, new, Evidence(parse_dossier_code(code), ComponentId(id)))
    return back_to(_paper(code, id), t("attest.linked"))


def _day(name: str) -> date | None:
    text = request.form.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidValue("Ngày không hợp lệ.", "this is no day", field=name) from error
