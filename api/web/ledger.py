"""The ledger for auditors: newest first, by kind, dossier or owner, with the outcome of the last check."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from api.http.answers import next_link
from api.http.front import caller, context
from api.http.problems import problem_of
from api.http.requests import whole_number
from api.services.filing import owner_of
from api.services.ledger import LedgerPage
from api.services.reading_ledger import Sought, last_check, whole_ledger
from api.web.errors import said
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue
from models.ledger import LedgerKind

blueprint = Blueprint("ledger_page", __name__, url_prefix="/nhat-ky")


@blueprint.get("")
def show() -> Response:
    page, trouble = _page()
    return make_response(
        render_template(
            "ledger.html",
            page=page,
            trouble=trouble,
            more=next_link(before=page.after) if page.after else None,
            kinds=list(LedgerKind),
            check=last_check(context(), caller()),
        )
    )


def _page() -> tuple[LedgerPage, str]:
    """Return what is asked for; a code or id that is none gives an empty page that says so."""
    before = whole_number("before", 1, 999_999_999) if "before" in request.args else None
    try:
        return whole_ledger(context(), caller(), _sought(), before), ""
    except InvalidValue as error:
        return LedgerPage((), None), said(problem_of(error))


def _sought() -> Sought:
    asked = {name: value.strip() for name, value in request.args.items() if value.strip()}
    kind = asked.get("kind", "")
    return Sought(
        LedgerKind(kind) if kind in set(LedgerKind) else None,
        parse_dossier_code(asked["dossier"]) if "dossier" in asked else None,
        owner_of(asked["owner"], "").id if "owner" in asked else None,
    )
