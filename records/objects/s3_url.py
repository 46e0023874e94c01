"""URLs of S3 buckets, taken apart."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from models.errors import ServiceError

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
DEFAULT_REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a bucket is: `endpoint` is host and port."""

    endpoint: str
    secure: bool
    name: str
    region: str


def parse(url: str) -> Bucket:
    """Take ``s3+http[s]://host[:port]/bucket[?region=…]`` apart. Raises ServiceError."""
    try:
        parts = urlsplit(url)
        bucket, region = parts.path.strip("/"), parse_qs(parts.query).get("region", [DEFAULT_REGION])[0]
        sound = parts.hostname and (parts.port is None or parts.port > 0) and _BUCKET.fullmatch(bucket)
    except ValueError:
        sound = None
    if not sound or parts.scheme not in {"s3+http", "s3+https"}:
        raise ServiceError(
            "Địa chỉ kho tệp S3 không đúng dạng; hãy viết như s3+http://máy-chủ:9000/tên-kho.",
            "The URL of the S3 store is malformed; write it like s3+http://host:9000/bucket.",
        )
    return Bucket(parts.netloc, parts.scheme == "s3+https", bucket, region)
