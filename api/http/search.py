"""Full text and fields."""

from flask import Blueprint, Response, request

from api.http.answers import answer, next_link
from api.http.front import context
from api.http.requests import whole_number
from api.http.shapes import hit_json
from api.services.search import search
from models.identifiers import AgencyCode, DocumentType, OwnerId
from models.search import SearchQuery

blueprint = Blueprint("search", __name__, url_prefix="/v1/search")


@blueprint.get("")
def find() -> Response:
    found = search(context(), query_of_request())
    more = next_link(after=found.cursor) if found.cursor else None
    return answer({"hits": [hit_json(hit) for hit in found.hits], "total": found.total, "next": more})


def query_of_request() -> SearchQuery:
    """Return the search that the query parameters ask for. Raises InvalidValue."""
    given = request.args
    return SearchQuery(
        text=given.get("q", "")[:500],
        agencies=tuple(AgencyCode(code) for code in given.getlist("agency") if code) or None,
        owner=OwnerId(given["owner"]) if given.get("owner") else None,
        type=DocumentType(given["type"]) if given.get("type") else None,
        limit=whole_number("limit", 20, 100),
        after=given.get("after") or None,
    )
