"""Hashes of streams, what counts as a hash, and the refusals that all object stores share."""

import hashlib
import re
from typing import BinaryIO

from models.errors import IntegrityError, NotFound, ServiceError
from models.identifiers import Sha256

PIECE = 1 << 20
"""Bytes read at a time."""

_SHAPE = re.compile(r"[0-9a-f]{64}")


def is_sha256(text: str) -> bool:
    return _SHAPE.fullmatch(text) is not None


def hash_stream(stream: BinaryIO) -> Sha256:
    """Return the SHA-256 of what is left of `stream`, in bounded memory."""
    digest = hashlib.sha256()
    while piece := stream.read(PIECE):
        digest.update(piece)
    return Sha256(digest.hexdigest())


def no_object(sha256: str) -> NotFound:
    return NotFound(
        f"Không có tệp nào với mã băm {sha256[:64]}; hãy kiểm tra lại hồ sơ.",
        f"There is no stored object {sha256[:64]}; check the record that names it.",
    )


def damaged(sha256: Sha256, found: str) -> IntegrityError:
    return IntegrityError(
        f"Tệp {sha256} đã bị thay đổi hoặc hỏng; hãy khôi phục từ bản sao lưu.",
        f"The stored object {sha256} has changed (it now hashes to {found}); restore it from a backup.",
    )


def no_lock() -> ServiceError:
    return ServiceError(
        "Chỉ kho S3 mới khoá được tệp đã lưu; hãy dùng kho S3 hoặc đặt HOSO_OBJECTS_LOCK_DAYS=0.",
        "Only an S3 store can lock what it keeps; use one, or set HOSO_OBJECTS_LOCK_DAYS=0.",
    )
