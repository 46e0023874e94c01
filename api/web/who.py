"""Who is signed in, and what the pages offer them."""

from collections.abc import Sequence

from flask import g

from api.http.front import context
from api.services.allowed import may_ever, place_of
from api.web.messages import t
from models.caller import Caller
from records.policy import Action


def signed_in() -> Caller | None:
    """Return who makes the current request; None at the door."""
    found: Caller | None = g.get("caller")
    return found


def place() -> str:
    """Return where the caller belongs: the name of the agency, or the owner's id."""
    caller = signed_in()
    if caller is None:
        return ""
    return str(caller.owner) if caller.owner else place_of(context(), caller)


def menu() -> Sequence[tuple[str, str]]:
    """Return address and name of each page that the caller's role has a use for."""
    caller = signed_in()
    if caller is None:
        return ()
    if caller.owner is not None:
        return (
            ("/cua-toi", t("menu.mine")),
            ("/", t("menu.my-dossiers")),
            ("/cua-toi/dong-y", t("menu.consents")),
            ("/cua-toi/su-dung", t("menu.uses")),
        )
    audit = [("/nhat-ky", t("menu.ledger"))] if may_ever(caller, Action.AUDIT) else []
    return [("/", t("menu.dossiers")), *audit]


def may_search() -> bool:
    """Say whether the caller's role reads papers at all: else there is nothing to search."""
    caller = signed_in()
    return caller is not None and may_ever(caller, Action.READ)
