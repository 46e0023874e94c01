"""Reading an object from S3, whole or in part, on from where a line broke."""

from collections.abc import Generator

import urllib3
from urllib3.exceptions import HTTPError

from records.objects.hashing import PIECE, no_object
from records.objects.s3_answers import field, refused
from records.objects.s3_errors import translated
from records.objects.s3_wire import RETRIES, Wire

_WHOLE, _PART, _ABSENT, _OUTSIDE = 200, 206, 404, 416


def read(wire: Wire, key: str, start: int = 0, length: int | None = None) -> Generator[bytes, None, None]:
    """Yield `length` bytes of an object from `start` on, or all that follow; fewer, or none, where it ends before.

    A line that breaks on the way is met by asking for the rest of the very same object, three times in all. Raises
    NotFound, or ServiceError and its kinds.
    """
    position, end, etag = start, None if length is None else start + length, ""
    for tries_left in reversed(range(RETRIES + 1)):
        if position == end:
            return
        response = _ask(wire, key, position, end, etag)
        if response is None:
            return
        etag = response.headers.get("ETag", "")
        with translated():
            try:
                for piece in response.stream(PIECE):
                    position += len(piece)
                    yield piece
            except HTTPError:
                if not tries_left:
                    raise
            else:
                return
            finally:
                response.close()
                response.release_conn()


def _ask(wire: Wire, key: str, position: int, end: int | None, etag: str) -> urllib3.BaseHTTPResponse | None:
    """Return the answer that carries the bytes from `position` on; None when the object ends before."""
    headers = {"If-Match": etag} if etag else {}
    if position or end is not None:
        headers["Range"] = f"bytes={position}-{'' if end is None else end - 1}"
    response = wire.send("GET", key, headers=headers, whole=False)
    if response.status == (_PART if "Range" in headers else _WHOLE):
        return response
    with translated():
        error = refused(response)
        response.release_conn()
    if response.status == _OUTSIDE:
        return None
    if response.status == _ABSENT and field(response.data, "Code") == "NoSuchKey":
        raise no_object(key.rpartition("/")[2]) from error
    raise error
