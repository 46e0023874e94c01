"""Opening a zip from outside without letting it fill the memory or reach other files."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from models.errors import DamagedFile, InvalidValue, TooLarge

MOST_MEMBERS = 1000
MOST_BYTES = 100_000_000
"""Of all members together, as inflated: counted while inflating, whatever the headers say. A workbook of 1,900
procedures with 6,429 requirements has 6.4 MB."""

_CHUNK = 1 << 16
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([^\"']{0,40})")
_OVERLAP = 2 * max(map(len, _FORBIDDEN))


def open_archive(stream: BinaryIO) -> ZipFile:
    """Return a zip all of whose members were inflated once and found sound.

    Raises DamagedFile, TooLarge, or InvalidValue for an encrypted member and for XML that defines entities, by which
    few bytes could become many.
    """
    try:
        archive = ZipFile(stream)
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise _too_large()
        left = MOST_BYTES
        for member in members:
            left -= _inflated(archive, member, left)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as exc:
        raise DamagedFile(
            "Tệp nén bị hỏng hoặc có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu và lưu lại.",
            f"the archive is damaged or encrypted ({exc}); open it, take the password off and save it again",
        ) from exc
    return archive


def _inflated(archive: ZipFile, member: ZipInfo, left: int) -> int:
    """Return the size of one member. Raises TooLarge when it is above `left`, InvalidValue for entity definitions.

    Every member is looked at: a workbook may take any of them for XML, whatever its name.
    """
    size, tail = 0, b""
    for chunk in _chunks(archive, member):
        size += len(chunk)
        if size > left:
            raise _too_large()
        seen = (tail + chunk).replace(b"\0", b"")  # UTF-16 has the same letters with zeros between
        if any(word in seen for word in _FORBIDDEN) or _disguised(seen):
            raise InvalidValue(
                "Tệp chứa định nghĩa XML không được phép; hãy lưu lại bằng Excel hoặc LibreOffice.",
                "the file holds XML definitions that are not allowed; save it again with Excel or LibreOffice",
            )
        tail = chunk[-_OVERLAP:]
    return size


def _disguised(seen: bytes) -> bool:
    """Whether XML says that it is in another encoding, in which the forbidden words would have other bytes."""
    said = _ENCODING.search(seen)
    return said is not None and said[1].lower() not in {b"utf-8", b"utf-16", b"us-ascii"}


def _chunks(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _too_large() -> TooLarge:
    return TooLarge(
        f"Tệp giải nén ra hơn {MOST_BYTES // 1_000_000} MB hoặc {MOST_MEMBERS} phần; hãy chia nhỏ danh mục.",
        f"the archive inflates to more than {MOST_BYTES // 1_000_000} MB or {MOST_MEMBERS} members; split it",
    )
