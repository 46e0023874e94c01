"""Large objects in parts (S3 multipart upload): a broken line costs one part, and nothing shows before the end."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from models.errors import ServiceError, StorageFailed
from records.objects import disk
from records.objects.s3_answers import field, refused, rows
from records.objects.s3_wire import JOIN_SECONDS, RETRIES, Body, Wire

THRESHOLD = 16 << 20
"""Bytes from which an object goes in parts."""

PART = 8 << 20
"""Bytes of a part, all of it in memory while it is sent. S3 takes parts of 5 MB and more."""

_MOST_PARTS = 10_000
STALE = timedelta(days=1)
"""An upload begun a day ago belongs to a process that died."""

_OK, _GONE, _ABSENT, _CONFLICT, _THERE = 200, 204, 404, 409, 412


def send_in_parts(wire: Wire, key: str, whole: Body, conditions: Mapping[str, str]) -> bool:
    """Send `whole` from its start; False when `conditions` forbid the object to be made.

    Every part is signed and checked by its SHA-256. Before the server joins them what was sent must hash to
    `whole.sha256`; else, and on any error, the upload is taken back and nothing shows.
    """
    upload = _begin(wire, key)
    try:
        parts = list(_send(wire, key, upload, whole))
        made = _complete(wire, key, upload, parts, whole.size, conditions)
    except BaseException:
        with suppress(ServiceError):  # the first error counts; what cannot be taken back now is swept later
            _abort(wire, key, upload)
        raise
    if not made:
        _abort(wire, key, upload)
    return made


def sweep(wire: Wire, now: datetime) -> None:
    """Take back the uploads that crashed writers began; MinIO would do so by itself, not every S3 does."""
    response = wire.send("GET", query={"uploads": ""})
    if response.status != _OK:
        raise refused(response)
    oldest = now - STALE
    for row in rows(response.data, "Upload"):
        if datetime.fromisoformat(row["Initiated"]) < oldest:
            _abort(wire, row["Key"], row["UploadId"])


def _begin(wire: Wire, key: str) -> str:
    headers = {"x-amz-checksum-algorithm": "SHA256", "Content-Type": "application/octet-stream"}
    response = wire.send("POST", key, query={"uploads": ""}, headers=headers)
    upload = field(response.data, "UploadId")
    if response.status != _OK or not upload:
        raise refused(response)
    return upload


def _send(wire: Wire, key: str, upload: str, whole: Body) -> Iterator[str]:
    """Send the parts and yield for each its row of the closing list."""
    digest, size = hashlib.sha256(), max(PART, -(-whole.size // _MOST_PARTS))
    whole.rewind()
    for number in range(1, -(-whole.size // size) + 1):
        with disk.translated():
            part = whole.content.read(size)
        digest.update(part)
        yield _send_one(wire, key, {"uploadId": upload, "partNumber": str(number)}, Body.of(part))
    if digest.hexdigest() != whole.sha256:
        raise StorageFailed(
            "Tệp tạm bị thay đổi trong lúc gửi sang kho S3, chưa lưu được gì; hãy kiểm tra ổ đĩa rồi gửi lại.",
            "The temporary file changed while it was sent to the S3 store and nothing was stored; check the disk.",
        )


def _send_one(wire: Wire, key: str, query: Mapping[str, str], part: Body) -> str:
    response = wire.send("PUT", key, query=query, headers=part.checksum, body=part)
    if response.status != _OK:
        raise refused(response)
    etag, (checksum,) = escape(response.headers.get("ETag", "")), part.checksum.values()
    return (
        f"<Part><PartNumber>{query['partNumber']}</PartNumber><ETag>{etag}</ETag>"
        f"<ChecksumSHA256>{checksum}</ChecksumSHA256></Part>"
    )


def _complete(wire: Wire, key: str, upload: str, parts: list[str], size: int, conditions: Mapping[str, str]) -> bool:
    """Have the parts joined; False when `conditions` do not hold.

    A server may answer 200 and tell of an error below it. When the answer to a first try was lost the second finds
    no such upload: then the object is there.
    """
    xml = f"<CompleteMultipartUpload>{''.join(parts)}</CompleteMultipartUpload>".encode()
    for _ in range(RETRIES):
        response = wire.send(
            "POST", key, query={"uploadId": upload}, headers=conditions, body=Body.of(xml), seconds=JOIN_SECONDS
        )
        code = field(response.data, "Code")
        if response.status == _OK and not code:
            return True
        if response.status == _THERE:
            return False
        if code == "NoSuchUpload" and wire.send("HEAD", key).headers.get("Content-Length") == str(size):
            return True
        if response.status != _CONFLICT:  # another writer of the same bytes is at it
            break
    raise refused(response)


def _abort(wire: Wire, key: str, upload: str) -> None:
    response = wire.send("DELETE", key, query={"uploadId": upload})
    if response.status not in {_OK, _GONE, _ABSENT}:
        raise refused(response)
