"""The probe of an S3 store: a small object written, read back and deleted, which leaves no version behind."""

import hashlib
import os
from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from models.errors import StorageFailed
from records.objects import s3_reading
from records.objects.s3_answers import refused, rows
from records.objects.s3_lock import retention_days
from records.objects.s3_wire import Body, Wire

FOLDER = "probe/"
_LOCKED = timedelta(minutes=20)
"""In a bucket that locks, a probe's object asks for this short lock of its own; a later probe then removes it."""

_OK, _GONE = 200, 204


def probe(wire: Wire) -> None:
    """Write, read back and delete a small object; this also says whether the bucket is there and lets us in.

    Raises ServiceError with one line that says what is wrong.
    """
    key, content = f"{FOLDER}{uuid4().hex}", Body.of(os.urandom(64))
    locks = retention_days(wire) > 0
    version = _put(wire, key, content, _short_lock(wire) if locks else {})
    try:
        found = b"".join(s3_reading.read(wire, key))
    finally:
        _delete(wire, key, "" if locks else version)
    if locks:
        _sweep(wire)
    if hashlib.sha256(found).hexdigest() != content.sha256:
        raise StorageFailed(
            "Kho tệp S3 trả lại dữ liệu khác với dữ liệu đã ghi; hãy báo quản trị viên kiểm tra máy chủ.",
            "The S3 store gives back other bytes than were written; have the server checked.",
        )


def _put(wire: Wire, key: str, content: Body, headers: Mapping[str, str]) -> str:
    """Write the object and return its version, or nothing in a bucket that keeps no versions."""
    response = wire.send("PUT", key, headers={**headers, **content.checksum}, body=content)
    if response.status != _OK:
        raise refused(response)
    return response.headers.get("x-amz-version-id", "")


def _short_lock(wire: Wire) -> Mapping[str, str]:
    until = (wire.clock() + _LOCKED).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"x-amz-object-lock-mode": "GOVERNANCE", "x-amz-object-lock-retain-until-date": until}


def _delete(wire: Wire, key: str, version: str) -> None:
    """Delete the very version where we may, else lay a marker over it as every delete does."""
    if version and wire.send("DELETE", key, query={"versionId": version}).status in {_OK, _GONE}:
        return
    response = wire.send("DELETE", key)
    if response.status not in {_OK, _GONE}:
        raise refused(response)


def _sweep(wire: Wire) -> None:
    """Remove what earlier probes had to leave; what is locked still stays for a later one."""
    response = wire.send("GET", query={"versions": "", "prefix": FOLDER})
    if response.status != _OK:
        raise refused(response)
    for row in rows(response.data, "Version", "DeleteMarker"):
        wire.send("DELETE", row["Key"], query={"versionId": row["VersionId"]})
