"""Pages for browsers: rendered here, working without scripts, made smoother by one small script.

Public: `BLUEPRINTS` and `prepare`, used by `api.wsgi`. Vietnamese first, English second (`messages/`).
"""

from flask import Blueprint, Flask

from api.http.access import csrf_token, logged_in
from api.web import dossier, dossier_writes, find, home, language, login, present, viewer
from api.web.assets import fingerprint
from api.web.messages import current_language, t

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    dossier.blueprint,
    dossier_writes.blueprint,
    viewer.blueprint,
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
        size=present.size,
        sureness=present.sureness,
        type_name=present.type_name,
    )
    app.jinja_env.globals.update(
        t=t,
        csrf=csrf_token,
        logged_in=logged_in,
        lang=current_language,
        event_text=present.event_text,
        actor_name=present.actor_name,
        advice_text=present.advice_text,
        failure_text=present.failure_text,
        type_name=present.type_name,
        field_name=present.field_name,
        field_value=present.field_value,
        stamp=fingerprint,
    )
