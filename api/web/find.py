"""Searching, and going straight to a dossier whose code was typed."""

from flask import Blueprint, make_response, redirect, render_template, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from api.http.answers import next_link
from api.http.front import caller, context, front
from api.http.problems import problem_of
from api.http.search import query_of_request
from api.services.dossiers import view_dossier
from api.services.finding import search_as
from api.web.errors import said
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue, NotFound
from models.identifiers import DossierCode
from models.search import SearchPage

blueprint = Blueprint("find", __name__)


@blueprint.get("/tim")
def find() -> Response:
    words = request.args.get("q", "").strip()
    code = _code_of(words)
    if code is not None:
        return redirect(f"/ho-so/{code}")
    found, trouble = _search(words)
    page = render_template(
        "search.html",
        q=words,
        found=found,
        trouble=trouble,
        types=front().types,
        more=next_link(after=found.cursor) if found and found.cursor else None,
        highlight=highlight,
    )
    return make_response(page)


def highlight(snippet: str) -> Markup:
    """Return an excerpt as HTML, its matches marked; whatever the paper says is text, never markup."""
    return Markup(str(escape(snippet)).replace("\u2068", "<mark>").replace("\u2069", "</mark>"))  # noqa: S704  # escaped


def _search(words: str) -> tuple[SearchPage | None, str]:
    if not words:
        return None, ""
    try:
        return search_as(context(), caller(), query_of_request()), ""
    except InvalidValue as error:
        return None, said(problem_of(error))


def _code_of(words: str) -> DossierCode | None:
    """Return the code of an existing dossier that was typed, else None."""
    try:
        return view_dossier(context(), caller(), parse_dossier_code(words)).dossier.code
    except (InvalidValue, NotFound):
        return None
