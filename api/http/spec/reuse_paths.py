"""Paths and operations of reuse: offers, previews, taking, consents, representation, the owner's repository."""

from api.http.spec.operations import CODE, LIMIT, ONCE, get, operation, ranged
from api.http.spec.parts import (
    INTEGER,
    STRING,
    Schema,
    answers_bytes,
    answers_json,
    body_json,
    errors,
    in_path,
    in_query,
    many,
    ref,
)

_DOSSIER = "/v1/dossiers/{code}"
_ITEM = in_path("item", STRING, "id of the paper on offer")
_PREVIEWED = f"{_DOSSIER}/reusable/{{item}}"
_PAGE = in_path("number", {**INTEGER, "minimum": 0}, "page, from 1")
_WHY = (
    in_query("purpose", STRING, "what for; left out: the purpose of the consent"),
    in_query("consent", STRING, "id of the consent; left out: the newest in force for this dossier"),
    in_query("legal_basis", STRING, "the provision that obliges the agency to look the paper up itself"),
)
_OWNER = in_query("owner", STRING, "id of an owner whom the caller represents; left out: the caller")
_AFTER = in_query("after", STRING, "from `next`")
_LOOK_ERRORS = (404, 409, 422)
_WRITE_ERRORS = (404, 409, 413, 422)


def _created(name: str, summary: str, shape: str, asked: str, *parameters: Schema, note: str = "Kept.") -> Schema:
    return operation(
        name,
        summary,
        {"201": answers_json(note, ref(shape)), **errors(*_WRITE_ERRORS)},
        *parameters,
        ONCE,
        body=body_json(ref(asked)),
    )


def _deleted(name: str, summary: str, shape: str, parameter: Schema) -> Schema:
    return operation(name, summary, {"200": answers_json("Ended.", ref(shape)), **errors(404, 409)}, parameter)


REUSE_PATHS: Schema = {
    f"{_DOSSIER}/reusable": get(
        "listReusable",
        "For each required component what is on file, and why the rest does not fit",
        answers_json("Found.", ref("Reusable")),
        CODE,
        in_query("from", many(STRING), "codes of earlier dossiers of the same owner; none: all on file"),
    ),
    f"{_PREVIEWED}/content": ranged(
        "previewOriginal",
        "The bytes of a paper on offer, before it is taken",
        "application/octet-stream",
        CODE,
        _ITEM,
        *_WHY,
        may_fail=(*_LOOK_ERRORS, 416),
    ),
    f"{_PREVIEWED}/pages/{{number}}.jpg": ranged(
        "previewPage", "A page of it", "image/jpeg", CODE, _ITEM, _PAGE, *_WHY, may_fail=(*_LOOK_ERRORS, 416)
    ),
    f"{_PREVIEWED}/text": get(
        "previewText",
        "Its text; pages are parted by a form feed",
        answers_bytes("Text.", "text/plain"),
        CODE,
        _ITEM,
        *_WHY,
        also=_LOOK_ERRORS,
    ),
    f"{_DOSSIER}/reuse": {
        "post": operation(
            "reuse",
            "Take items on file, all or nothing",
            {"201": answers_json("Linked.", ref("Taken"), "Location"), **errors(*_WRITE_ERRORS)},
            CODE,
            ONCE,
            body=body_json(ref("Taking")),
        )
    },
    f"{_DOSSIER}/consents": {
        "post": _created(
            "redeemConsentCode", "Enter the one-time code that the owner showed", "Consent", "CodeEntry", CODE
        )
    },
    "/v1/me/consents": {
        "post": _created("giveConsent", "Consent to reuse, as a signed-in owner", "Consent", "ConsentGiving"),
        **get(
            "listConsents",
            "What an owner consented to, newest first",
            answers_json("All.", ref("Consents")),
            _OWNER,
            also=(422,),
        ),
    },
    "/v1/me/consents/{id}": {
        "delete": _deleted(
            "withdrawConsent",
            "Withdraw a consent, with every use in dossiers that are not decided",
            "ConsentWithdrawn",
            in_path("id", STRING, "id of the consent"),
        )
    },
    "/v1/me/consent-codes": {
        "post": _created(
            "makeConsentCode",
            "Make a one-time code to show at the counter",
            "ConsentCode",
            "CodeMaking",
            note="Made; the code is shown once.",
        )
    },
    "/v1/me/papers": get(
        "listOwnPapers",
        "The owner's repository: papers and results on file, newest first",
        answers_json("One page.", ref("OwnPapers")),
        LIMIT,
        _AFTER,
        _OWNER,
    ),
    "/v1/me/uses": get(
        "listOwnUses",
        "Who looked at or used which paper, for what, newest first",
        answers_json("One page.", ref("OwnUses")),
        LIMIT,
        _AFTER,
        _OWNER,
        also=(422,),
    ),
    "/v1/me/uses/{id}": {
        "delete": _deleted(
            "withdrawUse",
            "Withdraw one use in a dossier that is not decided",
            "Withdrawn",
            in_path("id", STRING, "id of the component that the use made"),
        )
    },
    "/v1/me/representations": get(
        "listRepresentations",
        "Who represents the caller, and whom the caller represents",
        answers_json("All.", ref("Representations")),
        also=(),
    ),
    "/v1/representations": {
        "post": _created(
            "registerRepresentation",
            "Register who acts for an owner, by an officer, on evidence",
            "Representation",
            "Representing",
        )
    },
    "/v1/representations/{id}": {
        "delete": _deleted(
            "endRepresentation", "End it", "Representation", in_path("id", STRING, "id of the representation")
        )
    },
    "/v1/owner-links": {
        "post": _created(
            "linkOwner",
            "Link a 9-digit id to the 12-digit id of the same person, by an officer, on a card that states both",
            "OwnerLink",
            "OwnerLinking",
        )
    },
}
