"""The bytes behind a component: original, searchable PDF, text, page images and words."""

from hashlib import sha256
from io import BytesIO
from pathlib import PurePath

from flask import Blueprint, Response, request

from api.http.answers import answer
from api.http.downloads import download
from api.http.front import caller, context
from api.http.requests import whole_number
from api.http.shapes import page_words_json
from api.http.streams import stream_response
from api.services.content import digitisation, original, page_jpeg, page_png, searchable
from api.services.thumbnails import narrowed
from models.dossier_code import parse_dossier_code
from models.errors import NotFound
from models.identifiers import ComponentId
from models.page import PageReading
from models.reading import Reading

blueprint = Blueprint("content", __name__, url_prefix="/v1/dossiers/<code>/components/<id>")

WIDEST = 10_000


@blueprint.get("/content")
def content(code: str, id: str) -> Response:
    return download(original(context(), caller(), parse_dossier_code(code), ComponentId(id)))


@blueprint.get("/searchable.pdf")
def searchable_pdf(code: str, id: str) -> Response:
    component, stream = searchable(context(), caller(), parse_dossier_code(code), ComponentId(id))
    name = f"{PurePath(component.version.filename).stem}.pdf"
    return stream_response(stream, "application/pdf", name, component.derivatives.searchable or "", "inline")


@blueprint.get("/text")
def text(code: str, id: str) -> Response:
    found = digitisation(context(), caller(), parse_dossier_code(code), ComponentId(id))
    return Response(found.reading.text, mimetype="text/plain")


@blueprint.get("/pages/<int:number>.jpg")
def jpeg(code: str, id: str, number: int) -> Response:
    image = page_jpeg(context(), caller(), parse_dossier_code(code), ComponentId(id), number)
    narrow = "width" in request.args
    small = narrowed(image, whole_number("width", WIDEST, WIDEST)) if narrow else image
    return _image(small, "image/jpeg", number)


@blueprint.get("/pages/<int:number>.png")
def png(code: str, id: str, number: int) -> Response:
    return _image(page_png(context(), caller(), parse_dossier_code(code), ComponentId(id), number), "image/png", number)


@blueprint.get("/pages/<int:number>.json")
def words(code: str, id: str, number: int) -> Response:
    found = digitisation(context(), caller(), parse_dossier_code(code), ComponentId(id))
    return answer(page_words_json(page_of(found.reading, number)))


def page_of(reading: Reading, number: int) -> PageReading:
    """Return one page that was read. Raises NotFound, with the reason for a page that could not be."""
    for failure in reading.failures:
        if failure.number == number:
            raise NotFound(failure.vi, failure.en)
    found = next((page for page in reading.pages if page.number == number), None)
    if found is None:
        raise NotFound(f"Giấy tờ này không có trang {number}.", f"this paper has no page {number}")
    return found


def _image(image: bytes, media_type: str, number: int) -> Response:
    name = f"trang-{number}.{media_type.partition('/')[2]}"
    return stream_response(BytesIO(image), media_type, name, sha256(image).hexdigest(), "inline")
