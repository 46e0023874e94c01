"""Forms of browsers: an error is said on the page that the form came from."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import flash, redirect
from werkzeug.wrappers import Response

from api.http.problems import problem_of
from api.web.errors import said
from models.errors import HosoError

P = ParamSpec("P")


def back_to(address: str, done: str = "") -> Response:
    """Lead back to a page after a form was carried out, with a word on what was done."""
    if done:
        flash(done, "done")
    return redirect(address, 303)


def says_errors(where: Callable[P, str]) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """Return a decorator that shows an error on the page named by `where`, instead of on a page of its own."""

    def decorate(handler: Callable[P, Response]) -> Callable[P, Response]:
        @wraps(handler)
        def handle(*args: P.args, **kwargs: P.kwargs) -> Response:
            try:
                return handler(*args, **kwargs)
            except HosoError as error:
                flash(said(problem_of(error)), "error")
                return redirect(where(*args, **kwargs), 303)

        return handle

    return decorate
