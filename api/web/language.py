"""Choosing the language."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from api.web.login import inside
from api.web.messages import COOKIE, LANGUAGES

blueprint = Blueprint("language", __name__)


@blueprint.get("/ngon-ngu/<chosen>")
def choose(chosen: str) -> Response:
    response = redirect(inside(request.args.get("tiep", "/")), 303)
    response.set_cookie(
        COOKIE, chosen if chosen in LANGUAGES else LANGUAGES[0], max_age=31_536_000, samesite="Strict", httponly=True
    )
    return response
