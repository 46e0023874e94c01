"""What signed-in owners do: consent, withdraw, and see their papers and who used them."""

from flask import Blueprint, Response, request

from api.http.answers import answer, next_link, replay_headers
from api.http.front import caller, context
from api.http.requests import once, read_json, whole_number
from api.http.reuse_bodies import CodeBody, GivingBody
from api.http.reuse_shapes import (
    code_json,
    consent_json,
    own_paper_json,
    own_use_json,
    representation_json,
    withdrawal_json,
)
from api.services.codes import CodeWanted, make_code
from api.services.consents import Giving, give_consent, list_consents
from api.services.filing import owner_of
from api.services.owners import list_representations
from api.services.repository import own_papers, own_uses
from api.services.withdrawing import withdraw_consent, withdraw_use
from models.dossier_code import parse_dossier_code
from models.identifiers import AgencyCode, ComponentId, OwnerId, ProcedureCode

blueprint = Blueprint("me", __name__, url_prefix="/v1/me")


@blueprint.post("/consents")
def give() -> Response:
    body = read_json(GivingBody)
    giving = Giving(
        body.purpose,
        body.until,
        ProcedureCode(body.procedure) if body.procedure else None,
        AgencyCode(body.agency) if body.agency else None,
        parse_dossier_code(body.dossier) if body.dossier else None,
        _owner(body.owner),
    )
    key = once("consent", repr(giving))
    replayed = replay_headers(key)
    response = answer(consent_json(give_consent(context(), caller(), giving, key), context().clock.now()), 201)
    response.headers.update(replayed)
    return response


@blueprint.get("/consents")
def consents() -> Response:
    now = context().clock.now()
    found = list_consents(context(), caller(), _asked_owner())
    return answer({"consents": [consent_json(one, now) for one in found]})


@blueprint.delete("/consents/<id>")
def withdraw(id: str) -> Response:
    consent, reached = withdraw_consent(context(), caller(), id)
    return answer({"consent": consent_json(consent, context().clock.now()), **withdrawal_json(reached)})


@blueprint.post("/consent-codes")
def codes() -> Response:
    body = read_json(CodeBody)
    wanted = CodeWanted(
        ProcedureCode(body.procedure) if body.procedure else None,
        AgencyCode(body.agency) if body.agency else None,
        _owner(body.owner),
    )
    key = once("consent-codes", repr(wanted))
    replayed = replay_headers(key)
    response = answer(code_json(*make_code(context(), caller(), wanted, key)), 201)
    response.headers.update(replayed)
    return response


@blueprint.get("/papers")
def papers() -> Response:
    limit = whole_number("limit", 20, 100)
    page = own_papers(context(), caller(), limit, request.args.get("after"), _asked_owner())
    more = next_link(after=page.after) if page.after else None
    return answer({"papers": [own_paper_json(paper) for paper in page.papers], "next": more})


@blueprint.get("/uses")
def uses() -> Response:
    limit = whole_number("limit", 20, 100)
    after = whole_number("after", 1, 999_999_999) if "after" in request.args else None
    page = own_uses(context(), caller(), limit, after, _asked_owner())
    more = next_link(after=page.after) if page.after else None
    return answer({"uses": [own_use_json(line) for line in page.lines], "next": more})


@blueprint.delete("/uses/<id>")
def end_use(id: str) -> Response:
    return answer(withdrawal_json(withdraw_use(context(), caller(), ComponentId(id))))


@blueprint.get("/representations")
def representations() -> Response:
    of_me, by_me = list_representations(context(), caller())
    return answer(
        {
            "of_me": [representation_json(one) for one in of_me],
            "by_me": [representation_json(one) for one in by_me],
        }
    )


def _asked_owner() -> OwnerId | None:
    return _owner(request.args.get("owner"))


def _owner(typed: str | None) -> OwnerId | None:
    return owner_of(typed, "").id if typed else None
