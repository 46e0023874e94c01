"""Cursors: where a page of hits ended, opaque to callers and bound to their query."""

import base64
import binascii
import json
from dataclasses import dataclass
from hashlib import blake2b

from models.errors import InvalidValue
from models.search import SearchQuery
from records.index.ranking import Place


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: the place of its last hit, whether the search was a wide one, and what it was made on.

    `view` names a state of the index that the server keeps for following pages; empty where there is none.
    """

    place: Place
    wide: bool = False
    view: str = ""


def encode(query: SearchQuery, last: Position) -> str:
    """Return the cursor behind `last` in the hits of `query`."""
    place = last.place
    body = json.dumps([place.points, place.received, place.id, last.wide, last.view], ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(_check(query, body) + body).decode().rstrip("=")


def decode(query: SearchQuery) -> Position | None:
    """Return where the page before ended, or None for the first page.

    Raises InvalidValue for a cursor that was altered or belongs to another query. The check guards against mistakes,
    not against forgery: a forged cursor can only skip hits, as what a caller may see is filtered on every page.
    """
    if query.after is None:
        return None
    try:
        raw = base64.b64decode(query.after + "=" * (-len(query.after) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as exc:
        raise spoilt() from exc
    check, body = raw[:8], raw[8:]
    if check != _check(query, body):
        raise spoilt()
    *place, wide, view = json.loads(body)
    if encode(query, position := Position(Place(*place), wide, view)) != query.after:
        raise spoilt()
    return position


def _check(query: SearchQuery, body: bytes) -> bytes:
    chosen = (query.agencies, query.owner, query.type, query.procedure, query.state, query.period)
    about = json.dumps([query.text, *chosen])
    return blake2b(body, key=blake2b(about.encode()).digest()[:32], digest_size=8).digest()


def spoilt() -> InvalidValue:
    return InvalidValue(
        "Con trỏ trang không hợp lệ hoặc thuộc câu tìm kiếm khác; hãy tìm lại từ trang đầu.",
        "The cursor is spoilt or belongs to another query; search again from the first page.",
    )
