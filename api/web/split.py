"""The page on which a person moves the boundaries in a stack."""

from collections.abc import Collection, Sequence

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from api.http.front import caller, context
from api.services.splitting import propose_split, split
from api.web.forms import back_to, says_errors
from api.web.messages import t
from models.component import PageRange
from models.dossier_code import parse_dossier_code
from models.errors import UsageError
from models.identifiers import ComponentId

blueprint = Blueprint("split", __name__, url_prefix="/ho-so/<code>/thanh-phan/<id>/tach")


def _paper(code: str, id: str) -> str:
    return f"/ho-so/{code}/thanh-phan/{id}"


def _here(code: str, id: str) -> str:
    return f"{_paper(code, id)}/tach"


@blueprint.get("")
@says_errors(_paper)
def show(code: str, id: str) -> Response:
    found = propose_split(context(), caller(), parse_dossier_code(code), ComponentId(id))
    parts = {part.pages.first: part for part in found.split.parts}
    return make_response(
        render_template("split.html", component=found.component, parts=parts, left_out=found.split.left_out)
    )


@blueprint.post("")
@says_errors(_here)
def confirm(code: str, id: str) -> Response:
    pages = _number("pages")
    whole = "whole" in request.form
    parts = [PageRange(1, pages)] if whole else ranges(pages, _numbers("begins"), _numbers("left_out"))
    made = split(context(), caller(), parse_dossier_code(code), ComponentId(id), parts, _number("revision"))
    return back_to(f"/ho-so/{code}", t("split.kept") if whole else t("split.done", number=len(made)))


def ranges(pages: int, begins: Collection[int], left_out: Collection[int]) -> Sequence[PageRange]:
    """Return the papers of a stack of `pages` pages from the pages on which one begins.

    Pages to be left out are left out at the ends of a paper; one inside a paper stays, so that its pages hang together.
    """
    firsts = sorted({1, *(page for page in begins if 1 <= page <= pages)})
    lasts = [*(page - 1 for page in firsts[1:]), pages]
    kept = [
        [page for page in range(first, last + 1) if page not in left_out]
        for first, last in zip(firsts, lasts, strict=True)
    ]
    return [PageRange(part[0], part[-1]) for part in kept if part]


def _number(name: str) -> int:
    return _whole(request.form.get(name, ""))


def _numbers(name: str) -> Collection[int]:
    return {_whole(text) for text in request.form.getlist(name)}


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise UsageError("Hãy tải lại trang rồi tách lại.", "reload the page and split again")
    return int(text)
