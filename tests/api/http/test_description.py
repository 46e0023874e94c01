"""The description and the routes are held to each other, both ways."""

from openapi_spec_validator import validate

from api.errors import TABLE
from api.http.problems import TITLES
from api.http.spec import document
from tests.api.desk import Desk, described_form, is_interface

PAGE_ERRORS = {"page-failed", "error"}
"""Kept with a page or a root that nothing raises: never the whole answer of a call."""


def routed(desk: Desk) -> set[tuple[str, str]]:
    rules = [rule for rule in desk.app.url_map.iter_rules() if is_interface(rule.rule)]
    return {(described_form(r.rule), m) for r in rules for m in (r.methods or set()) - {"HEAD", "OPTIONS"}}


def test_it_is_valid_openapi() -> None:
    validate(document())


def test_every_route_is_described_and_every_described_path_routed(desk: Desk) -> None:
    described = {(path, method.upper()) for path, methods in document()["paths"].items() for method in methods}
    assert described == routed(desk)


def test_it_is_served_without_a_token(desk: Desk) -> None:
    response = desk.anonymous("/v1/openapi.json")
    assert response.status_code == 200
    assert response.json["openapi"] == "3.1.0"
    assert "Idempotency-Key" in response.json["info"]["description"]


def test_every_post_but_none_else_takes_an_idempotency_key() -> None:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            names = {parameter["name"] for parameter in operation.get("parameters", ())}
            assert ("Idempotency-Key" in names) == (method == "post"), (path, method)


def test_operation_ids_are_unique() -> None:
    names = [operation["operationId"] for methods in document()["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_every_error_class_has_a_title() -> None:
    assert {kind.code for kind in TABLE} - PAGE_ERRORS <= set(TITLES)
