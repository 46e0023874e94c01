"""Stored bytes as answers: whole or in ranges, under a name, never run by the browser that gets them."""

import os
from typing import BinaryIO, Literal

from flask import Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import wrap_file

from models.disposition import names

SANDBOX = "default-src 'none'; sandbox"
"""A policy for content that others wrote: opened by itself it may do nothing."""


def stream_response(
    stream: BinaryIO,
    media_type: str,
    filename: str,
    etag: str,
    disposition: Literal["attachment", "inline"] = "attachment",
) -> Response:
    """Return an open, seekable stream as an answer that obeys `Range` and `If-None-Match`; closes it at the end."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    response = Response(wrap_file(request.environ, stream), mimetype=media_type, direct_passthrough=True)
    response.call_on_close(stream.close)
    response.content_length = size
    response.set_etag(etag)
    response.headers.set("Content-Disposition", disposition, **names(filename))
    if disposition == "attachment":
        response.headers["Content-Security-Policy"] = SANDBOX
    try:
        response.make_conditional(request.environ, accept_ranges=True, complete_length=size)
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
    return response
