"""Looking at a paper on file before it is used: the paper alone, and nothing of the dossier around it."""

from urllib.parse import urlencode

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from api.http.front import caller, context
from api.http.requests import whole_number
from api.services.consenting import Ground
from api.services.preview import Wish, preview
from api.web.forms import says_errors
from models.component import Component
from models.dossier_code import parse_dossier_code

blueprint = Blueprint("preview_page", __name__, url_prefix="/ho-so/<code>/xem-truoc/<item>")


def _panel(code: str, item: str) -> str:  # noqa: ARG001  # takes what the handler takes
    return f"/ho-so/{code}#lay-lai"


@blueprint.get("")
@says_errors(_panel)
def show(code: str, item: str) -> Response:
    asked = request.args
    purpose, law = asked.get("purpose", ""), asked.get("legal_basis", "")
    canonical = parse_dossier_code(code)
    paper = preview(context(), caller(), Wish(canonical, item, purpose, Ground(legal_basis=law)))
    pages = sorted(paper.derivatives.page_images) if isinstance(paper, Component) else []
    if isinstance(paper, Component) and paper.pages is not None:
        pages = [page for page in pages if page in paper.pages]
    page = render_template(
        "preview.html",
        code=canonical,
        paper=paper,
        pages=pages,
        number=whole_number("trang", pages[0] if pages else 1, 100_000),
        requirement=asked.get("cho", ""),
        purpose=purpose,
        law=law,
        query=urlencode({"purpose": purpose, **({"legal_basis": law} if law else {})}),
    )
    return make_response(page)
