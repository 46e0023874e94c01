"""The door: showing the machine's token once gives this browser a session."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response

from api.http.access import log_in
from api.web.messages import t

blueprint = Blueprint("login", __name__)


@blueprint.get("/dang-nhap")
def form() -> Response:
    token = request.args.get("token")
    return _try(token) if token is not None else make_response(render_template("login.html"))


@blueprint.post("/dang-nhap")
def submit() -> Response:
    return _try(request.form.get("token", ""))


@blueprint.post("/dang-xuat")
def leave() -> Response:
    session.clear()
    return redirect("/dang-nhap")


def _try(token: str) -> Response:
    if log_in(token):
        return redirect(inside(request.values.get("tiep", "/")), 303)
    flash(t("login.wrong"), "error")
    return make_response(render_template("login.html"), 401)


def inside(address: str) -> str:
    """Return an address only if it leads back into this service, else the home page."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
