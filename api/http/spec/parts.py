"""Small parts that the description is put together from."""

from typing import Any

from models.procedure import CopyKind

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
BOOLEAN: Schema = {"type": "boolean"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
COPY_KIND: Schema = {"enum": [kind.value for kind in CopyKind]}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TEXTS: Schema = {"type": "object", "additionalProperties": STRING}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def enum(*values: str | int) -> Schema:
    return {"enum": list(values)}


def nullable(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def record(description: str, optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Return the schema of an object that holds exactly these members, all there but the `optional` ones.

    A trailing underscore in a name is dropped, so that `from_` can stand for `from`.
    """
    named = {name.removesuffix("_"): schema for name, schema in properties.items()}
    return {
        "type": "object",
        "description": description,
        "properties": named,
        "required": [name for name in named if name not in optional],
        "additionalProperties": False,
    }


def described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def in_path(name: str, schema: Schema, description: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": description}


def in_query(name: str, schema: Schema, description: str, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": description}


def in_header(name: str, description: str, *, required: bool = False) -> Schema:
    return {"name": name, "in": "header", "required": required, "schema": STRING, "description": description}


def answers_json(description: str, schema: Schema, *headers: str) -> Schema:
    """Return a JSON answer; `headers` are names of headers that it carries."""
    found = {"headers": {name: {"schema": STRING} for name in headers}} if headers else {}
    return {"description": description, "content": {"application/json": {"schema": schema}}, **found}


def answers_bytes(description: str, media_type: str) -> Schema:
    return {"description": description, "content": {media_type: {}}}


def body_json(schema: Schema) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def body_form(schema: Schema) -> Schema:
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


_ANY_CALL = (400, 401, 403, 429, 500, 503)


def errors(*statuses: int) -> Schema:
    """Return references to the problem answers of these statuses, and of those that any call may give."""
    return {
        str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in sorted({*statuses, *_ANY_CALL})
    }
