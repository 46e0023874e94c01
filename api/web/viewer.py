"""The page of one paper: its image with the recognised words over it, and what is believed of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from api.http.front import caller, context, front
from api.http.requests import whole_number
from api.services.allowed import rights_in
from api.services.review import Correction, review_component
from api.services.viewing import ComponentView, look_at
from api.web.attest import proves
from api.web.checklist import takes_papers
from api.web.forms import back_to, says_errors
from api.web.messages import t
from api.web.overlay import field_boxes, placed_lines
from api.web.standing import stance_of
from models.component import Component, ReviewState
from models.dossier_code import parse_dossier_code
from models.errors import UsageError
from models.identifiers import ComponentId, DocumentType
from models.page import PageFailure, PageReading
from models.reading import FieldValue
from ocr.doctypes import registry

blueprint = Blueprint("viewer", __name__, url_prefix="/ho-so/<code>/thanh-phan/<id>")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field in the form: what is believed, and what the machine read, if it read it."""

    name: str
    value: str
    machine: FieldValue | None

    @property
    def corrected(self) -> bool:
        return self.machine is not None and self.machine.value != self.value


@blueprint.get("")
def show(code: str, id: str) -> Response:
    view = look_at(context(), caller(), parse_dossier_code(code), ComponentId(id))
    may = rights_in(context(), caller(), view.dossier)
    pages = view.component.pages
    number = whole_number("trang", pages.first if pages else 1, 100_000)
    page, failure = _page_of(view, number)
    boxes = field_boxes(view.machine.extraction.fields, number) if view.machine else {}
    return make_response(
        render_template(
            "viewer.html",
            component=view.component,
            view=view,
            number=number,
            last=pages.last if pages else view.component.version.pages,
            first=pages.first if pages else 1,
            page=page,
            failure=failure,
            lines=placed_lines(page) if page else [],
            boxes=boxes,
            rows=field_rows(view),
            types=front().types,
            may=may,
            stance=stance_of(view.component, may),
            attestable=proves(view.component, may),
            open=takes_papers(view.dossier.state),
        )
    )


def _where(code: str, id: str) -> str:
    return f"/ho-so/{code}/thanh-phan/{id}?trang={request.form.get('trang', '1')}"


@blueprint.post("")
@says_errors(_where)
def review(code: str, id: str) -> Response:
    before = look_at(context(), caller(), parse_dossier_code(code), ComponentId(id)).component
    review_component(
        context(), caller(), before.dossier, before.id, _correction(before), _revision(), frozenset(front().types)
    )
    return back_to(_where(code, id), t("viewer.kept"))


def field_rows(view: ComponentView) -> Sequence[FieldRow]:
    """Return the fields to show: those of the paper's type in its order, then any others that have a value."""
    machine = view.machine.extraction.fields if view.machine else {}
    spec = registry().get(view.component.type)
    names = [field.name for field in spec.fields] if spec else []
    every = dict.fromkeys((*names, *view.component.fields, *machine))
    return [FieldRow(name, view.component.fields.get(name, ""), machine.get(name)) for name in every]


def _page_of(view: ComponentView, number: int) -> tuple[PageReading | None, PageFailure | None]:
    if view.machine is None:
        return None, None
    reading = view.machine.reading
    page = next((page for page in reading.pages if page.number == number), None)
    return page, next((failure for failure in reading.failures if failure.number == number), None)


def _correction(before: Component) -> Correction:
    """Return what the form changes: only values that differ from what is believed become a person's."""
    form = request.form
    prefix = "field."
    sent = {key.removeprefix(prefix): value.strip() for key, value in form.items() if key.startswith(prefix)}
    return Correction(
        state=_decision(form),
        compared_with_original="compared" in form if "compared" in form or "compares" in form else None,
        type=DocumentType(form["type"]) if form.get("type") not in {None, "", before.type} else None,
        fields={name: value for name, value in sent.items() if value != before.fields.get(name, "")},
        note=form.get("note"),
    )


def _decision(form: Mapping[str, str]) -> ReviewState | None:
    text = form.get("review", "")
    if text and text not in set(ReviewState):
        raise UsageError("Hãy chọn duyệt hoặc từ chối.", "choose to approve or to reject")
    return ReviewState(text) if text else None


def _revision() -> int:
    text = request.form.get("revision", "")
    if not (text.isascii() and text.isdigit()):
        raise UsageError("Hãy tải lại trang rồi lưu lại.", "reload the page and save again")
    return int(text)
