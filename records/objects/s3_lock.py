"""Object lock (WORM): the server itself refuses to delete or replace a version before its time."""

from minio.commonconfig import GOVERNANCE
from minio.error import S3Error
from minio.objectlockconfig import DAYS, ObjectLockConfig

from models.errors import HosoError, ServiceError
from records.backends import Credentials
from records.objects.s3_answers import field, refused
from records.objects.s3_errors import translated
from records.objects.s3_url import parse
from records.objects.s3_wire import Wire

_OK = 200
_NO_CONFIG = frozenset({"ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration"})
_NOT_OFFERED = frozenset({"NotImplemented", "InvalidBucketState", "MethodNotAllowed", "InvalidRequest"})
_NOT_TOLD = "AccessDenied"


def make_bucket(url: str, credentials: Credentials) -> None:
    """Make the bucket of `url` when it is missing, with object lock where the server has it. Raises ServiceError."""
    wire = Wire(parse(url), credentials)
    asked = wire.send("GET", query={"location": ""})
    if asked.status == _OK:
        return
    if field(asked.data, "Code") != "NoSuchBucket":
        raise refused(asked)
    with translated():
        try:
            wire.client.make_bucket(wire.bucket.name, object_lock=True)
        except S3Error as exc:
            if exc.code not in _NOT_OFFERED:
                raise
            wire.client.make_bucket(wire.bucket.name)


def retention_days(wire: Wire) -> int:
    """Return for how many days the bucket locks what is put into it.

    0 for not at all, and where we may not know. Raises ServiceError.
    """
    response = wire.send("GET", query={"object-lock": ""})
    if response.status != _OK and field(response.data, "Code") not in {*_NO_CONFIG, *_NOT_OFFERED, _NOT_TOLD}:
        raise refused(response)
    return int(field(response.data, "Days") or 0) + 365 * int(field(response.data, "Years") or 0)


def lock_for(wire: Wire, days: int) -> None:
    """Have the bucket lock what is put into it from now on for at least `days`; a longer time stays as it is.

    Governance, not compliance: who holds the right to bypass it may still erase what a law wants erased. Raises
    ServiceError when the bucket or the server has no object lock, or we may not set it.
    """
    if retention_days(wire) >= days:
        return
    try:
        with translated():
            wire.client.set_object_lock_config(wire.bucket.name, ObjectLockConfig(GOVERNANCE, days, DAYS))
    except HosoError as exc:
        cause = exc.__cause__
        if isinstance(cause, S3Error) and cause.code in {*_NOT_OFFERED, _NOT_TOLD}:
            raise _no_lock(cause.code or "") from exc
        raise


def _no_lock(code: str) -> ServiceError:
    return ServiceError(
        f"Không khoá được tệp trong bucket ({code}); hãy tạo bucket có object lock và quyền đặt thời hạn, "
        "hoặc đặt HOSO_OBJECTS_LOCK_DAYS=0.",
        f"The bucket cannot lock its objects ({code}); make it with object lock and with the right to set a retention, "
        "or set HOSO_OBJECTS_LOCK_DAYS=0.",
    )
