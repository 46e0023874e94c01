"""Cursors: where a page of hits ended, opaque to callers and bound to their query."""

import base64
import binascii
import json
from hashlib import blake2b

from models.errors import InvalidValue
from models.search import SearchQuery
from records.index.ranking import Place


def encode(query: SearchQuery, last: Place) -> str:
    """Return the cursor behind `last` in the hits of `query`."""
    body = json.dumps([last.points, last.received, last.id], ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(_check(query, body) + body).decode().rstrip("=")


def decode(query: SearchQuery) -> Place | None:
    """Return where the page before ended, or None for the first page.

    Raises InvalidValue for a cursor that was altered or belongs to another query. The check guards against mistakes,
    not against forgery: a forged cursor can only skip hits, as what a caller may see is filtered on every page.
    """
    if query.after is None:
        return None
    try:
        raw = base64.b64decode(query.after + "=" * (-len(query.after) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as exc:
        raise _spoilt() from exc
    check, body = raw[:8], raw[8:]
    if check != _check(query, body) or encode(query, place := Place(*json.loads(body))) != query.after:
        raise _spoilt()
    return place


def _check(query: SearchQuery, body: bytes) -> bytes:
    about = json.dumps([query.text, query.agencies, query.owner, query.type])
    return blake2b(body, key=blake2b(about.encode()).digest()[:32], digest_size=8).digest()


def _spoilt() -> InvalidValue:
    return InvalidValue(
        "Con trỏ trang không hợp lệ hoặc thuộc câu tìm kiếm khác; hãy tìm lại từ trang đầu.",
        "The cursor is spoilt or belongs to another query; search again from the first page.",
    )
