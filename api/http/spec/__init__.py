"""The OpenAPI 3.1 description, written by hand beside the handlers. Public: `document`.

Tests hold it to the routes and to real answers, both ways.
"""

from functools import cache

from api.http.spec.parts import Schema
from api.http.spec.paths import PATHS
from api.http.spec.responses import RESPONSES
from api.http.spec.schemas import SCHEMAS

INTRODUCTION = """
Papers of one-stop counters: received, read, kept and reused by dossier code.

Errors are problem documents (RFC 9457) with a stable `type` and `code`, a Vietnamese `detail` and an English
`detail_en`. Every POST takes `Idempotency-Key`; a repeat changes nothing and answers what the first one made, with
`Idempotency-Replayed: true`. Lists are paged by keyset: follow `next` until it is null. Dossier codes may be typed
loosely (blanks, lower case, O for 0); answers show the canonical form.
"""


@cache
def document() -> Schema:
    """Return the whole description, an OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hồ Sơ", "version": "1", "description": INTRODUCTION.strip()},
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": []}],
        "paths": PATHS,
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "hoso",
                    "description": "Set by /dang-nhap for browsers; writes also need the header X-CSRF-Token.",
                },
            },
            "schemas": SCHEMAS,
            "responses": RESPONSES,
        },
    }
