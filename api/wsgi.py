"""The application factory. Nothing is opened at import."""

from flask import Flask, Response

from api.http import BLUEPRINTS
from api.http.access import secure
from api.http.front import EXTENSION, Front
from api.http.headers import decorate
from api.http.problems import problem_of, problem_response, wants_document
from api.services.context import Context
from api.web import BLUEPRINTS as PAGES
from api.web import prepare
from api.web.errors import problem_page
from ocr.doctypes import registry

ENVELOPE = 1_000_000
"""Bytes that a multipart body may hold around its file."""


def create_app(context: Context, token: str) -> Flask:
    """Return the WSGI application over open back ends; whoever shows `token` may come in."""
    app = Flask("api.web", static_url_path="/static")
    app.extensions[EXTENSION] = Front(context, token, {slug: spec.name for slug, spec in registry().items()})
    app.config["MAX_CONTENT_LENGTH"] = context.limits.max_bytes + ENVELOPE
    app.url_map.strict_slashes = False
    secure(app, token)
    decorate(app)
    prepare(app)
    for blueprint in (*BLUEPRINTS, *PAGES):
        app.register_blueprint(blueprint)
    app.register_error_handler(Exception, _answer_error)
    return app


def _answer_error(error: Exception) -> Response:
    problem = problem_of(error)
    return problem_response(problem) if wants_document() else problem_page(problem)
