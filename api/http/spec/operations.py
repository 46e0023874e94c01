"""Operations and the parameters that many of them share."""

from api.http.spec.parts import INTEGER, STRING, Schema, answers_bytes, errors, in_header, in_path, in_query

CODE = in_path("code", STRING, "dossier code, loosely typed")
ONCE = in_header("Idempotency-Key", "1 to 255 visible ASCII characters; one per intended effect")
LIMIT = in_query("limit", {**INTEGER, "minimum": 1, "maximum": 100, "default": 20}, "entries a page")
_RANGE = in_header("Range", "one byte range")


def operation(name: str, summary: str, responses: Schema, *parameters: Schema, body: Schema | None = None) -> Schema:
    found: Schema = {"operationId": name, "summary": summary, "responses": responses}
    if parameters:
        found["parameters"] = list(parameters)
    if body:
        found["requestBody"] = body
    return found


def get(name: str, summary: str, ok: Schema, *parameters: Schema, also: tuple[int, ...] = (404, 422)) -> Schema:
    return {"get": operation(name, summary, {"200": ok, **errors(*also)}, *parameters)}


def ranged(
    name: str,
    summary: str,
    media_type: str,
    *parameters: Schema,
    also: Schema | None = None,
    may_fail: tuple[int, ...] = (404, 416, 422),
) -> Schema:
    """Return a GET of bytes of which a range may be asked for; `also` are further good answers."""
    found: Schema = {
        **(also or {}),
        "200": answers_bytes("All bytes; the ETag is strong.", media_type),
        "206": answers_bytes("The requested range.", media_type),
        **errors(*may_fail),
    }
    return {"get": operation(name, summary, found, *parameters, _RANGE)}
