"""The error answers that operations refer to."""

from api.http.spec.parts import Schema, ref

_MEANINGS = {
    400: "The call is malformed, or its Host is not this machine.",
    401: "No valid token and no session.",
    403: "The caller is known but may not do this; `detail` says why.",
    404: "There is no such thing, or not for this caller; which of both is not told.",
    409: "The state of things does not allow it; `detail` says why.",
    412: "If-Match does not hold: somebody changed it meanwhile. Read it again.",
    413: "Larger than the limits allow.",
    415: "The file is of a format that is not taken.",
    416: "The requested range lies outside.",
    422: "A value or a file cannot be used; `detail` says which and what to do.",
    428: "If-Match is missing.",
    429: "Too many wrong codes or tokens; `facts.retry_after` says after how many seconds to come again.",
    500: "The programme failed, or stored bytes are damaged. Nothing was changed.",
    503: "A part that should answer does not. Nothing was changed; try again.",
    507: "No space left. Nothing was stored.",
}

RESPONSES: Schema = {
    f"Problem{status}": {
        "description": meaning,
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
    for status, meaning in _MEANINGS.items()
}
