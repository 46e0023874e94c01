"""Objects as files under ``aa/bb/<sha256>``, written once: ``file:var/objects``.

The bytes go to ``tmp/`` in the same file system while they are hashed, are synced, renamed to their key, and the
folders on the way are synced too, so that what was answered survives a power cut (rename(2) is atomic; ext4, xfs and
btrfs keep a rename only once its folder is synced). A store syncs the file and its folder for each object, the two
folders above it once for each folder below them.
"""

import hashlib
import os
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from models.component import StoredObject
from models.errors import StorageFailed
from models.identifiers import Sha256
from records.backends import Credentials, make_folder, path_of
from records.objects.disk import sync_folder, translated, write_all
from records.objects.hashing import PIECE, damaged, hash_stream, is_sha256, no_lock, no_object
from records.objects.pieces import as_stream

STALE_SECONDS = 24 * 3600
"""A temporary file not written to for a day belongs to a process that died: an upload in progress grows."""


class FileObjects:
    """Bytes under their hash below `root`; safe for any number of threads and processes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._tmp = root / "tmp"
        self._named: set[Path] = set()  # folders whose own names were synced, relative: 65,792 at the very most
        make_folder(self._tmp)

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        temporary = self._tmp / f"{uuid4().hex}.part"
        try:
            sha256, size = self._receive(temporary, chunks)
            with translated():
                return StoredObject(sha256, size, self._publish(temporary, sha256, size))
        finally:
            with translated():
                temporary.unlink(missing_ok=True)

    def _receive(self, temporary: Path, chunks: Iterable[bytes]) -> tuple[Sha256, int]:
        """Write and sync `chunks`. Only what the disk says is translated; an error of `chunks` passes through."""
        digest, size = hashlib.sha256(), 0
        with translated():
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
        try:
            for chunk in chunks:
                with translated():
                    write_all(descriptor, chunk)
                digest.update(chunk)
                size += len(chunk)
            with translated():
                os.fsync(descriptor)
        finally:
            with translated():
                os.close(descriptor)
        return Sha256(digest.hexdigest()), size

    def _publish(self, temporary: Path, sha256: Sha256, size: int) -> bool:
        """Move the file to its key; False when the same bytes are there.

        What is there with another size is a torn copy and is replaced by the sound bytes in hand. The folder is
        synced either way: the writer who was first may not have come to it yet.
        """
        path = self._path(sha256)
        there = path.exists() and path.stat().st_size == size
        if not there:
            self._make_folder(path.parent)
            temporary.replace(path)
        sync_folder(path.parent)
        self._sync_names(path.parent)
        return not there

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():  # somebody may have taken it away since its name was synced
            self._named -= {folder.relative_to(self._root), folder.parent.relative_to(self._root)}
            folder.mkdir(parents=True, exist_ok=True)

    def _sync_names(self, folder: Path) -> None:
        """Make the names of an object's two folders durable, where this store has not done so before.

        That another writer made them does not count: they may not have come to sync them yet.
        """
        for each in (folder, folder.parent):
            name = each.relative_to(self._root)
            if name not in self._named:
                sync_folder(each.parent)
                self._named.add(name)

    def open(self, sha256: Sha256, start: int = 0, length: int | None = None) -> BinaryIO:
        stream = self._open(sha256)
        if not start and length is None:
            return stream
        return as_stream(_piece(stream, start, length))

    def _open(self, sha256: Sha256) -> BinaryIO:
        if not is_sha256(sha256):
            raise no_object(sha256)
        try:
            with translated():
                return self._path(sha256).open("rb")
        except StorageFailed as exc:
            if isinstance(exc.__cause__, FileNotFoundError):
                raise no_object(sha256) from exc
            raise

    def verify(self, sha256: Sha256) -> None:
        with self.open(sha256) as stream, translated():
            found = hash_stream(stream)
        if found != sha256:
            raise damaged(sha256, found)

    def keys(self) -> Iterator[Sha256]:
        with translated():
            for path in self._root.glob("??/??/*"):
                if is_sha256(path.name):
                    yield Sha256(path.name)

    def presigned(self, sha256: Sha256, filename: str, media_type: str, seconds: int) -> None:
        """Return nothing: a folder has no address that others could be sent to."""

    def lock_for(self, days: int) -> None:  # noqa: ARG002 - the port's signature
        raise no_lock()

    def probe(self) -> None:
        """Clear what crashed writers left, then write, sync, read back and delete a small file."""
        self._sweep()
        path = self._tmp / f"{uuid4().hex}.probe"
        content = os.urandom(4096)
        try:
            self._receive(path, [content])
            with translated():
                found = path.read_bytes()
        finally:
            with translated():
                path.unlink(missing_ok=True)
        if found != content:
            raise StorageFailed(
                f"Kho tệp “{self._root}” trả lại dữ liệu khác với dữ liệu đã ghi; hãy kiểm tra ổ đĩa.",
                f"The object store “{self._root}” gives back other bytes than were written; check the disk.",
            )

    def _sweep(self) -> None:
        oldest = time.time() - STALE_SECONDS
        with translated():
            for path in self._tmp.iterdir():
                with suppress(FileNotFoundError):  # its writer, or another sweep, was quicker
                    if path.stat(follow_symlinks=False).st_mtime < oldest:
                        path.unlink()

    def _path(self, sha256: Sha256) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256


def _piece(stream: BinaryIO, start: int, length: int | None) -> Generator[bytes, None, None]:
    """Yield the bytes of `stream` from `start` on, and close it at the end."""
    with stream, translated():
        stream.seek(start)
        left = length
        while piece := stream.read(PIECE if left is None else min(PIECE, left)):
            left = None if left is None else left - len(piece)
            yield piece


def open_url(url: str, _credentials: Credentials | None = None) -> FileObjects:
    """Open ``file:relative`` or ``file:/absolute``, creating the folder. Raises ServiceError when it cannot be."""
    return FileObjects(path_of(url))
