"""What an S3 server says, in the words of the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from models.errors import HosoError, ServiceError, StorageFailed, StorageFull

BARE = "Forbidden"
"""Stands for a 403 without words, as HEAD is answered: it may be the login or a right."""

STRANGER = "NotS3"
"""Stands for an answer that no S3 server gives."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line for all of `codes`; ``{code}`` in it is the very one."""

    codes: frozenset[str]
    kind: type[ServiceError]
    vi: str
    en: str


_LINES = (
    _Line(
        # Of an upload begun a moment ago: a MinIO whose disk is full loses what it noted of it (seen on one drive).
        frozenset({"NoSuchUpload"}),
        StorageFull,
        "Kho tệp S3 bỏ dở tệp đang gửi, thường vì đã đầy, chưa lưu được gì; hãy giải phóng chỗ rồi gửi lại.",
        "The S3 store lost the upload midway ({code}), as one does whose disk is full, and nothing was stored; free "
        "some space, then send again.",
    ),
    _Line(
        frozenset({"XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded", "InsufficientStorage"}),
        StorageFull,
        "Kho tệp S3 đã đầy, chưa lưu được gì; hãy báo quản trị viên giải phóng chỗ rồi gửi lại.",
        "The S3 store is full ({code}) and nothing was stored; free some space, then send again.",
    ),
    _Line(
        frozenset({"InvalidAccessKeyId", "SignatureDoesNotMatch", "XAdminUserNotFound"}),
        ServiceError,
        "Kho tệp S3 từ chối đăng nhập ({code}); hãy kiểm tra HOSO_OBJECTS_USER và HOSO_OBJECTS_PASSWORD_FILE.",
        "The S3 store refuses us ({code}); check HOSO_OBJECTS_USER and HOSO_OBJECTS_PASSWORD_FILE.",
    ),
    _Line(
        frozenset({BARE}),
        ServiceError,
        "Kho tệp S3 từ chối; hãy kiểm tra HOSO_OBJECTS_USER, HOSO_OBJECTS_PASSWORD_FILE và quyền trong bucket.",
        "The S3 store refuses us; check HOSO_OBJECTS_USER, HOSO_OBJECTS_PASSWORD_FILE and the rights in the bucket.",
    ),
    _Line(
        frozenset({"AccessDenied", "AllAccessDisabled", "MethodNotAllowed"}),
        ServiceError,
        "Kho tệp S3 nhận đăng nhập nhưng không cho phép việc này ({code}); hãy cấp cho HOSO_OBJECTS_USER quyền đọc, "
        "ghi, xoá và liệt kê trong bucket.",
        "The S3 store knows us but does not allow this ({code}); give HOSO_OBJECTS_USER the right to read, write, "
        "delete and list in the bucket.",
    ),
    _Line(
        frozenset({"RequestTimeTooSkewed"}),
        ServiceError,
        "Đồng hồ của máy này và của kho tệp S3 lệch nhau quá nhiều; hãy đồng bộ giờ (NTP) cả hai máy.",
        "The clocks of this machine and of the S3 store differ too much; have both set by NTP.",
    ),
    _Line(
        frozenset({"NoSuchBucket"}),
        ServiceError,
        "Bucket ghi trong HOSO_OBJECTS không có trên máy chủ; hãy tạo nó hoặc sửa địa chỉ.",
        "The bucket named in HOSO_OBJECTS is not on the server; create it or correct the URL.",
    ),
    _Line(
        frozenset({STRANGER}),
        ServiceError,
        "Địa chỉ trong HOSO_OBJECTS có trả lời nhưng không phải kho S3; hãy kiểm tra máy và cổng.",
        "What answers at the URL in HOSO_OBJECTS is no S3 store; check host and port.",
    ),
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of the client and of its connections into ours."""
    try:
        yield
    except S3Error as exc:
        raise refusal(exc.code or "", exc.message or "") from exc
    except (MinioException, HTTPError) as exc:
        reason = type(getattr(exc, "reason", None) or exc).__name__
        raise ServiceError(
            f"Không kết nối được kho tệp S3 ({reason}); hãy kiểm tra máy chủ đang chạy và địa chỉ trong HOSO_OBJECTS.",
            f"The S3 store cannot be reached ({reason}); check that the server runs and the URL in HOSO_OBJECTS.",
        ) from exc


def refusal(code: str, words: str) -> HosoError:
    """Return the error for an S3 error code."""
    for line in _LINES:
        if code in line.codes:
            return line.kind(line.vi.format(code=code), line.en.format(code=code))
    return StorageFailed(
        f"Kho tệp S3 không đọc ghi được ({code}: {words[:160]}); hãy báo quản trị viên.",
        f"The S3 store cannot be read or written ({code}: {words[:160]}); tell the administrator.",
    )
