"""The description of this API, for programmes."""

from flask import Blueprint, Response

from api.http.answers import answer
from api.http.spec import document as description

blueprint = Blueprint("openapi", __name__)


@blueprint.get("/v1/openapi.json")
def document() -> Response:
    return answer(description())
