"""Pages for browsers: rendered here, working without scripts, made smoother by one small script.

Public: `BLUEPRINTS` and `prepare`, used by `api.wsgi`. Vietnamese first, English second (`messages/`).
"""

from flask import Blueprint, Flask

from api.http.access import csrf_token
from api.web import (
    attest,
    dossier,
    dossier_writes,
    find,
    home,
    language,
    ledger,
    login,
    mine,
    present,
    preview,
    reuse_writes,
    split,
    standing,
    viewer,
    who,
)
from api.web.advice import advice_text
from api.web.assets import fingerprint
from api.web.messages import current_language, t

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    dossier.blueprint,
    dossier_writes.blueprint,
    mine.blueprint,
    reuse_writes.blueprint,
    preview.blueprint,
    viewer.blueprint,
    standing.blueprint,
    attest.blueprint,
    ledger.blueprint,
    split.blueprint,
    find.blueprint,
    login.blueprint,
    language.blueprint,
)


def prepare(app: Flask) -> None:
    """Give the templates their words and formats."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        moment=present.moment,
        day=present.day,
        percent=present.percent,
        grouped=present.grouped,
        size=present.size,
        sureness=present.sureness,
        type_name=present.type_name,
    )
    app.jinja_env.globals.update(
        t=t,
        csrf=csrf_token,
        signed_in=who.signed_in,
        place=who.place,
        menu=who.menu,
        may_search=who.may_search,
        lang=current_language,
        event_text=present.event_text,
        actor_name=present.actor_name,
        advice_text=advice_text,
        failure_text=present.failure_text,
        type_name=present.type_name,
        field_name=present.field_name,
        field_value=present.field_value,
        stamp=fingerprint,
    )
