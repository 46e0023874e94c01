"""Originals as downloads: whole, in ranges of which only the bytes asked for are fetched, or from the store itself."""

from http import HTTPStatus

from flask import Response, request
from werkzeug.wsgi import wrap_file

from api.http.streams import SANDBOX
from api.services.stored import Stored
from models.disposition import names


def download(stored: Stored) -> Response:
    """Return stored bytes under their name and type, obeying `Range`, `If-Range` and `If-None-Match`.

    Where the settings say so it is a redirect to a URL of the store instead, which like every answer of ours is not
    to be kept (`Cache-Control: no-store`). Raises NotFound, IntegrityError, or the error of a range outside.
    """
    if request.method == "GET" and (url := stored.elsewhere()):
        return Response(status=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": url})
    return _with_bytes(_head(stored), stored)


def _head(stored: Stored) -> Response:
    """Return the answer without its bytes; its status says which of them are wanted. Raises for a range outside."""
    version = stored.version
    response = Response(mimetype=version.media_type, direct_passthrough=True)
    response.content_length = version.size
    response.set_etag(version.sha256)
    response.headers.set("Content-Disposition", "attachment", **names(version.filename))
    response.headers["Content-Security-Policy"] = SANDBOX
    response.make_conditional(request.environ, accept_ranges=True, complete_length=version.size)
    return response


def _with_bytes(response: Response, stored: Stored) -> Response:
    """Return the answer with the bytes that its status promises; nothing is fetched for HEAD and for 304."""
    if request.method == "HEAD" or response.status_code not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
        return response
    if response.status_code == HTTPStatus.PARTIAL_CONTENT:
        start, stop = response.content_range.start or 0, response.content_range.stop or stored.version.size
        stream = stored.open(start, stop - start)
    else:
        stream = stored.open()
    response.response = wrap_file(request.environ, stream)
    response.call_on_close(stream.close)
    return response
