"""What an S3 server says, in the words of the house."""

from collections.abc import Iterator
from contextlib import contextmanager

from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from models.errors import HosoError, ServiceError, StorageFailed, StorageFull

_FULL = frozenset({"XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded", "InsufficientStorage"})
_LOGIN = frozenset({"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AllAccessDisabled"})


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
    if code in _FULL:
        return StorageFull(
            "Kho tệp S3 đã đầy, chưa lưu được gì; hãy báo quản trị viên giải phóng chỗ rồi gửi lại.",
            f"The S3 store is full ({code}) and nothing was stored; free some space, then send again.",
        )
    if code in _LOGIN:
        return ServiceError(
            f"Kho tệp S3 từ chối đăng nhập ({code}); hãy kiểm tra HOSO_OBJECTS_USER và HOSO_OBJECTS_PASSWORD_FILE.",
            f"The S3 store refuses us ({code}); check HOSO_OBJECTS_USER and HOSO_OBJECTS_PASSWORD_FILE.",
        )
    if code == "NoSuchBucket":
        return ServiceError(
            "Bucket ghi trong HOSO_OBJECTS không có trên máy chủ; hãy tạo nó hoặc sửa địa chỉ.",
            "The bucket named in HOSO_OBJECTS is not on the server; create it or correct the URL.",
        )
    return StorageFailed(
        f"Kho tệp S3 không đọc ghi được ({code}: {words[:160]}); hãy báo quản trị viên.",
        f"The S3 store cannot be read or written ({code}: {words[:160]}); tell the administrator.",
    )
