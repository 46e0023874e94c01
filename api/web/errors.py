"""Errors as pages."""

from urllib.parse import urlencode

from flask import Response, make_response, redirect, render_template, request

from api.http.problems import Problem
from api.web.messages import current_language


def problem_page(problem: Problem) -> Response:
    """Return the page of an error; who is not logged in is led to the door, and back afterwards."""
    if problem.status == 401 and request.method == "GET":
        back = {"tiep": request.full_path.rstrip("?")} if request.path != "/" else {}
        found: Response = make_response(redirect(f"/dang-nhap?{urlencode(back)}".rstrip("?")))
        return found
    return make_response(render_template("problem.html", problem=problem, said=said(problem)), problem.status)


def said(problem: Problem) -> str:
    """Return the sentence in the language of the request."""
    return problem.en if current_language() == "en" else problem.vi
