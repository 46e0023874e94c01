"""Full text and fields, filters and counts."""

from flask import Blueprint, Response, request

from api.http.answers import answer, next_link
from api.http.dossiers import state_of
from api.http.front import caller, context
from api.http.requests import whole_number
from api.http.shapes import facets_json, hit_json
from api.services.finding import search_as
from models.dossier import DossierState
from models.identifiers import AgencyCode, DocumentType, OwnerId, ProcedureCode
from models.search import SearchQuery

blueprint = Blueprint("search", __name__, url_prefix="/v1/search")


@blueprint.get("")
def find() -> Response:
    found = search_as(context(), caller(), query_of_request())
    more = next_link(after=found.cursor) if found.cursor else None
    counts = {} if found.facets is None else {"facets": facets_json(found.facets)}
    totals = {"total": found.total, "more_than_total": found.more_than_total}
    return answer({"hits": [hit_json(hit) for hit in found.hits], **totals, "next": more, **counts})


def query_of_request() -> SearchQuery:
    """Return the search that the query parameters ask for. Raises InvalidValue."""
    given = {name: value for name, value in request.args.items() if value}
    return SearchQuery(
        text=given.get("q", "")[:500],
        agencies=tuple(AgencyCode(code) for code in request.args.getlist("agency") if code) or None,
        owner=OwnerId(given["owner"]) if "owner" in given else None,
        type=DocumentType(given["type"]) if "type" in given else None,
        procedure=ProcedureCode(given["procedure"]) if "procedure" in given else None,
        state=_state(),
        period=given.get("period"),
        facets=given.get("facets") in {"1", "true"},
        limit=whole_number("limit", 20, 100),
        after=given.get("after"),
    )


def _state() -> DossierState | None:
    return state_of(whole_number("state", 1, 10)) if request.args.get("state") else None
