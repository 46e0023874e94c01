"""The change feed for other systems."""

from flask import Blueprint, Response, request

from api.http.answers import answer
from api.http.front import caller, context
from api.http.requests import whole_number
from api.http.shapes import Json, event_json
from api.services.changes import MOST, changes_since
from models.change import Change
from models.errors import InvalidValue

blueprint = Blueprint("changes", __name__, url_prefix="/v1/changes")


@blueprint.get("")
def page() -> Response:
    found = changes_since(context(), caller(), _since(), whole_number("limit", 100, MOST))
    return answer(
        {"changes": [_change_json(one) for one in found.changes], "next": str(found.next), "more": found.more}
    )


def _since() -> int:
    """Return the place to go on from; 0 for the beginning. Raises InvalidValue."""
    text = request.args.get("since", "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise InvalidValue(
            "Tham số since phải là giá trị next của lần trước, hoặc 0.",
            "since takes the value of next of the page before, or 0",
            field="since",
        )
    return int(text)


def _change_json(change: Change) -> Json:
    return {"id": str(change.place), "dossier": change.event.dossier, **event_json(change.event)}
