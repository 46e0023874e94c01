"""Requests that are repeated because an answer got lost take effect once."""

from hashlib import sha256

from api.services.context import Context, Once
from models.caller import Caller
from models.errors import Conflict
from models.ports.records import Records


def request_once(caller: Caller, operation: str, key: str | None, *content: str) -> Once | None:
    """Return what makes a request recognisable again, or None when its caller gave no key.

    Keys are apart by caller and operation; `content` is everything in the request that decides its effect.
    """
    if key is None:
        return None
    digest = sha256("\x1f".join((operation, *content)).encode()).hexdigest()
    return Once(key=sha256(f"{caller.id}\x1f{operation}\x1f{key}".encode()).hexdigest(), fingerprint=digest)


def earlier(records: Records, once: Once | None) -> str | None:
    """Return the id of what an identical earlier request made, or None. Raises Conflict for another request's key."""
    found = records.idempotency.get(once.key) if once else None
    if found is None or once is None:
        return None
    fingerprint, reference = found
    if fingerprint != once.fingerprint:
        raise Conflict(
            "Idempotency-Key này đã dùng cho một yêu cầu khác; hãy dùng khóa mới.",
            "this Idempotency-Key was used for a different request; use a new key",
        )
    return reference


def is_repeat(context: Context, once: Once | None) -> bool:
    """Return whether this very request took effect before, so that its answer is a replay."""
    with context.records.read() as records:
        found = records.idempotency.get(once.key) if once else None
    return found is not None and once is not None and found[0] == once.fingerprint


def remember(context: Context, records: Records, once: Once | None, reference: str) -> None:
    """Keep the key in the transaction of its effect."""
    if once:
        records.idempotency.put(once.key, once.fingerprint, reference, context.clock.now())
