"""Looking at a paper on offer before it is taken."""

from io import BytesIO

from flask import Blueprint, Response, request

from api.http.downloads import download
from api.http.front import caller, context
from api.http.streams import stream_response
from api.services.consenting import Ground
from api.services.preview import Wish, preview_original, preview_page, preview_text
from models.dossier_code import parse_dossier_code

blueprint = Blueprint("preview", __name__, url_prefix="/v1/dossiers/<code>/reusable/<item>")


@blueprint.get("/content")
def content(code: str, item: str) -> Response:
    return download(preview_original(context(), caller(), _wish(code, item)))


@blueprint.get("/pages/<int:number>.jpg")
def page(code: str, item: str, number: int) -> Response:
    image = preview_page(context(), caller(), _wish(code, item), number)
    return stream_response(BytesIO(image), "image/jpeg", f"{number}.jpg", f"{item}-{number}", "inline")


@blueprint.get("/text")
def text(code: str, item: str) -> Response:
    return Response(preview_text(context(), caller(), _wish(code, item)), mimetype="text/plain")


def _wish(code: str, item: str) -> Wish:
    asked = request.args
    ground = Ground(asked.get("consent", ""), asked.get("legal_basis", ""))
    return Wish(parse_dossier_code(code), item, asked.get("purpose", ""), ground)
