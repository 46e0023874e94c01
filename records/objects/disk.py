"""Writing to disk so that it stays, and what the operating system says when it cannot."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import StorageFailed, StorageFull

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def translated() -> Iterator[None]:
    """Turn an OSError into StorageFull (no space, quota used up) or StorageFailed (anything else)."""
    try:
        yield
    except OSError as exc:
        reason = exc.strerror or type(exc).__name__
        if exc.errno in _FULL:
            raise StorageFull(
                "Ổ đĩa đã đầy, chưa lưu được gì; hãy báo quản trị viên giải phóng chỗ rồi gửi lại.",
                f"The disk is full ({reason}) and nothing was stored; free some space, then send again.",
            ) from exc
        raise StorageFailed(
            f"Không đọc ghi được kho tệp ({reason}); hãy báo quản trị viên kiểm tra ổ đĩa và quyền truy cập.",
            f"The object store cannot be read or written ({reason}); check the disk and its permissions.",
        ) from exc


def write_all(descriptor: int, chunk: bytes) -> None:
    """Write the whole of `chunk`; write(2) may take only a part, and does so on a disk that is nearly full."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
