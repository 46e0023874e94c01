"""The ledger: for auditors all of it, for who reads a dossier its own entries."""

from flask import Blueprint, Response, request

from api.http.answers import answer, next_link
from api.http.front import caller, context
from api.http.requests import whole_number
from api.http.shapes import Json, moment
from api.services.ledger import LedgerLine
from api.services.reading_ledger import Sought, dossier_ledger, whole_ledger
from models.dossier_code import parse_dossier_code
from models.errors import InvalidValue
from models.identifiers import OwnerId
from models.ledger import LedgerKind

blueprint = Blueprint("ledger", __name__, url_prefix="/v1")

_HIGHEST = 10**9 - 1


@blueprint.get("/ledger")
def page() -> Response:
    given = {name: value for name, value in request.args.items() if value}
    sought = Sought(
        kind=_kind(given["kind"]) if "kind" in given else None,
        dossier=parse_dossier_code(given["dossier"]) if "dossier" in given else None,
        owner=OwnerId(given["owner"]) if "owner" in given else None,
    )
    before = whole_number("before", 1, _HIGHEST) if "before" in given else None
    found = whole_ledger(context(), caller(), sought, before)
    more = next_link(before=str(found.after)) if found.after else None
    return answer({"entries": [_line_json(line) for line in found.lines], "next": more})


@blueprint.get("/dossiers/<code>/ledger")
def of_dossier(code: str) -> Response:
    lines = dossier_ledger(context(), caller(), parse_dossier_code(code))
    return answer({"entries": [_line_json(line) for line in lines]})


def _kind(text: str) -> LedgerKind:
    try:
        return LedgerKind(text)
    except ValueError as error:
        known = ", ".join(kind.value for kind in LedgerKind)
        raise InvalidValue(
            f"Không có loại mục nhật ký “{text}”; có: {known}.", f"there is no kind “{text}”; there are: {known}"
        ) from error


def _line_json(line: LedgerLine) -> Json:
    entry, note = line.entry, line.entry.note
    return {
        "number": entry.number,
        "at": moment(note.at),
        "kind": note.kind.value,
        "caller": note.caller,
        "role": note.role,
        "agency": note.agency,
        "owner": note.owner,
        "dossier": note.dossier,
        "item": note.item,
        "version": note.version,
        "purpose": note.purpose,
        "basis": note.basis,
        "detail": dict(note.detail),
        "said": line.vi,
        "said_en": line.en,
        "previous": entry.previous,
        "digest": entry.digest,
    }
