"""Answers: JSON, created things, and replays."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Response, json, request

from api.http.front import front
from api.services.context import Once
from api.services.once import is_repeat


def answer(body: object, status: int = 200, etag: int | str | None = None, location: str | None = None) -> Response:
    """Return a JSON answer; one with an `etag` turns into 304 for a caller who has that version already."""
    response = Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/json")
    if location:
        response.headers["Location"] = location
    if etag is not None:
        response.set_etag(str(etag))
        if request.method in {"GET", "HEAD"}:
            response.make_conditional(request)
    return response


def replay_headers(once: Once | None) -> Mapping[str, str]:
    """Return the header that marks a repeat; ask before the service is called, as afterwards every key is known."""
    return {"Idempotency-Replayed": "true"} if once and is_repeat(front().context, once) else {}


def next_link(**changed: str | int) -> str:
    """Return the current address with query parameters changed."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    return f"{request.path}?{urlencode([*pairs, *changed.items()])}"
