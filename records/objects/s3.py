"""``s3+http://host:9000/bucket`` and ``s3+https://…``: found by this scheme, served by the client of MinIO."""

from models.errors import ServiceError
from records.backends import Credentials
from records.objects.minio import S3Objects
from records.objects.s3_url import parse
from records.objects.s3_wire import Wire


def open_url(url: str, credentials: Credentials | None = None) -> S3Objects:
    """Open the bucket; nothing is connected yet. Raises ServiceError for a malformed URL or without credentials."""
    bucket = parse(url)
    if credentials is None:
        raise ServiceError(
            "Kho tệp S3 cần đăng nhập; hãy đặt HOSO_OBJECTS_USER và HOSO_OBJECTS_PASSWORD_FILE.",
            "The S3 store needs a login; set HOSO_OBJECTS_USER and HOSO_OBJECTS_PASSWORD_FILE.",
        )
    return S3Objects(Wire(bucket, credentials))
